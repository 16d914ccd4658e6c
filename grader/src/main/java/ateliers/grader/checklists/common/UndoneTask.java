package ateliers.grader.checklists.common;

import java.util.Optional;
import java.util.regex.Pattern;

/** What a starter's code answers where a task is still to be done: 501, and a sentence that names the task. */
public final class UndoneTask {
    /** What to say of it, behind the task's number. */
    public static final String SAID = "elle reste à faire, dit la réponse.";

    private static final int NOT_IMPLEMENTED = 501;

    private static final Pattern TASK = Pattern.compile("(?i)tâche ([1-9])");

    private UndoneTask() {}

    /** The number of the task that such an answer waits for. */
    public static Optional<Integer> in(int status, String body) {
        return status == NOT_IMPLEMENTED
                ? TASK.matcher(body)
                        .results()
                        .map(task -> Integer.valueOf(task.group(1)))
                        .findFirst()
                : Optional.empty();
    }
}

package ateliers.labs.photos;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/** Met en tête de chaque échec la tâche que le test attend, et dit à la fin lesquelles restent à faire. */
public final class WaitingTasks implements TestExecutionExceptionHandler {
    /** Au-delà, la fin d'un message n'apprend plus rien, et cache les autres échecs. */
    private static final int LONGEST = 600;

    @Override
    public void handleTestExecutionException(ExtensionContext test, Throwable failure) throws Throwable {
        Optional<String> title = title(test);
        if (title.isEmpty() || failure instanceof TestAbortedException) {
            throw failure;
        }
        String task = title.get().split(" *:", 2)[0];
        test.getRoot()
                .getStore(Namespace.create(WaitingTasks.class))
                .computeIfAbsent(Waiting.class, key -> new Waiting(), Waiting.class)
                .add(task);
        Throwable root = root(failure);
        AssertionError told = new AssertionError(title.get() + "\n" + why(root));
        told.setStackTrace(own(root));
        throw told;
    }

    /** Ce qui a échoué ou, sous les exceptions qui l'enveloppent, la première panne. */
    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (!(root instanceof AssertionError) && root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }

    private static String why(Throwable root) {
        String why = root instanceof AssertionError && root.getMessage() != null
                ? root.getMessage().strip()
                : root.toString();
        return why.length() > LONGEST ? why.substring(0, LONGEST) + "…" : why;
    }

    /** Les lignes de l'atelier : ton code et ses tests, sans celles des bibliothèques. */
    private static StackTraceElement[] own(Throwable root) {
        String own = WaitingTasks.class.getPackageName() + ".";
        StackTraceElement[] lines = Stream.of(root.getStackTrace())
                .filter(line -> line.getClassName().startsWith(own))
                .toArray(StackTraceElement[]::new);
        return lines.length > 0 ? lines : root.getStackTrace();
    }

    /** Le titre du test ou, s'il est joué plusieurs fois, celui qui est commun à tous. */
    private static Optional<String> title(ExtensionContext test) {
        return test.getDisplayName().startsWith("Tâche ")
                ? Optional.of(test.getDisplayName())
                : test.getParent().flatMap(WaitingTasks::title);
    }

    /** Les tâches dont un test a échoué ; JUnit la ferme quand tout est joué. */
    private static final class Waiting implements AutoCloseable {
        private final Map<String, Integer> tests = new TreeMap<>();

        synchronized void add(String task) {
            tests.merge(task, 1, Integer::sum);
        }

        @Override
        public synchronized void close() {
            System.out.println("Il reste à faire : "
                    + tests.entrySet().stream()
                            .map(each -> "%s (%d test%s)"
                                    .formatted(each.getKey(), each.getValue(), each.getValue() > 1 ? "s" : ""))
                            .collect(Collectors.joining(", "))
                    + ". Commence par la première.");
        }
    }
}

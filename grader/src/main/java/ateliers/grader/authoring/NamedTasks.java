package ateliers.grader.authoring;

import ateliers.grader.checklist.Criterion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every task that a criterion, a hint, a comment or a test names stands in the README, as {@code ### Tâche 3 : …}. */
final class NamedTasks implements Rule {
    private static final Pattern HEADING = Pattern.compile("(?m)^### Tâche (\\d+) :");

    /** « Tâche 3 », « la tâche 3 », « les tâches 3, 4 et 5 ». */
    private static final Pattern NAMED = Pattern.compile("[Tt]âches? (\\d+(?:(?:, | et | ou | à )\\d+)*)");

    private static final Pattern IN_HINT = Pattern.compile("\\.task\\((\\d+)\\)");
    private static final Pattern NUMBER = Pattern.compile("(\\d+)");
    private static final Pattern TEXT = Pattern.compile(".*\\.(java|md|yaml|yml|json|xml|properties)");

    @Override
    public List<Finding> findings(AuthoredLab lab) throws IOException {
        Set<String> tasks = numbers(HEADING, AuthoredLab.text(lab.readme()));
        List<Finding> findings = new ArrayList<>();
        for (Criterion criterion : lab.criteria()) {
            if (!tasks.contains(Integer.toString(criterion.task()))) {
                findings.add(unknown(
                        lab.checklistFile(),
                        "Le critère « %s »".formatted(criterion.id()),
                        Integer.toString(criterion.task())));
            }
        }
        String readme = lab.named(lab.readme());
        for (MarksTable.Row row :
                MarksTable.rows(AuthoredLab.text(lab.readme())).values()) {
            numbers(NUMBER, row.tasks()).stream()
                    .filter(task -> !tasks.contains(task))
                    .forEach(task ->
                            findings.add(unknown(readme, "La ligne « %s » du barème".formatted(row.id()), task)));
        }
        findings.addAll(in(lab, lab.checklistSources(), IN_HINT, "Une piste", tasks));
        findings.addAll(in(lab, lab.checklistSources(), NAMED, "Une piste", tasks));
        for (Path folder : List.of(lab.starter(), lab.solution())) {
            findings.addAll(in(lab, folder, NAMED, "Ce fichier", tasks));
        }
        return findings;
    }

    private static List<Finding> in(AuthoredLab lab, Path folder, Pattern naming, String who, Set<String> tasks)
            throws IOException {
        List<Finding> findings = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            for (Path file : texts(folder)) {
                numbers(naming, AuthoredLab.text(file)).stream()
                        .filter(task -> !tasks.contains(task))
                        .forEach(task -> findings.add(unknown(lab.named(file), who, task)));
            }
        }
        return findings;
    }

    private static List<Path> texts(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> !file.startsWith(folder.resolve("target")))
                    .filter(file -> TEXT.matcher(file.getFileName().toString()).matches())
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    private static Finding unknown(String file, String who, String task) {
        return new Finding(
                file,
                "%s nomme la tâche %s, que l'énoncé n'a pas.".formatted(who, task),
                "Nomme une tâche de l'énoncé, ou écris-la : « ### Tâche %s : … ».".formatted(task));
    }

    private static Set<String> numbers(Pattern pattern, String text) {
        Set<String> numbers = new TreeSet<>();
        pattern.matcher(text)
                .results()
                .forEach(found -> numbers.addAll(List.of(found.group(1).split("\\D+"))));
        return numbers;
    }
}

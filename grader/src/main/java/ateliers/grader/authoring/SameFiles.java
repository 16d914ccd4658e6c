package ateliers.grader.authoring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A lab's starter and its solution have the same files, and each is the same in both, but for what the lab is about: the page, what
 * the starter marks by {@code TODO}, what tells which tests wait for a task, and what keeps Maven from running those elsewhere. JSON has
 * no comments to say {@code TODO} in: of that, the sample events are the same. A solution may test more
 * than its starter does, where a test is tagged {@code solution}: it looks at how this one is made.
 */
final class SameFiles implements Rule {
    private static final Pattern WAITING = Pattern.compile(
            "(?m)^(import org\\.junit\\.jupiter\\.api\\.(Tag|DisplayName);| *@Tag\\(\"a-faire\"\\)| *@DisplayName\\(.*\\))\\n");

    /** A method's annotations, and its name. */
    private static final Pattern METHOD =
            Pattern.compile("(?m)((?:^    @.*\\n(?:^(?:     .*|    }\\))\\n)*)+)^    void (\\w+)\\(");

    private static final Pattern EXCLUDING =
            Pattern.compile("(?s)\\n *<!-- Les groupes de tests à laisser de côté[^\\n]*\\n *<tests\\.exclus/>\\n"
                    + "| *<configuration>\\n *<excludedGroups>\\$\\{tests\\.exclus}</excludedGroups>\\n *</configuration>\\n"
                    + "|\\n  <profiles>.*</profiles>\\n");

    @Override
    public List<Finding> findings(AuthoredLab lab) throws IOException {
        Set<String> ofStarter = AuthoredLab.files(lab.starter());
        Set<String> ofSolution = AuthoredLab.files(lab.solution());
        List<Finding> findings = new ArrayList<>();
        for (String file : lacking(ofStarter, ofSolution)) {
            findings.add(new Finding(
                    lab.named(lab.starter().resolve(file)),
                    isTest(file) ? "La solution a ce test, l'énoncé non." : "La solution a ce fichier, l'énoncé non.",
                    isTest(file)
                            ? "Donne-le aussi à l'étudiant, avec @Tag(\"a-faire\") s'il attend une tâche."
                            : "Donne-le aussi à l'étudiant, vide de ce qu'il doit trouver et avec un TODO."));
        }
        for (String file : lacking(ofSolution, ofStarter)) {
            findings.add(new Finding(
                    lab.named(lab.solution().resolve(file)),
                    "L'énoncé a ce fichier, la solution non.",
                    "Ajoute-le à la solution, ou retire-le de l'énoncé."));
        }
        for (String file : ofStarter) {
            if (ofSolution.contains(file) && isTest(file)) {
                findings.addAll(moreTests(lab, file));
            }
            if (ofSolution.contains(file) && differs(lab, file)) {
                findings.add(new Finding(
                        lab.named(lab.solution().resolve(file)),
                        isTest(file)
                                ? "Ce test n'a pas, dans l'ordre, toutes les lignes de celui de l'énoncé."
                                : "Ce fichier n'est pas celui de l'énoncé, où rien ne dit TODO.",
                        "Rends-les égaux ; ce que l'étudiant doit changer porte un TODO."));
            }
        }
        return findings;
    }

    private static List<Finding> moreTests(AuthoredLab lab, String file) throws IOException {
        Set<String> given = tests(AuthoredLab.text(lab.starter().resolve(file)));
        List<Finding> findings = new ArrayList<>();
        for (String test : tests(AuthoredLab.text(lab.solution().resolve(file)))) {
            if (!given.contains(test)) {
                findings.add(new Finding(
                        lab.named(lab.starter().resolve(file)),
                        "La solution a le test « %s », l'énoncé non.".formatted(test),
                        "Donne-le aussi à l'étudiant, avec @Tag(\"a-faire\") s'il attend une tâche ; s'il ne regarde que"
                                + " ta façon de faire, marque-le @Tag(\"solution\") dans la solution."));
            }
        }
        return findings;
    }

    /** Names of test methods, but for those that look at how the solution is made. */
    private static Set<String> tests(String source) {
        return METHOD.matcher(source)
                .results()
                .filter(method ->
                        method.group(1).contains("Test\n") && !method.group(1).contains("@Tag(\"solution\")"))
                .map(method -> method.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> lacking(Set<String> some, Set<String> others) {
        Set<String> lacking = new TreeSet<>(others);
        lacking.removeAll(some);
        return lacking;
    }

    private static boolean differs(AuthoredLab lab, String file) throws IOException {
        byte[] starter = Files.readAllBytes(lab.starter().resolve(file));
        Path other = lab.solution().resolve(file);
        if (isTask(file, starter)) {
            return false;
        }
        if (!isTest(file) && !file.equals("pom.xml")) {
            return Files.mismatch(lab.starter().resolve(file), other) >= 0;
        }
        String mine = common(file, AuthoredLab.text(lab.starter().resolve(file)));
        String its = common(file, AuthoredLab.text(other));
        return isTest(file) ? !isSubsequence(mine.lines().toList(), its.lines().toList()) : !its.equals(mine);
    }

    private static boolean isTest(String file) {
        return file.endsWith("Test.java");
    }

    private static boolean isTask(String file, byte[] starter) {
        return file.equals("README.md")
                || new String(starter, StandardCharsets.ISO_8859_1).contains("TODO")
                || file.endsWith(".json") && !file.startsWith("events/");
    }

    private static boolean isSubsequence(List<String> lines, List<String> ofMore) {
        Iterator<String> more = ofMore.iterator();
        for (String line : lines) {
            boolean found = false;
            while (!found && more.hasNext()) {
                found = Objects.equals(more.next(), line);
            }
            if (!found) {
                return false;
            }
        }
        return true;
    }

    private static String common(String file, String text) {
        if (file.equals("pom.xml")) {
            return EXCLUDING
                    .matcher(text)
                    .replaceAll("")
                    .replace("<groupId>dev.ateliers.solutions<", "<groupId>dev.ateliers.labs<")
                    .replaceAll("<name>(Atelier|Solution) ", "<name>");
        }
        return WAITING.matcher(text).replaceAll("");
    }
}

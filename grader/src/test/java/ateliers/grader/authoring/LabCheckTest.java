package ateliers.grader.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is amiss in a lab is told; that nothing is in ours, {@code EveryCriterionHasAMutantTest} asks. */
class LabCheckTest {
    private static final String LAB = "00-annexe-s3-sns";
    private static final List<String> PARTS = List.of(
            "pom.xml",
            "labs/" + LAB,
            "solutions/" + LAB,
            "grader/src/main/java/ateliers/grader/checklists/annexe",
            "grader/src/main/resources/ateliers/grader/classpaths",
            "docs-fr");

    /** Links to pages of other labs. */
    private static List<Finding> already;

    @TempDir
    private Path home;

    private AuthoredLab lab;

    @BeforeAll
    static void whatACopyLacksOfAProject(@TempDir Path folder) throws IOException {
        already = LabCheck.findings(copyOfALab(folder));
    }

    @BeforeEach
    void aCopyOfALab() throws IOException {
        lab = copyOfALab(home);
    }

    private static AuthoredLab copyOfALab(Path home) throws IOException {
        for (String part : PARTS) {
            copy(Path.of("..").resolve(part), home.resolve(part));
        }
        return new AuthoredLab(home, LAB, LabFolders.of(LAB).checklist());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            labs/LAB/README.md | "| `many` |" | "| `much` |" | labs/LAB/README.md | La ligne « much » du barème n'a pas de critère.
            labs/LAB/README.md | "| `many` |" | "| `much` |" | labs/LAB/README.md | Le critère « many » n'a pas de ligne dans « ## Le barème ».
            labs/LAB/README.md | "| 6 | 1 et 3 |" | "| 5 | 1 et 3 |" | labs/LAB/README.md | "Le barème donne « 5 » au critère « notify », dont @Criterion dit « 6 »."
            labs/LAB/README.md | "### Tâche 4 :" | "### Étape 4 :" | labs/LAB/src/main/java/ateliers/labs/annexe/UploadHandler.java | "Ce fichier nomme la tâche 4, que l'énoncé n'a pas."
            labs/LAB/README.md | "### Tâche 4 :" | "### Étape 4 :" | labs/LAB/template.yaml | "Ce fichier nomme la tâche 4, que l'énoncé n'a pas."
            labs/LAB/README.md | "### Tâche 4 :" | "### Étape 4 :" | CHECKLIST | "Le critère « failure » nomme la tâche 4, que l'énoncé n'a pas."
            labs/LAB/README.md | "| 2 | 4 |" | "| 2 | 7 |" | labs/LAB/README.md | "La ligne « failure » du barème nomme la tâche 7, que l'énoncé n'a pas."
            CHECKLISTS/EachUploadOnce.java | ".task(count" | ".task(9).task(count" | CHECKLISTS/EachUploadOnce.java | "Une piste nomme la tâche 9, que l'énoncé n'a pas."
            CHECKLISTS/EachUploadOnce.java | "abonne la fonction" | "Vois la tâche 9 : abonne" | CHECKLISTS/EachUploadOnce.java | "Une piste nomme la tâche 9, que l'énoncé n'a pas."
            labs/LAB/template.yaml | "TODO (Tâche 4)" | "TODO (Tâches 4 et 8)" | labs/LAB/template.yaml | "Ce fichier nomme la tâche 8, que l'énoncé n'a pas."
            labs/LAB/README.md | "| `FailureQueueUrl` |" | "| `FailureUrl` |" | labs/LAB/README.md | "La sortie « FailureQueueUrl », que demande @Checklist, n'est pas dans le contrat."
            labs/LAB/README.md | "| `FailureQueueUrl` |" | "| `FailureUrl` |" | CHECKLIST | "La sortie « FailureUrl » du contrat n'est lue par aucun critère."
            labs/LAB/template.yaml | "  FailureQueueUrl:" | "  Failures:" | labs/LAB/template.yaml | "La sortie « FailureQueueUrl » du contrat manque."
            labs/LAB/README.md | "`AWS::SNS::Topic`," | "" | solutions/LAB/template.yaml | "NotificationTopic (template.yaml, ligne 18) est une ressource de type AWS::SNS::Topic, que cet atelier ne permet pas."
            labs/LAB/README.md | "- Ressources :" | "- Types :" | labs/LAB/README.md | "L'énoncé de l'atelier ne donne pas les ressources permises."
            labs/LAB/README.md | " <sub>C4</sub>" | "" | labs/LAB/README.md | "C5 est là où l'on attend C4"
            labs/LAB/README.md | "de pile convient" | "de pile va" | docs-fr/couverture/LAB.md | "Cette page ne dit plus ce que prouve la note."
            solutions/LAB/mutants/many-numbered.patch | "criterion: many" | "criterion: much" | solutions/LAB/mutants/many-numbered.patch | "Ce mutant nomme le critère « much », qui n'existe pas."
            solutions/LAB/mutants/many-numbered.patch | "criterion: many" | "critère : many" | solutions/LAB/mutants/many-numbered.patch | "Ce mutant ne dit pas quel critère il fait échouer."
            solutions/LAB/mutants/many-numbered.patch | "criterion: many" | "criterion: key" | solutions/LAB/mutants/many-numbered.patch | "Ce mutant du critère « key » ne porte pas son nom."
            solutions/LAB/mutants/many-numbered.patch | "# breaks: C13" | "# breaks: C99" | solutions/LAB/mutants/many-numbered.patch | "Ce mutant brise C99, qui n'existe pas."
            solutions/LAB/mutants/many-numbered.patch | "# what:" | "# was:" | solutions/LAB/mutants/many-numbered.patch | "Rien ne dit ce que c'est."
            solutions/LAB/template.yaml | "depots-${" | "envois-${" | solutions/LAB/mutants/config-bucket-name.patch | "Il ne s'applique plus à la solution, ou n'y change rien."
            labs/LAB/events/s3-put.json | "depots-exemple" | "envois-exemple" | solutions/LAB/events/s3-put.json | "Ce fichier n'est pas celui de l'énoncé, où rien ne dit TODO."
            labs/LAB/src/test/java/ateliers/labs/annexe/UploadedFileTest.java | "keepsAKeyOf900" | "keepsAKeyOf800" | solutions/LAB/src/test/java/ateliers/labs/annexe/UploadedFileTest.java | "Ce test n'a pas, dans l'ordre, toutes les lignes de celui de l'énoncé."
            labs/LAB/pom.xml | "</aws.sdk.version>" | "-a</aws.sdk.version>" | grader/src/main/resources/ateliers/grader/classpaths/LAB.txt | "La liste des jars date d'avant un changement de labs/LAB/pom.xml."
            solutions/LAB/pom.xml | "<version>${assertj.version}" | "<version>3.27.0" | solutions/LAB/pom.xml | "La version 3.27.0 est écrite hors de <properties>."
            pom.xml | "<junit.version>" | "<junit.version>9" | labs/LAB/pom.xml | "junit.version est "
            pom.xml | "<module>labs/LAB</module>" | "" | pom.xml | "Le module labs/LAB manque."
            docs-fr/labs/README.md | "/labs/LAB/" | "/labs/" | docs-fr/labs/README.md | "L'atelier LAB n'est pas dans la liste."
            solutions/LAB/README.md | "](../../labs" | "](../../lab" | solutions/LAB/README.md | "Le lien « ../../lab/LAB/README.md » ne mène nulle part."
            """)
    void whatIsAmissIsToldWithItsFile(String file, String before, String after, String told, String what)
            throws IOException {
        Path changed = home.resolve(named(file));
        String text = Files.readString(changed);
        assertThat(text).contains(named(before));
        Files.writeString(changed, text.replace(named(before), named(after == null ? "" : after)));

        List<Finding> findings = new ArrayList<>(LabCheck.findings(lab));
        findings.removeAll(already);

        assertThat(findings)
                .as(findings.toString())
                .anySatisfy(finding -> {
                    assertThat(finding.file()).isEqualTo(named(told));
                    assertThat(finding.what()).contains(what == null ? "" : named(what));
                })
                .allSatisfy(finding -> assertThat(finding.todo()).isNotBlank());
    }

    @Test
    void aTestOfTheSolutionThatTheStarterLacksIsTold() throws IOException {
        Files.delete(home.resolve("labs/" + LAB + "/src/test/java/ateliers/labs/annexe/UploadedFileTest.java"));

        assertThat(new SameFiles().findings(lab)).singleElement().satisfies(finding -> {
            assertThat(finding.what()).isEqualTo("La solution a ce test, l'énoncé non.");
            assertThat(finding.file()).endsWith("annexe/UploadedFileTest.java");
        });
    }

    @Test
    void aTestMethodOfTheSolutionThatTheStarterLacksIsToldUnlessItIsAboutTheSolution() throws IOException {
        Path test = home.resolve("solutions/" + LAB + "/src/test/java/ateliers/labs/annexe/UploadedFileTest.java");
        String text = Files.readString(test);
        String more = "\n    @Test\n%s    void keepsMore() {}\n}\n";
        String open = text.substring(0, text.lastIndexOf('}'));

        Files.writeString(test, open + more.formatted(""));
        assertThat(new SameFiles().findings(lab))
                .extracting(Finding::what)
                .containsExactly("La solution a le test « keepsMore », l'énoncé non.");
        Files.writeString(test, open + more.formatted("    @Tag(\"solution\")\n"));
        assertThat(new SameFiles().findings(lab)).isEmpty();
    }

    @Test
    void aCriterionWithoutMutantIsTold() throws IOException {
        try (Stream<Path> patches = Files.list(lab.solution().resolve("mutants"))) {
            for (Path patch : patches.filter(
                            each -> each.getFileName().toString().startsWith("many-"))
                    .toList()) {
                Files.delete(patch);
            }
        }

        assertThat(new MutantsApply().findings(lab))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.what()).startsWith("Aucun mutant ne fait échouer le critère « many »"));
        assertThat(new ContractCoverage().findings(lab))
                .extracting(Finding::what)
                .anyMatch(what -> what.startsWith("Aucun mutant ne brise C13"))
                .anyMatch(what -> what.startsWith("Le critère « many » prouve C13, mais"));
    }

    @Test
    void aPartThatIsMissingIsToldAlone() throws IOException {
        Files.delete(home.resolve("labs/" + LAB + "/README.md"));

        assertThat(LabCheck.findings(lab)).extracting(Finding::file).containsExactly("labs/" + LAB + "/README.md");
    }

    @Test
    void aCrookedChecklistIsTold() {
        AuthoredLab crooked = new AuthoredLab(home, LAB, CrookedChecklist.class);

        assertThat(new ChecklistShape().findings(crooked))
                .extracting(Finding::what)
                .containsExactly(
                        "Les points des critères, bonus à part, font 15, et non 20.",
                        "« Second » n'est pas un nom de critère.",
                        "Le critère « Second » est le 2 du barème, mais son order est 3.",
                        "Le critère « Second » ne dépend d'aucun autre : une pile vide peut le gagner.",
                        "Le critère « third » est le 3 du barème, mais son order est 4.",
                        "Le critère « third » dépend de « last », qui n'est pas avant lui.",
                        "Le critère « third » dépend de « Second », qui est joué à part (pair ou fresh).");
    }

    private String named(String text) {
        return text.replace("CHECKLISTS", "grader/src/main/java/ateliers/grader/checklists/annexe")
                .replace("CHECKLIST", lab.checklistFile())
                .replace("LAB", LAB);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(each -> !from.relativize(each).startsWith("target"))
                    .toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}

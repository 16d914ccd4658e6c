package ateliers.grader.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.grader.submission.Unusable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a new lab is called and made of; {@code WholeNewLabTest} builds and grades one. */
class NewLabTest {
    private static final Path PROJECT = Path.of("..");
    private static final String NUMBER = FreeNumber.of(PROJECT);
    private static final String ID = NUMBER + "-un-essai-de-trop";
    private static final Pattern PLUGIN = Pattern.compile("<artifactId>(maven-\\w+-plugin)</artifactId>");
    private static final String TITLE = "Des rapports chaque lundi (S3, SES)";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                | est vide
            97 rapport        | contient une espace
            97-rapport hebdo  | contient une espace
            97-météo          | lettres sans accent
            97-Rapport        | contient des majuscules
            7-rapport         | ne commence pas par un numéro à deux chiffres
            rapport           | ne commence pas par un numéro à deux chiffres
            123-rapport       | ne commence pas par un numéro à deux chiffres
            97-               | et le premier commence par une lettre
            97-3d             | et le premier commence par une lettre
            97-rapport-       | des mots séparés par un tiret
            97-rapport--hebdo | des mots séparés par un tiret
            97-rapport_hebdo  | des lettres, des chiffres et des tirets
            97-../../etc      | des lettres, des chiffres et des tirets
            97-class          | « class » est un mot réservé de Java
            97-import         | « import » est un mot réservé de Java
            97-con            | « con » est un nom réservé
            97-com1           | « com1 » est un nom réservé
            97-common         | « common » est un nom réservé
            97-un-nom-bien-plus-long-que-ce-que-windows-aime | a 48 caractères
            """)
    void aBadNameIsRefusedWithItsReason(String typed, String why) {
        assertThatThrownBy(() -> NewLab.of(PROJECT, typed, TITLE))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining(why)
                .hasMessageContaining("Par exemple : 07-rapport-hebdo.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            annexe-s3-sns   | Le nom « annexe-s3-sns » est pris par labs/00-annexe-s3-sns
            orders          | Le paquet « orders » a déjà un barème
            """)
    void aNameThatIsTakenIsRefused(String name, String why) {
        assertThatThrownBy(() -> NewLab.of(PROJECT, NUMBER + "-" + name, TITLE).inProject(PROJECT))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining(why);
    }

    @Test
    void aNumberThatIsTakenIsRefused() {
        assertThatThrownBy(() -> NewLab.of(PROJECT, "00-rapport", TITLE).inProject(PROJECT))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining("Le numéro 00 est pris par labs/00-annexe-s3-sns");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Un \"titre\"",
                "Titre : sous-titre",
                "Un | deux",
                "S3 & SES",
                "<b>",
                "Deux\nlignes",
                "`code`"
            })
    void aTitleThatWouldBreakAFileIsRefused(String title) {
        assertThatThrownBy(() -> NewLab.of(PROJECT, ID, title)).isInstanceOf(Unusable.class);
    }

    @Test
    void itHasAPartForEachOfTheAnnex() throws IOException {
        Map<String, byte[]> files = NewLab.of(PROJECT, ID, TITLE).inProject(PROJECT);

        for (String tree : List.of("labs/", "solutions/")) {
            assertThat(inside(files, tree + ID + "/"))
                    .containsExactlyInAnyOrderElementsOf(onDisk(PROJECT.resolve(tree + Annex.ID)));
        }
        assertThat(inside(files, "grader/src/main/java/ateliers/grader/checklists/unessaidetrop/"))
                .containsExactlyInAnyOrderElementsOf(onDisk(PROJECT.resolve(Annex.CHECKLIST)));
        assertThat(files)
                .containsKeys(
                        "grader/src/main/resources/ateliers/grader/classpaths/" + ID + ".txt",
                        "docs-fr/cours/" + ID + ".md",
                        "docs-fr/couverture/" + ID + ".md");
    }

    @Test
    void nothingOfItIsStillTheAnnexs() throws IOException {
        Map<String, byte[]> files = NewLab.of(PROJECT, ID, TITLE).inProject(PROJECT);
        files.keySet().removeIf(file -> Files.exists(PROJECT.resolve(file)));

        assertThat(files).allSatisfy((file, content) -> {
            assertThat(file).doesNotContain("annexe");
            assertThat(new String(content, StandardCharsets.UTF_8))
                    .doesNotContain(Annex.ID, "annexe-s3-sns", "labs.annexe", "labs/annexe", "checklists.annexe")
                    .doesNotContain(
                            "telier 00", "Lab 00", "Solution 00", "prévenu quand un fichier arrive", "annexe 01");
        });
    }

    @Test
    void everyListOfLabsHasALineForIt() throws IOException {
        Map<String, byte[]> files = NewLab.of(PROJECT, ID, TITLE).inProject(PROJECT);

        assertThat(text(files, "pom.xml"))
                .contains("<module>labs/%s</module>".formatted(ID), "<module>solutions/%s</module>".formatted(ID));
        assertThat(text(files, "docs-fr/labs/README.md"))
                .contains("| [%s](../../labs/%s/README.md) | des rapports chaque lundi |".formatted(NUMBER, ID));
        assertThat(text(files, "docs-fr/cours/README.md"))
                .contains("| [Des rapports chaque lundi](%s.md) |".formatted(ID));
        assertThat(text(files, "docs-fr/couverture/README.md"))
                .contains("- [%1$s](%1$s.md) : Des rapports chaque lundi (S3, SES)\n".formatted(ID));
        assertThat(text(files, "README.md")).contains("| [%s](labs/%s/README.md) |".formatted(NUMBER, ID));
        assertThat(text(files, "mkdocs.yml").lines().map(String::strip))
                .contains(
                        "- labs/%s/README.md".formatted(ID),
                        "- docs-fr/cours/%s.md".formatted(ID),
                        "- docs-fr/erreurs/%s.md".formatted(ID),
                        "- docs-fr/couverture/%s.md".formatted(ID));
    }

    @Test
    void itsLineStandsWhereItsNumberPutsIt() {
        String modules = "<module>%s/00-annexe-s3-sns</module>\n<module>%s/03-c</module>\n<module>%s/05-e</module>\n";
        String pom = modules.replace("%s", "labs") + modules.replace("%s", "solutions");

        String with = LabLists.with(pom, new Renaming(LabName.of("04-dd"), LabTitle.of(TITLE)));

        assertThat(with.lines())
                .containsExactly(
                        "<module>labs/00-annexe-s3-sns</module>",
                        "<module>labs/03-c</module>",
                        "<module>labs/04-dd</module>",
                        "<module>labs/05-e</module>",
                        "<module>solutions/00-annexe-s3-sns</module>",
                        "<module>solutions/03-c</module>",
                        "<module>solutions/04-dd</module>",
                        "<module>solutions/05-e</module>");
    }

    @Test
    void aListKeepsItsLineEnds() {
        Renaming renaming = new Renaming(LabName.of(ID), LabTitle.of(TITLE));

        assertThat(LabLists.with("- cours/%s.md\r\n- cours/01-x.md\r\n\r\n- rien".formatted(Annex.ID), renaming))
                .isEqualTo("- cours/%s.md\r\n- cours/01-x.md\r\n- cours/%s.md\r\n\r\n- rien".formatted(Annex.ID, ID));
    }

    @Test
    void anotherTableAboutTheAnnexAloneIsNoListOfLabs() {
        String page = "| [a](../%1$s/a) |\n| [b](../%1$s/b) |\n".formatted("solutions/" + Annex.ID);

        assertThat(LabLists.with(page, new Renaming(LabName.of(ID), LabTitle.of(TITLE))))
                .isEqualTo(page);
    }

    @Test
    void aloneItHasItsChecklistAsAModuleAndNoPlaceholderLeft() throws IOException {
        Map<String, byte[]> files = NewLab.of(PROJECT, ID, TITLE).alone();

        assertThat(files)
                .containsKeys(
                        "README.md",
                        "pom.xml",
                        "labs/" + ID + "/pom.xml",
                        "solutions/" + ID + "/pom.xml",
                        "checklist/src/main/java/ateliers/grader/checklists/unessaidetrop/UploadsChecklist.java");
        assertThat(text(files, "checklist/pom.xml"))
                .contains(
                        "<name>Barème %s : ".formatted(NUMBER) + TITLE,
                        "<compiler.plugin.version>",
                        "<directory>../labs/" + ID)
                .doesNotContain("@");
        assertThat(text(files, "README.md")).startsWith("# " + TITLE).doesNotContain("@");
        assertThat(text(files, "pom.xml")).contains("<module>solutions/" + ID).doesNotContain("@");
    }

    /** Offline, another version than those that the labs need is nowhere to be found. */
    @Test
    void aloneItsChecklistIsBuiltByThePluginsOfLabs() throws IOException {
        String pom = text(NewLab.of(PROJECT, ID, TITLE).alone(), "checklist/pom.xml");

        assertThat(PLUGIN.matcher(new Annex(PROJECT).starterPom()).results().map(plugin -> plugin.group(1)))
                .filteredOn(plugin -> !plugin.equals("maven-shade-plugin"))
                .hasSizeGreaterThan(5)
                .allSatisfy(plugin -> assertThat(pom).contains("<artifactId>" + plugin + "</artifactId>"));
        assertThat(pom).contains("<artifactId>ateliers-aws</artifactId>", "<scope>import</scope>");
    }

    private static String text(Map<String, byte[]> files, String file) {
        return new String(files.get(file), StandardCharsets.UTF_8);
    }

    /** Names in a folder, but for what tells the Java package. */
    private static List<String> inside(Map<String, byte[]> files, String folder) {
        return files.keySet().stream()
                .filter(file -> file.startsWith(folder))
                .map(file -> file.substring(folder.length()).replace("unessaidetrop", "annexe"))
                .toList();
    }

    private static List<String> onDisk(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(folder::relativize)
                    .filter(file -> !file.startsWith("target") && !file.startsWith("variants"))
                    .map(file -> file.toString().replace('\\', '/'))
                    .toList();
        }
    }
}

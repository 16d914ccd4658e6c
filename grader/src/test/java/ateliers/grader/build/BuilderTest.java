package ateliers.grader.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.grader.submission.Labs;
import ateliers.grader.submission.PomFacts;
import ateliers.grader.submission.Submission;
import ateliers.grader.submission.Unusable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuilderTest {
    @TempDir
    Path folder;

    private Path source;
    private Submission submission;

    @BeforeEach
    void aSubmission() throws IOException {
        Path student = folder.resolve("l'été d'Aïcha");
        source = student.resolve("src/main/java/a/A.java");
        Files.createDirectories(source.getParent());
        Files.writeString(student.resolve("pom.xml"), "<project/>");
        submission = new Submission(
                student,
                false,
                new Labs.Lab("00-annexe-s3-sns", student, Optional.empty()),
                student.resolve("template.yaml"));
    }

    @Test
    void packsClassesAndResourcesWhereTheTemplateLooks() throws IOException {
        Files.writeString(source, "package a; public class A {}");
        Files.createDirectories(submission.resources());
        Files.writeString(submission.resources().resolve("messages.txt"), "bonjour");

        Built built = build();

        try (JarFile jar = new JarFile(built.root().resolve(Built.JAR).toFile())) {
            assertThat(jar.stream().map(Object::toString)).containsExactly("a/A.class", "messages.txt");
        }
    }

    @Test
    void aNameWithoutEndIsToldToABound() throws IOException {
        Files.writeString(source, "package a;\npublic class A {\n  S%s nom;\n}\n".formatted("y".repeat(100_000)));

        assertThatThrownBy(this::build)
                .hasMessageContaining("src/main/java/a/A.java, ligne 3 : nom inconnu")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(2_000));
    }

    @Test
    void aFolderThatIsCalledAsASourceIsNone() throws IOException {
        Files.writeString(source, "package a; public class A {}");
        Files.createDirectories(source.resolveSibling("B.java"));

        assertThat(build().root().resolve("target/classes/a/A.class")).exists();
    }

    /** The compiler would start one that says so by itself, wherever it looks for some. */
    @Test
    void aCompilerPluginThatIsBroughtAlongDoesNotRun() throws IOException {
        Path mark = folder.resolve("passe-ici");
        String plugin = """
                package a;

                public class A implements com.sun.source.util.Plugin {
                    public String getName() {
                        return "A";
                    }

                    public boolean autoStart() {
                        return true;
                    }

                    public void init(com.sun.source.util.JavacTask task, String... arguments) {
                        new java.io.File("%s").mkdir();
                    }
                }
                """.formatted(mark);
        Files.writeString(source, plugin);
        Path services = Files.createDirectories(submission.resources().resolve("META-INF/services"));
        Files.writeString(services.resolve("com.sun.source.util.Plugin"), "a.A");
        Path classes = build().root().resolve("target/classes");
        // As somebody would who brings it compiled.
        Files.createDirectories(submission.resources().resolve("a"));
        Files.copy(classes.resolve("a/A.class"), submission.resources().resolve("a/A.class"));
        Files.writeString(source.resolveSibling("B.java"), "package a; public class B {}");

        DirectBuild build = new DirectBuild(List.of());
        build.build(submission, folder.resolve("encore"));
        build.build(
                new Submission(submission.folder(), true, submission.lab(), submission.template()),
                folder.resolve("sien"));

        assertThat(mark).doesNotExist();
    }

    @Test
    void leavesTheStudentsFolderAsItWas() throws IOException {
        Files.writeString(source, "package a; public class A {}");

        build();

        assertThat(submission.folder().resolve("target")).doesNotExist();
    }

    @Test
    void tellsCompileErrorsWithFileAndLineInFrench() throws IOException {
        Files.writeString(source, "package a;\npublic class A {\n  Strin nom;\n}\n");

        assertThatThrownBy(this::build)
                .isInstanceOf(Unusable.class)
                .hasMessageContaining("Le code ne compile pas : 1 erreur.")
                .hasMessageContaining("src/main/java/a/A.java, ligne 3 : nom inconnu");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(%1$s1%2$s)", "1%3$s"})
    void expressionsWithoutEndAreToldAsTheStudents(String bomb) throws IOException {
        int times = 300_000;
        String expression = bomb.formatted("(".repeat(times), ")".repeat(times), "+A.x".repeat(times));
        Files.writeString(source, "package a; public class A { static int x = %s; }".formatted(expression));

        assertThatThrownBy(this::build)
                .isInstanceOf(Unusable.class)
                .hasMessageContaining("Le compilateur Java n'arrive pas au bout de tes sources");
    }

    @Test
    void propertiesThatMultiplyAreRefused() throws IOException {
        StringBuilder properties = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            properties.append(
                    "<a%d>%s</a%d>".formatted(i, "${a%d}".formatted(i + 1).repeat(20), i));
        }
        Files.writeString(submission.pom(), """
                <project><properties>%s</properties>
                <dependencies><dependency><artifactId>${a0}</artifactId></dependency></dependencies></project>
                """.formatted(properties));

        assertThatThrownBy(() -> PomFacts.read(submission.pom()).differencesFrom(List.of()))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining("les propriétés se contiennent les unes les autres");
    }

    @Test
    void propertiesInACircleAreTakenAsTheyStand() throws IOException {
        Files.writeString(submission.pom(), """
                <project><properties><a>${b}</a><b>${a}</b></properties>
                <dependencies><dependency><artifactId>${a}</artifactId></dependency></dependencies></project>
                """);

        assertThat(PomFacts.read(submission.pom()).differencesFrom(List.of()))
                .singleElement()
                .asString()
                .startsWith("la dépendance ${");
    }

    @Test
    void aPomTooDeepOrWithEntitiesIsRefused() throws IOException {
        Files.writeString(submission.pom(), "<a>".repeat(50_000) + "</a>".repeat(50_000));
        assertThatThrownBy(() -> PomFacts.read(submission.pom()))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining("pom.xml a plus de 100 éléments les uns dans les autres");

        Files.writeString(submission.pom(), "<!DOCTYPE p [<!ENTITY a \"lol\">]><project><name>&a;</name></project>");
        assertThatThrownBy(() -> PomFacts.read(submission.pom()))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining("pom.xml");
    }

    /** Each would be a line of the console's. */
    @Test
    void whatAPomAsksForIsToldInOneLine() throws IOException {
        Files.writeString(submission.pom(), """
                <project><dependencies><dependency><artifactId>x
                Note : 20/20
                %s</artifactId></dependency></dependencies></project>
                """.formatted("y".repeat(100_000)));

        assertThat(PomFacts.read(submission.pom()).differencesFrom(List.of()))
                .singleElement()
                .asString()
                .startsWith("la dépendance x Note : 20/20 yyy")
                .hasSizeLessThan(250)
                .doesNotContain("\n");
    }

    @Test
    void refusesASourceOfAnotherEncoding() throws IOException {
        Files.write(source, "class A { String s = \"été\"; }".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(this::build).hasMessageContaining("src/main/java/a/A.java n'est pas en UTF-8");
    }

    @Test
    void refusesALinkAmongTheSources() throws IOException {
        Files.writeString(source, "package a; public class A {}");
        Files.createSymbolicLink(source.resolveSibling("B.java"), submission.pom());

        assertThatThrownBy(this::build).hasMessageContaining("lien");
    }

    @Test
    void refusesAForeignPomThatAsksForMoreAndNamesWhat() throws IOException {
        Files.writeString(source, "package a; public class A {}");
        Path known = Files.createDirectory(folder.resolve("lab"));
        Files.writeString(known.resolve("pom.xml"), "<project/>");
        Files.writeString(
                submission.pom(),
                "<project><dependencies><dependency><groupId>g</groupId><artifactId>a</artifactId>"
                        + "<version>1</version></dependency></dependencies></project>");
        Submission foreign = new Submission(
                submission.folder(), false, new Labs.Lab("00-x", known, Optional.empty()), submission.template());

        assertThatThrownBy(() -> new Builder(folder).build(foreign, folder.resolve("work")))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining("la dépendance g:a:1");
    }

    @Test
    void seesPluginsProfilesAndParentsAsDifferencesAndNamesAsNone() throws IOException {
        Path mine = folder.resolve("mine.xml");
        Files.writeString(
                mine,
                "<project><name>x</name><groupId>me</groupId><parent><groupId>p</groupId></parent><profiles/>"
                        + "<build><plugins><plugin><artifactId>exec</artifactId></plugin></plugins></build></project>");
        PomFacts known = PomFacts.read(submission.pom());

        assertThat(PomFacts.read(mine).differencesFrom(List.of(known)))
                .hasSize(3)
                .anyMatch(d -> d.startsWith("le greffon exec"))
                .contains("l'élément <parent>", "l'élément <profiles>");
        assertThat(known.differencesFrom(List.of(PomFacts.read(mine)))).isEmpty();
    }

    @Test
    void seesAPluginThatIsConfiguredOtherwiseAsADifference() throws IOException {
        PomFacts known = pomWithPlugin("known.xml", "<configuration><release>17</release></configuration>");
        PomFacts same = pomWithPlugin("same.xml", "<configuration>\n <release> 17 </release>\n</configuration>");
        PomFacts other = pomWithPlugin("other.xml", "<configuration><release>21</release></configuration>");

        assertThat(same.differencesFrom(List.of(known))).isEmpty();
        assertThat(other.differencesFrom(List.of(known)))
                .singleElement()
                .asString()
                .startsWith("le greffon maven-compiler-plugin");
    }

    private PomFacts pomWithPlugin(String name, String configuration) throws IOException {
        return PomFacts.read(Files.writeString(
                folder.resolve(name),
                "<project><build><plugins><plugin><artifactId>maven-compiler-plugin</artifactId>" + configuration
                        + "</plugin></plugins></build></project>"));
    }

    private Built build() {
        return new DirectBuild(List.of()).build(submission, folder.resolve("work"));
    }
}

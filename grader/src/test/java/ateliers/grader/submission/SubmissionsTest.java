package ateliers.grader.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionsTest {
    private static final String POM = "<project><artifactId>%s</artifactId></project>";

    @TempDir
    Path folder;

    private Submissions submissions;
    private Path work;

    @BeforeEach
    void aProjectWithTwoLabs() throws IOException {
        lab("labs/00-annexe-s3-sns", "00-annexe-s3-sns");
        lab("labs/05-orders-sqs", "05-orders-sqs");
        work = Files.createDirectory(folder.resolve("work"));
        submissions = new Submissions(Labs.in(folder));
    }

    @Test
    void recognisesALabByItsFolder() {
        assertThat(read("labs/05-orders-sqs").lab().id()).isEqualTo("05-orders-sqs");
    }

    @Test
    void recognisesALabByItsPomInAFolderWithSpacesAndAccents() throws IOException {
        lab("mon été/rendu final", "05-orders-sqs");

        assertThat(read("mon été/rendu final").lab().id()).isEqualTo("05-orders-sqs");
    }

    @Test
    void recognisesACopiedLabByTheNameThatItsPomHas() throws IOException {
        lab("essai", "orders-sqs");

        assertThat(read("essai").lab().id()).isEqualTo("05-orders-sqs");
    }

    @Test
    void recognisesALabByItsReadme() throws IOException {
        lab("rendu", "devoir");
        Files.writeString(folder.resolve("rendu/README.md"), "# Mon rendu\n<!-- atelier : 05-orders-sqs -->\n");

        assertThat(read("rendu").lab().id()).isEqualTo("05-orders-sqs");
    }

    /** A line of two hundred megabytes would be read before the next. */
    @Test
    void readsOnlyTheBeginningOfAReadme() throws IOException {
        lab("rendu", "devoir");
        Files.writeString(folder.resolve("rendu/README.md"), "x".repeat(20_000) + " 05-orders-sqs");

        assertThatThrownBy(() -> read("rendu")).isInstanceOf(Unusable.class).hasMessageContaining("précise-le");
    }

    @Test
    void believesThePersonBeforeTheFolder() {
        assertThat(submissions
                        .read(folder.resolve("labs/05-orders-sqs"), "0", work)
                        .lab()
                        .id())
                .isEqualTo("00-annexe-s3-sns");
    }

    @Test
    void asksForTheLabThatNothingTells() throws IOException {
        lab("rendu", "devoir");

        refused("rendu", "--lab");
    }

    @Test
    void refusesWhatDoesNotExist() {
        refused("nulle-part", "n'existe pas");
    }

    @Test
    void refusesAFolderThatIsNoLab() throws IOException {
        Files.createDirectory(folder.resolve("photos"));

        refused("photos", "n'est pas un atelier");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pom.xml", "template.yaml", "src/main/java/A.java"})
    void namesWhatIsMissing(String file) throws IOException {
        Files.delete(folder.resolve("labs/00-annexe-s3-sns").resolve(file));

        refused("labs/00-annexe-s3-sns", file.startsWith("src") ? "Aucune source Java" : "Il manque " + file);
    }

    @Test
    void unpacksAnArchiveWithASingleFolderAtItsTop() throws IOException {
        Path zip = zip(
                "00-annexe-s3-sns/pom.xml",
                "00-annexe-s3-sns/template.yaml",
                "00-annexe-s3-sns/src/main/java/A.java",
                "__MACOSX/00-annexe-s3-sns/._pom.xml");

        Submission submission = submissions.read(zip, null, work);

        assertThat(submission.inPlace()).isFalse();
        assertThat(submission.folder().getFileName()).hasToString("00-annexe-s3-sns");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil",
                "a/../../evil",
                "/etc/evil",
                "C:\\evil",
                "..\\evil",
                "a/../../soumission-2/evil",
                "a\u0007b"
            })
    void refusesAnArchiveWhoseEntryWouldLeaveItsFolder(String name) throws IOException {
        Path zip = zip("pom.xml", name);

        assertThatThrownBy(() -> submissions.read(zip, null, work))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining("sortirait du dossier");
        assertThat(folder.resolve("evil")).doesNotExist();
        assertThat(work.resolve("soumission-2")).doesNotExist();
    }

    @Test
    void refusesNamesThatDifferOnlyInCase() throws IOException {
        Path zip = zip("pom.xml", "POM.xml");

        assertThatThrownBy(() -> submissions.read(zip, null, work)).hasMessageContaining("deux fois");
    }

    @Test
    void refusesAnArchiveThatUnpacksToTooMuch() throws IOException {
        Path zip = folder.resolve("bombe.zip");
        byte[] zeros = new byte[1 << 20];
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("zeros"));
            for (int i = 0; i < 201; i++) {
                out.write(zeros);
            }
        }

        assertThatThrownBy(() -> submissions.read(zip, null, work)).hasMessageContaining("dépasse 200 Mo");
    }

    @Test
    void believesNoSizeThatAnArchiveTells() throws IOException {
        Path zip = folder.resolve("menteur.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("zeros"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 201; i++) {
                out.write(zeros);
            }
        }
        byte[] bytes = Files.readAllBytes(zip);
        int directory = lastIndexOf(bytes, new byte[] {'P', 'K', 1, 2});
        Arrays.fill(bytes, directory + 24, directory + 28, (byte) 1);
        Files.write(zip, bytes);

        assertThatThrownBy(() -> submissions.read(zip, null, work)).isInstanceOf(Unusable.class);
        assertThat(size(work)).isLessThan(210L << 20);
    }

    @Test
    void refusesAnArchiveOfTooManyFiles() throws IOException {
        String[] names = IntStream.rangeClosed(0, 10_000).mapToObj(i -> "f" + i).toArray(String[]::new);
        Path zip = zip(names);

        assertThatThrownBy(() -> submissions.read(zip, null, work))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining("10001 entrées");
        assertThat(work.resolve("soumission")).isEmptyDirectory();
    }

    @Test
    void unpacksALinkAsAFileThatLeadsNowhere() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "mot de passe");
        Path zip = folder.resolve("lien.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("pom.xml"));
            out.write(POM.formatted("05-orders-sqs").getBytes(StandardCharsets.UTF_8));
            out.putNextEntry(new ZipEntry("template.yaml"));
            out.putNextEntry(new ZipEntry("src/main/java/A.java"));
            out.putNextEntry(new ZipEntry("README.md"));
            out.write(secret.toString().getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = Files.readAllBytes(zip);
        int last = lastIndexOf(bytes, new byte[] {'P', 'K', 1, 2});
        bytes[last + 5] = 3;
        bytes[last + 41] = (byte) 0xA1;
        bytes[last + 40] = (byte) 0xFF;
        Files.write(zip, bytes);

        Path readme = submissions.read(zip, null, work).folder().resolve("README.md");

        assertThat(readme).isRegularFile().hasContent(secret.toString());
        assertThat(Files.isSymbolicLink(readme)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pom.xml",
                "template.yaml",
                "src",
                "src/main",
                "src/main/java",
                "src/main/resources",
                "src/main/java/A.java",
                "README.md"
            })
    @DisabledOnOs(OS.WINDOWS)
    void readsNothingOfALabThroughALink(String file) throws IOException {
        lab("autre", "05-orders-sqs");
        Files.createDirectory(folder.resolve("autre/src/main/resources"));
        Files.writeString(folder.resolve("autre/README.md"), "# Mon rendu\n");
        Path lab = folder.resolve("labs/05-orders-sqs");
        if (Files.exists(lab.resolve(file))) {
            Files.move(lab.resolve(file), folder.resolve("mis de côté"));
        }
        Files.createSymbolicLink(lab.resolve(file), folder.resolve("autre").resolve(file));

        refused("labs/05-orders-sqs", "05-orders-sqs/%s » est un lien vers « ".formatted(file));
        refused("labs/05-orders-sqs", "autre/%s » : seul ce qui est dans ton dossier est noté".formatted(file));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void readsNothingThroughALinkThatStaysInTheFolderAndAnotherThatLeavesIt() throws IOException {
        lab("autre", "05-orders-sqs");
        Path lab = folder.resolve("labs/05-orders-sqs");
        Files.move(lab.resolve("src"), folder.resolve("mis de côté"));
        Files.createSymbolicLink(lab.resolve("src"), Path.of("code"));
        Files.createDirectory(lab.resolve("code"));
        Files.createSymbolicLink(lab.resolve("code/main"), folder.resolve("autre/src/main"));

        refused("labs/05-orders-sqs", "src » est un lien vers « code »");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theFolderThatIsNamedMayBeALinkItself() throws IOException {
        Files.createSymbolicLink(folder.resolve("raccourci"), folder.resolve("labs/05-orders-sqs"));

        assertThat(read("raccourci").folder()).isEqualTo(folder.toRealPath().resolve("labs/05-orders-sqs"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void linksAmongWhatIsNotReadAreOfNoMatter() throws IOException {
        Path lab = folder.resolve("labs/05-orders-sqs");
        Files.createDirectory(lab.resolve("src/test"));
        Files.createSymbolicLink(lab.resolve("src/test/notes"), folder.resolve("ailleurs"));
        Files.createSymbolicLink(lab.resolve("target"), folder.resolve("work"));

        assertThat(read("labs/05-orders-sqs").lab().id()).isEqualTo("05-orders-sqs");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 100})
    void tellsAnArchiveThatWasCutOff(int length) throws IOException {
        Path zip = zip("pom.xml", "template.yaml");
        Files.write(zip, Arrays.copyOf(Files.readAllBytes(zip), length));

        assertThatThrownBy(() -> submissions.read(zip, null, work))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining("n'est pas une archive ZIP");
    }

    @Test
    void refusesAFileThatIsNoArchive() throws IOException {
        Path file = Files.writeString(folder.resolve("rendu.zip"), "bonjour");

        assertThatThrownBy(() -> submissions.read(file, null, work)).hasMessageContaining("n'est pas une archive ZIP");
    }

    private static int lastIndexOf(byte[] bytes, byte[] mark) {
        for (int at = bytes.length - mark.length; at >= 0; at--) {
            if (Arrays.equals(bytes, at, at + mark.length, mark, 0, mark.length)) {
                return at;
            }
        }
        throw new AssertionError("no such mark");
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private Submission read(String path) {
        return submissions.read(folder.resolve(path), null, work);
    }

    private void refused(String path, String words) {
        assertThatThrownBy(() -> read(path)).isInstanceOf(Unusable.class).hasMessageContaining(words);
    }

    private void lab(String path, String artifactId) throws IOException {
        Path lab = folder.resolve(path);
        Files.createDirectories(lab.resolve("src/main/java"));
        Files.writeString(lab.resolve("pom.xml"), POM.formatted(artifactId));
        Files.writeString(lab.resolve("template.yaml"), "Resources: {}\n");
        Files.writeString(lab.resolve("src/main/java/A.java"), "class A {}\n");
    }

    private Path zip(String... names) throws IOException {
        Path zip = folder.resolve("rendu.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip), StandardCharsets.UTF_8)) {
            for (String name : List.of(names)) {
                out.putNextEntry(new ZipEntry(name));
                out.write(POM.formatted("x").getBytes(StandardCharsets.UTF_8));
            }
        }
        return zip;
    }
}

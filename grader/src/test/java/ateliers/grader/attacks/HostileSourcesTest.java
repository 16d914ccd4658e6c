package ateliers.grader.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.grader.SolutionCopy;
import ateliers.grader.checklist.Status;
import ateliers.grader.cli.GradeRun;
import ateliers.grader.submission.Unusable;
import ateliers.grader.verdict.Verdict;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Sources and archives that are too much, in another encoding, or want the build to run what they bring. */
@Tag("longue")
@Isolated("looks at what this process has started")
class HostileSourcesTest {
    private static final String LAB = "00-annexe-s3-sns";
    private static final String SOURCES = "src/main/java/ateliers/labs/annexe/";

    @TempDir
    Path folder;

    private Path copy;
    private Traces before;

    /** The first grade makes what others use again. */
    @BeforeAll
    static void aGradeBefore() throws Exception {
        Hostile.solutionIsWhole();
    }

    @BeforeEach
    void aSolution() throws Exception {
        copy = SolutionCopy.of(LAB, folder).folder();
        before = Traces.now();
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(Traces.now().changedSince(before)).isEmpty();
    }

    @Test
    void aTreeOfAHundredMegabytesIsUnusable() throws Exception {
        try (RandomAccessFile file =
                new RandomAccessFile(copy.resolve(SOURCES + "Grand.java").toFile(), "rw")) {
            file.setLength(100L << 20);
        }

        assertThat(unusable()).contains("dépassent 50 Mo ou 5000 fichiers");
    }

    @Test
    void resourcesCountToo() throws Exception {
        Path resources = Files.createDirectories(copy.resolve("src/main/resources"));
        try (RandomAccessFile file =
                new RandomAccessFile(resources.resolve("grand.bin").toFile(), "rw")) {
            file.setLength(100L << 20);
        }

        assertThat(unusable()).contains("dépassent 50 Mo ou 5000 fichiers");
    }

    @Test
    void anotherEncodingIsNamed() throws Exception {
        Files.write(
                copy.resolve(SOURCES + "Accents.java"),
                "// été\nclass Accents {}".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(unusable()).contains(SOURCES + "Accents.java", "n'est pas en UTF-8");
    }

    @Test
    void aTemplateInAnotherEncodingIsNamed() throws Exception {
        Files.write(copy.resolve("template.yaml"), "Description: été".getBytes(StandardCharsets.UTF_16));

        assertThat(unusable()).contains("template.yaml n'est pas en UTF-8");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aNameOfSeveralLinesForgesNone() throws Exception {
        Files.writeString(copy.resolve(SOURCES + "A\nNote : 20\n.java"), "classe");

        assertThat(unusable())
                .contains("A?Note : 20?.java", "caractère de commande")
                .doesNotContain("\n");
    }

    @Test
    void aClassTwiceDoesNotCompile() throws Exception {
        Files.writeString(
                copy.resolve(SOURCES + "Autre.java"), "package ateliers.labs.annexe;\nfinal class UploadHandler {}\n");

        assertThat(unusable()).contains("Le code ne compile pas");
    }

    @Test
    void noSourceIsSaid() throws Exception {
        try (Stream<Path> files = Files.walk(copy.resolve("src/main/java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }

        assertThatThrownBy(() -> GradeRun.grade(copy, LAB, Set.of("content")))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining("Aucune source Java");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkAmongTheSourcesIsNotFollowed() throws Exception {
        Files.createSymbolicLink(copy.resolve(SOURCES + "Secret.java"), Path.of("/etc/passwd"));

        assertThatThrownBy(() -> GradeRun.grade(copy, LAB, Set.of("content")))
                .isInstanceOf(Unusable.class)
                .hasMessageContainingAll("Secret.java", "est un lien");
    }

    /** The compiler has no processors, whoever names one. */
    @Test
    void aProcessorThatIsBroughtAlongDoesNotRun() throws Exception {
        Path services = Files.createDirectories(copy.resolve("src/main/resources/META-INF/services"));
        Files.writeString(services.resolve("javax.annotation.processing.Processor"), "ateliers.labs.annexe.Intrus\n");
        Path mark = folder.resolve("passe-ici");
        Files.writeString(copy.resolve(SOURCES + "Intrus.java"), """
                package ateliers.labs.annexe;

                import java.util.Set;
                import javax.annotation.processing.*;
                import javax.lang.model.element.TypeElement;

                @SupportedAnnotationTypes("*")
                public class Intrus extends AbstractProcessor {
                    @Override
                    public boolean process(Set<? extends TypeElement> all, RoundEnvironment round) {
                        try {
                            java.nio.file.Files.createFile(java.nio.file.Path.of("%s"));
                        } catch (java.io.IOException e) {
                            throw new IllegalStateException(e);
                        }
                        return false;
                    }
                }
                """.formatted(mark));

        passes(copy);
        passes(copy);
        assertThat(mark).doesNotExist();
    }

    /** Its classes are its function's: none is loaded where marks are made, whatever its name. */
    @Test
    void whatASubmissionBringsForTheGraderIsItsOwnAlone() throws Exception {
        Path checklist = Files.createDirectories(copy.resolve("src/main/java/ateliers/grader/checklists/annexe"));
        Files.writeString(checklist.resolve("UploadsChecklist.java"), """
                package ateliers.grader.checklists.annexe;

                public class UploadsChecklist {
                    static {
                        System.out.println("Note : 20/20");
                        Runtime.getRuntime().halt(0);
                    }
                }
                """);
        Path services = Files.createDirectories(copy.resolve("src/main/resources/META-INF/services"));
        for (String service : List.of(
                "org.junit.platform.launcher.TestExecutionListener",
                "org.junit.platform.engine.TestEngine",
                "ateliers.grader.targets.TargetKind",
                "ateliers.cloud.door.ServiceModule")) {
            Files.writeString(services.resolve(service), "ateliers.grader.checklists.annexe.UploadsChecklist\n");
        }

        passes(copy);
    }

    /** Each would be an object and a file; the archive itself takes little. */
    @Test
    void aMillionEntriesAreCountedAndNotRead() throws Exception {
        Path zip = folder.resolve("million.zip");
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(zip), 1 << 20);
                ZipOutputStream out = new ZipOutputStream(file)) {
            out.setLevel(Deflater.NO_COMPRESSION);
            for (int i = 0; i < 1_000_000; i++) {
                ZipEntry entry = new ZipEntry(Integer.toString(i, Character.MAX_RADIX));
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(0);
                entry.setCrc(0);
                out.putNextEntry(entry);
            }
        }

        assertThatThrownBy(() -> GradeRun.grade(zip, LAB, Set.of("content")))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining("a 1000000 entrées, au plus 10000 sont permises");
    }

    /** Neither Maven with what is around it, nor what the POM asks for beside, runs for an archive. */
    @Test
    void whatAnArchiveBringsForTheBuildDoesNotRun() throws Exception {
        Path mark = folder.resolve("passe-ici");
        Files.createDirectories(copy.resolve(".mvn"));
        Files.writeString(
                copy.resolve(".mvn/jvm.config"), "-XX:OnOutOfMemoryError=\"touch %s\" -Xmx1m\n".formatted(mark));
        Files.writeString(copy.resolve(".mvn/extensions.xml"), "<extensions><extension/></extensions>");
        Files.writeString(copy.resolve("mvnw"), "#!/bin/sh\ntouch '%s'\n".formatted(mark));
        Path pom = copy.resolve("pom.xml");
        Files.writeString(pom, Files.readString(pom).replace("</project>", """
                  <profiles>
                    <profile>
                      <id>intrus</id>
                      <activation><activeByDefault>true</activeByDefault></activation>
                      <build><plugins><plugin>
                        <groupId>org.codehaus.mojo</groupId><artifactId>exec-maven-plugin</artifactId><version>3.5.0</version>
                        <executions><execution><phase>compile</phase><goals><goal>exec</goal></goals>
                          <configuration><executable>touch</executable><arguments><argument>%s</argument></arguments></configuration>
                        </execution></executions>
                      </plugin></plugins></build>
                    </profile>
                  </profiles>
                </project>""".formatted(mark)));
        Path zip = folder.resolve(LAB + ".zip");
        zipped(zip);

        passes(zip);
        assertThat(mark).doesNotExist();
    }

    private void passes(Path submission) throws Exception {
        Verdict verdict = GradeRun.grade(submission, LAB, Set.of("content"));
        assertThat(verdict.criteria()).as(verdict.toString()).allMatch(result -> result.status() == Status.PASSED);
    }

    private String unusable() throws Exception {
        Verdict verdict = GradeRun.grade(copy, LAB, Set.of("content"));
        assertThat(verdict.kind()).as(verdict.toString()).isEqualTo(Verdict.Kind.UNUSABLE);
        return verdict.message();
    }

    private void zipped(Path zip) throws Exception {
        try (OutputStream file = Files.newOutputStream(zip);
                ZipOutputStream out = new ZipOutputStream(file);
                Stream<Path> files = Files.walk(copy)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            for (Path each : all) {
                out.putNextEntry(new ZipEntry(copy.relativize(each).toString().replace('\\', '/')));
                Files.copy(each, out);
            }
        }
    }
}

package ateliers.grader.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.grader.submission.Labs;
import ateliers.grader.targets.GraderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Class paths hold what they held when the lab was written. After a change of a lab's POM, write the locks anew by
 *
 * <pre>mvn -pl cloud,grader test -Dtest=ClassPathsTest -Dsurefire.failIfNoSpecifiedTests=false -Dateliers.regenerate=true</pre>
 */
class ClassPathsTest {
    private static final Path LOCKS = Path.of("src/main/resources/ateliers/grader/classpaths");
    private static final Path POM = Path.of("..", "labs", "00-annexe-s3-sns", "pom.xml")
            .toAbsolutePath()
            .normalize();

    @TempDir
    private Path home;

    private ClassPaths classPaths;

    @BeforeEach
    void aHome() {
        classPaths = new ClassPaths(home);
    }

    static Stream<Labs.Lab> labs() throws IOException {
        return Labs.in(Path.of("..").toRealPath()).all().stream();
    }

    @ParameterizedTest
    @MethodSource("labs")
    void eachLabHasALock(Labs.Lab lab) throws IOException {
        Path pom = lab.starter().resolve("pom.xml");
        Path lock = LOCKS.resolve(lab.id() + ".txt");
        if (Boolean.getBoolean("ateliers.regenerate")) {
            Files.createDirectories(LOCKS);
            ClassPathLock fresh = ClassPathLock.of(ClassPaths.digest(pom), classPaths.asked(pom));
            Files.writeString(lock, fresh.text());
        }

        assertThat(lock).exists();
        assertThat(ClassPathLock.parse(Files.readString(lock)).pom())
                .as("regenerate it: see this class's comment")
                .isEqualTo(ClassPaths.digest(pom));
    }

    @Test
    void whatIsNotOfTheLabIsLeftOutOfTheKeptList() throws IOException {
        List<Path> jars = classPaths.of(POM);
        Path slipped = Files.writeString(home.resolve("slipped.jar"), "x");
        keep(Stream.concat(Stream.of(slipped), jars.stream()).toList());

        assertThat(classPaths.of(POM)).isEqualTo(jars);
    }

    @Test
    void aJarOfOtherBytesIsNotTakenAndMavenIsAskedAgain() throws IOException {
        List<Path> jars = classPaths.of(POM);
        Path first = jars.get(0);
        Path changed = home.resolve(first.subpath(first.getNameCount() - 3, first.getNameCount()));
        Files.createDirectories(changed.getParent());
        Files.writeString(changed, "other");
        List<Path> list = new ArrayList<>(jars);
        list.set(0, changed);
        keep(list);

        assertThat(classPaths.of(POM)).isEqualTo(jars);
    }

    @Test
    void whatMavenItselfHasChangedIsNamed() throws IOException {
        Path changed = Files.createDirectories(home.resolve("a/1")).resolve("a-1.jar");
        Files.writeString(changed, "as it was");
        ClassPathLock lock = ClassPathLock.of("digest", List.of(changed));
        Files.writeString(changed, "as it is");

        assertThatThrownBy(() -> ClassPaths.confirmed(lock, POM, List.of(changed)))
                .isInstanceOf(GraderException.class)
                .hasMessageContaining("a-1.jar n'est plus le fichier que l'atelier attend");
    }

    private void keep(List<Path> jars) throws IOException {
        try (Stream<Path> kept = Files.list(home.resolve("target/ateliers"))) {
            List<Path> lists = kept.toList();
            assertThat(lists).hasSize(1);
            Files.writeString(lists.get(0), ClassPathText.of(jars));
        }
    }
}

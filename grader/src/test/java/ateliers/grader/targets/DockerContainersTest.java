package ateliers.grader.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

/** What is so without Docker; {@code ImageTest} has what is so with it. */
class DockerContainersTest {
    @Test
    void aMachineWithoutDockerIsSaidInOneSentence() {
        assumeFalse(DockerClientFactory.instance().isDockerAvailable(), "passé : Docker répond sur ce poste.");

        assertThatThrownBy(() -> DockerContainers.localStack("localstack/localstack:4.14.0", Map.of()))
                .isInstanceOf(GraderException.class)
                .hasMessageContainingAll("Docker ne répond pas sur ce poste", "docker.io", "sans --target")
                .message()
                .hasLineCount(1);
    }

    /** It weighs 20 MB: who grades elsewhere never meets it. */
    @Test
    void nothingOfItIsLoadedWhereNoContainerIsWanted() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-verbose:class",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        AllKinds.class.getName())
                .redirectErrorStream(true)
                .start();
        List<String> loaded;
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            loaded = lines.lines()
                    .filter(line -> !line.contains("[class,load] java.") && !line.contains("shared objects file"))
                    .toList();
        }

        assertThat(process.waitFor()).as(loaded.toString()).isZero();
        assertThat(loaded)
                .anyMatch(line -> line.contains("ateliers.grader.targets.LocalStackKind "))
                .noneMatch(line -> line.contains("org.testcontainers.")
                        || line.contains("com.github.dockerjava.")
                        || line.contains("ateliers.grader.targets.DockerContainers "));
    }

    /** What each grading does to find its target. */
    static final class AllKinds {
        private AllKinds() {}

        public static void main(String[] arguments) {
            for (TargetKind kind : TargetKind.all()) {
                kind.refusal(TargetOptions.NONE);
            }
        }
    }
}

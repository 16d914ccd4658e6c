package ateliers.cloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
    @TempDir
    private Path folder;

    @Test
    void jarsRunWithAnArchiveThatIsMadeOnce() throws Exception {
        try (Bench bench = new Bench()) {
            Path own = Files.write(folder.resolve("own.jar"), Bench.handlers());
            FunctionCode code = bench.sandboxes.fromJars(List.of(), own);
            FunctionCode again = bench.sandboxes.fromJars(List.of(), own);

            assertThat(code.archive()).isPresent().isEqualTo(again.archive());
            assertThat(code.taskRoot().resolve("message.txt")).hasContent("resource");
            assertThat(answer(bench, code)).isEqualTo("\"hello archive\"");
        }
    }

    @Test
    void aCorruptArchiveIsDoneWithout() throws Exception {
        try (Bench bench = new Bench()) {
            Path own = Files.write(folder.resolve("own.jar"), Bench.handlers());
            Path corrupt = Files.writeString(folder.resolve("corrupt.jsa"), "no archive");
            FunctionCode code = new FunctionCode(folder, List.of(own), Optional.of(corrupt));

            assertThat(answer(bench, code)).isEqualTo("\"hello archive\"");
            assertThat(bench.logText()).doesNotContain("warning");
        }
    }

    private static String answer(Bench bench, FunctionCode code) {
        return Bench.text(Bench.run(bench.function("Greeter", Duration.ofSeconds(60), code), "{\"name\":\"archive\"}"));
    }
}

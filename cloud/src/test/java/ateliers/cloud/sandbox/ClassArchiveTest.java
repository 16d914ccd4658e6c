package ateliers.cloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

    @Test
    void anArchiveThatAFunctionHasChangedIsMadeAnew() throws Exception {
        Path own = Files.write(folder.resolve("own.jar"), Bench.handlers());
        Path cache = folder.resolve("cache");
        try (Bench bench = new Bench(cache)) {
            bench.sandboxes.fromJars(List.of(), own);
        }
        Path kept = archive(cache);
        assertThat(kept.toFile().setWritable(true)).isTrue();
        byte[] changed = Files.readAllBytes(kept);
        changed[changed.length / 2]++;
        Files.write(kept, changed);

        try (Bench bench = new Bench(cache)) {
            FunctionCode code = bench.sandboxes.fromJars(List.of(), own);

            assertThat(code.archive().orElseThrow()).exists();
            assertThat(code.archive().orElseThrow()).hasSameBinaryContentAs(archive(cache));
            assertThat(Files.readAllBytes(archive(cache))).isNotEqualTo(changed);
            assertThat(answer(bench, code)).isEqualTo("\"hello archive\"");
        }
    }

    @Test
    void aFunctionLearnsNoPathOfWhoeverRunsIt() throws Exception {
        try (Bench bench = new Bench()) {
            Path own = Files.write(folder.resolve("own.jar"), Bench.handlers());
            FunctionCode code = bench.sandboxes.fromJars(List.of(), own);

            String seen = Bench.text(Bench.run(bench.function("Environment", Duration.ofSeconds(60), code), "{}"));

            assertThat(seen).contains("own.jar", "SharedArchiveFile");
            assertThat(seen.replace(System.getProperty("java.home"), ""))
                    .doesNotContain(
                            folder.toString(),
                            System.getProperty("user.home"),
                            Path.of("..").toRealPath().toString());
        }
    }

    private static Path archive(Path cache) throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            List<Path> archives =
                    files.filter(file -> file.toString().endsWith(".jsa")).toList();
            assertThat(archives).hasSize(1);
            return archives.get(0);
        }
    }

    private static String answer(Bench bench, FunctionCode code) {
        return Bench.text(Bench.run(bench.function("Greeter", Duration.ofSeconds(60), code), "{\"name\":\"archive\"}"));
    }
}

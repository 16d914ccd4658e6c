package ateliers.grader.build;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.submission.Unusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources of strangers are compiled where they harm nobody else. */
class CompilerProcessTest {
    private static final Duration LONG = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    private Path sources;
    private Compilation compilation;

    @BeforeEach
    void makeFolders() throws IOException {
        sources = Files.createDirectories(folder.resolve("sources"));
        compilation = new Compilation(List.of(), sources, Files.createDirectories(folder.resolve("classes")));
    }

    private void source(String name, String text) throws IOException {
        Files.writeString(sources.resolve(name + ".java"), text);
    }

    @Test
    void whatCompilesIsThere() throws IOException {
        source("Été", "class Été {}");

        CompilerProcess.run(compilation, folder);

        assertThat(folder.resolve("classes/Été.class")).isNotEmptyFile();
    }

    @Test
    void whatDoesNotIsToldAsEver() throws IOException {
        source("A", "class A { int a = inconnue; }");
        String here = catchUnusable(() -> compilation.run());

        assertThat(catchUnusable(() -> CompilerProcess.run(compilation, folder)))
                .isEqualTo(here)
                .contains("src/main/java/A.java, ligne 1");
    }

    @Test
    void whatUsesUpMemoryDoesSoElsewhere() throws IOException {
        source("A", "class A { int[] a = {" + "1,".repeat(2_000_000) + "1}; }");

        assertThat(catchUnusable(() -> CompilerProcess.run(compilation, folder, LONG, 40)))
                .contains("Le compilateur Java n'arrive pas au bout de tes sources");
    }

    @Test
    void whatDoesNotEndIsEnded() throws IOException {
        source("A", "class A {}");

        assertThat(catchUnusable(() -> CompilerProcess.run(compilation, folder, Duration.ofMillis(1), 64)))
                .contains("il n'en finit pas");
    }

    private interface Work {
        void run() throws IOException;
    }

    private static String catchUnusable(Work work) {
        var thrown = org.assertj.core.api.Assertions.catchThrowableOfType(Unusable.class, work::run);
        assertThat(thrown).isNotNull();
        return thrown.getMessage();
    }
}

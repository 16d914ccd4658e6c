package ateliers.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnforeseenTest {
    @TempDir
    private Path folder;

    @Test
    void theNewestTracesStay() throws IOException {
        for (int i = 0; i < 15; i++) {
            Path old = Files.writeString(folder.resolve("ateliers-trace-%02d.txt".formatted(i)), "old");
            Files.setLastModifiedTime(old, FileTime.fromMillis(1_000L * i));
        }
        Files.writeString(folder.resolve("notes.txt"), "somebody else's");

        Path written = Path.of(Unforeseen.trace(new StackOverflowError(), folder));

        assertThat(written).content().startsWith("java.lang.StackOverflowError");
        assertThat(names())
                .hasSize(11)
                .contains("notes.txt", "ateliers-trace-14.txt", "ateliers-trace-06.txt")
                .contains(written.getFileName().toString())
                .doesNotContain("ateliers-trace-05.txt");
    }

    @Test
    void whereNoTraceCanBeWrittenItsFirstLineIsTold() {
        assertThat(Unforeseen.trace(new StackOverflowError(), folder.resolve("missing")))
                .startsWith("(illisible : ateliers.grader.cli.UnforeseenTest");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}

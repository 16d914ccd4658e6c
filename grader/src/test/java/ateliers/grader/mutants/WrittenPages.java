package ateliers.grader.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Pages of {@code docs-fr} that tests write: with {@code -Dateliers.regenerate=true} anew, otherwise they compare. */
final class WrittenPages {
    private WrittenPages() {}

    static boolean regenerating() {
        return Boolean.getBoolean("ateliers.regenerate");
    }

    static void assertIsWritten(Path page, String content) throws IOException {
        if (regenerating()) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, content);
        }

        assertThat(page).as("regenerate it: see this class's comment").content().isEqualTo(content);
    }
}

package ateliers.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A script of the repository that uses {@code ./lab cloud} with a tool, and says "skipped" where the tool is absent. */
final class Script {
    private Script() {}

    static void succeeds(String interpreter, String name) throws InterruptedException, IOException {
        Path script = Path.of("..", "cloud", "src", "test", "scripts", name);
        Process process;
        try {
            process = new ProcessBuilder(interpreter, script.toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "skipped: no " + interpreter);
            return;
        }
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();

        assumeFalse(output.startsWith("skipped"), output.strip());
        assertThat(exit).as(output).isZero();
        assertThat(output).endsWith("done\n");
    }
}

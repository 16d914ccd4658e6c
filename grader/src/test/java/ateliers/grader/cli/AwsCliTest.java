package ateliers.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The AWS CLI against {@code ./lab cloud}, by the script that repeats it; skipped where it is not installed. */
@Tag("longue")
@DisabledOnOs(OS.WINDOWS)
class AwsCliTest {
    @Test
    void worksWithNothingButAnEndpointAndAnyKey() throws Exception {
        Path script = Path.of("..", "cloud", "src", "test", "scripts", "aws-cli.sh");
        Process process = new ProcessBuilder("sh", script.toString())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();

        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();

        assumeFalse(output.startsWith("skipped"), output.strip());
        assertThat(exit).as(output).isZero();
        assertThat(output).endsWith("done\n");
    }
}

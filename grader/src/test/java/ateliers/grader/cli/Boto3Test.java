package ateliers.grader.cli;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** boto3 against {@code ./lab cloud}, service after service; skipped where it is not installed. */
@Tag("longue")
@DisabledOnOs(OS.WINDOWS)
class Boto3Test {
    @Test
    void worksWithNothingButAnEndpointAndAnyKeyAndSeesAwsErrors() throws Exception {
        Script.succeeds("python3", "boto3.py");
    }
}

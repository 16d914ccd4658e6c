package ateliers.grader.cli;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The CDK against {@code ./lab cloud}, by the script that repeats it; skipped where it is not installed. */
@Tag("longue")
@DisabledOnOs(OS.WINDOWS)
class CdkScriptTest {
    @Test
    void deploysAnApplicationWithItsCodeChangesItAndDestroysIt() throws Exception {
        Script.succeeds("sh", "cdk.sh");
    }
}

package ateliers.grader.cli;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The SAM CLI against {@code ./lab cloud}, by the script that repeats it; skipped where it is not installed. */
@Tag("longue")
@DisabledOnOs(OS.WINDOWS)
class SamScriptTest {
    @Test
    void deploysThroughItsOwnBucketAndDeletesWhatItMade() throws Exception {
        Script.succeeds("sh", "sam.sh");
    }
}

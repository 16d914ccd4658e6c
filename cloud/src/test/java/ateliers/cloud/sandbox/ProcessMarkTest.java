package ateliers.cloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class ProcessMarkTest {
    private static final List<String> COMMAND = List.of("java", "-version");

    @TempDir
    private Path folder;

    @Test
    void withoutItsCommandThereIsNoMarkAndOthersRunAsTheyAre() {
        ProcessMark none = ProcessMark.fresh(folder.resolve("prlimit"));

        assertThat(none.on(COMMAND)).isEqualTo(COMMAND);
        assertThat(none.isOn(ProcessHandle.current())).isFalse();
    }

    @Test
    @EnabledIf("ateliers.cloud.sandbox.ProcessMark#isPossible")
    void eachMarkIsAnotherAndThisProcessHasNone() {
        ProcessMark one = ProcessMark.fresh();
        ProcessMark other = ProcessMark.fresh();

        assertThat(one.on(COMMAND))
                .hasSize(6)
                .contains(OpenFiles.bound())
                .endsWith("java", "-version")
                .isNotEqualTo(other.on(COMMAND));
        assertThat(one.isOn(ProcessHandle.current())).isFalse();
    }
}

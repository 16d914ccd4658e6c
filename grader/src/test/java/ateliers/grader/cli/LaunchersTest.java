package ateliers.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What both launchers must start the grader with. */
class LaunchersTest {
    @ParameterizedTest
    @ValueSource(strings = {"lab", "lab.cmd"})
    void noFunctionCanAttachToTheGrader(String launcher) {
        assertThat(Path.of("..", launcher))
                .content()
                .contains(" -XX:+DisableAttachMechanism -XX:-UsePerfData ")
                .doesNotContain("-javaagent");
    }
}

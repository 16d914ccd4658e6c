package ateliers.grader.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.targets.Running;
import ateliers.grader.targets.Story;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WhyTest {
    private static final String FUNCTION = "arn:aws:lambda:eu-west-3:123456789012:function:";

    @Test
    void aFunctionThatStillRunsIsToldWithItsTimeout() {
        List<Running> running = List.of(
                running("lente", 61, 300), running("lente", 30, 300), running("autre", 12, 30), running("vive", 1, 30));

        List<String> why = Why.of(Story.UNTOLD, running, null);

        assertThat(why)
                .containsExactly(
                        "- la fonction lente n'a pas fini : elle a été appelée il y a 61 s, et son délai (Timeout) est de 300 s",
                        "- la fonction autre n'a pas fini : elle a été appelée il y a 12 s, et son délai (Timeout) est de 30 s");
    }

    private static Running running(String name, int seconds, int timeout) {
        return new Running(FUNCTION + name, Duration.ofSeconds(seconds), Duration.ofSeconds(timeout));
    }
}

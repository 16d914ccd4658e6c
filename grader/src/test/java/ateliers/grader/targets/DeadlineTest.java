package ateliers.grader.targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    @Test
    void saysWhetherSoMuchHasPassed() {
        try (Target target = EmbeddedTarget.start()) {
            assertThat(target.deadline(Duration.ZERO).getAsBoolean()).isTrue();
            assertThat(target.deadline(Duration.ofHours(1)).getAsBoolean()).isFalse();
        }
    }
}

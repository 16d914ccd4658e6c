package ateliers.grader.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.grader.checklist.Scenario;
import ateliers.grader.submission.Unusable;
import org.junit.jupiter.api.Test;

class ScenariosTest {
    @Test
    void everyScenarioIsOneOfALab() {
        assertThat(Scenarios.all()).isNotEmpty().allSatisfy(type -> {
            assertThat(Scenario.class).isAssignableFrom(type);
            assertThat(Scenarios.forLab(Scenarios.of(type).lab())).isEqualTo(type);
        });
    }

    @Test
    void aLabWithoutOneIsTold() {
        assertThatThrownBy(() -> Scenarios.forLab("00-annexe-s3-sns"))
                .isInstanceOf(Unusable.class)
                .hasMessageStartingWith(
                        "L'atelier 00-annexe-s3-sns n'a pas de scénario de charge. Ceux qui en ont un : ")
                .hasMessageContaining("05-orders-sqs");
    }
}

package ateliers.grader.checklists.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.grader.checklist.CriterionFailure;
import ateliers.grader.checklist.Expectation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ParallelClientsTest {
    private final ParallelClients clients = new ParallelClients(2);

    @AfterEach
    void close() {
        clients.close();
    }

    @Test
    void whatTheyBringIsInTheOrderOfTheirNumbers() {
        assertThat(clients.together(client -> 10 * client)).containsExactly(0, 10);
    }

    @Test
    void whatAClientExpectsInVainFailsTheCriterion() {
        assertThatThrownBy(() -> clients.together(client -> {
                    Expectation.that("Une demande est acceptée.").holdsIf(client == 0);
                    return client;
                }))
                .isInstanceOf(CriterionFailure.class)
                .hasMessage("Une demande est acceptée.");
    }
}

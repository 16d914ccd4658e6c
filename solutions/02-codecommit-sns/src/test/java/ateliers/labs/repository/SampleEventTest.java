package ateliers.labs.repository;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SampleEventTest {

    @Test
    @DisplayName("Un push raconte la branche et son nouveau commit")
    void aPushTellsTheBranchAndItsNewCommit() {
        RepositoryEvent event = Events.read(Events.PUSH);

        assertThat(event.id()).isEqualTo("7f4f2d3c-1b8a-4c55-8e0e-0d7c9a6b1e21");
        assertThat(event.detail())
                .isEqualTo(new RepositoryEvent.Detail(
                        "referenceUpdated",
                        FakeRepository.NAME,
                        "branch",
                        "main",
                        "9b2d6c1e7f3a48d5a0c4e8b7d1f2a3b4c5d6e7f8"));
    }

    @Test
    @DisplayName("Une suppression n'a pas de nouveau commit")
    void aDeletionHasNoNewCommit() {
        RepositoryEvent.Detail detail = Events.read(Events.DELETION).detail();

        assertThat(detail.event()).isEqualTo("referenceDeleted");
        assertThat(detail.referenceName()).isEqualTo("feature/panier");
        assertThat(detail.commitId()).isNull();
    }

    @Test
    @DisplayName("Une autre branche que main ressemble à un push : c'est à la règle de la laisser de côté")
    void anotherBranchLooksLikeAPush() {
        assertThat(Events.read(Events.OTHER_BRANCH).detail().referenceName()).isEqualTo("feature/panier");
    }
}

package ateliers.labs.repository;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryEventTest {

    @ParameterizedTest
    @DisplayName("Un changement de main est un push, sa création aussi")
    @ValueSource(strings = {Events.PUSH, Events.CREATION})
    void aChangeOfMainIsAPush(String name) {
        assertThat(Events.read(name).change()).isEqualTo(Change.PUSH);
    }

    @Test
    @DisplayName("Tâche 4 : une branche supprimée est une suppression")
    void knowsADeletion() {
        assertThat(Events.read(Events.DELETION).change()).isEqualTo(Change.DELETION);
    }

    @Test
    @DisplayName("Tâche 4 : une étiquette créée est une étiquette, comme les branches créées elle est « referenceCreated »")
    void knowsATag() {
        assertThat(Events.read(Events.TAG).change()).isEqualTo(Change.TAG);
    }
}

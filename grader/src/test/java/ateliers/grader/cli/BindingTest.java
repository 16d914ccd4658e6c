package ateliers.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.wire.Reach;
import ateliers.grader.submission.Unusable;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where {@code ./lab cloud} lets itself be reached. */
class BindingTest {
    @AfterEach
    void outsideAgain() {
        System.clearProperty(Binding.IN_CONTAINER);
    }

    @Test
    void thisMachineAloneWhereNothingIsSaid() {
        assertThat(Binding.reach(null, 4566, List.of())).isEqualTo(Reach.loopback(4566));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.168.1.5"})
    void othersOnlyWhereTheirWayIsOpenedOnPurpose(String address) {
        assertThatThrownBy(() -> Binding.reach(address, 4566, List.of()))
                .isInstanceOf(Unusable.class)
                .hasMessageContainingAll("--bind " + address, "hors d'un conteneur, il reste sur 127.0.0.1");

        System.setProperty(Binding.IN_CONTAINER, "true");

        assertThat(Binding.reach(address, 4566, List.of()).address().getHostAddress())
                .isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"partout", "::", "300.0.0.1", ""})
    void whatIsNoAddressIsSaid(String address) {
        assertThatThrownBy(() -> Binding.reach(address, 4566, List.of()))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining("n'est pas une adresse IPv4");
    }

    @Test
    void namesAreNames() {
        assertThat(Binding.reach(null, 0, List.of("AWS", "aws.local")).names())
                .containsExactlyInAnyOrder("aws", "aws.local");
        assertThatThrownBy(() -> Binding.reach(null, 0, List.of("http://aws")))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining("n'est pas un nom de machine");
    }
}

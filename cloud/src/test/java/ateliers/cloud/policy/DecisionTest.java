package ateliers.cloud.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every line of {@code decisions.txt} is decided as it says. */
class DecisionTest {

    static Stream<DecisionTable.Case> cases() throws IOException {
        return DecisionTable.read().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void decides(DecisionTable.Case one) {
        Decision decision = one.decide();

        assertThat(told(decision)).isEqualTo(one.expected());
    }

    @Test
    void hasAtLeast250DecisionsWithNamesOfTheirOwn() throws IOException {
        List<String> names =
                DecisionTable.read().stream().map(DecisionTable.Case::name).toList();

        assertThat(names).hasSizeGreaterThanOrEqualTo(250).doesNotHaveDuplicates();
    }

    private static String told(Decision decision) {
        String outcome = switch (decision.outcome()) {
            case ALLOWED -> "allow";
            case EXPLICITLY_DENIED -> "explicit";
            case IMPLICITLY_DENIED -> "implicit";
        };
        return outcome + " " + decision.by().name().toLowerCase(Locale.ROOT);
    }
}

package ateliers.grader.checklists.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.grader.checklist.CriterionFailure;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers and objects that a function wrote: whatever they are, looking at them ends. */
class JsonTest {
    @ParameterizedTest
    @ValueSource(strings = {"1e100000000", "-1E+999999999", "1e-100000000", "1e401", "0.1e-2147483000"})
    void whatNobodyCountsWithIsNoNumber(String written) {
        JsonNode total = Json.read("{\"total\": %s}".formatted(written)).path("total");

        assertThat(total.isNumber()).isFalse();
        assertThat(Json.isOutOfReach(total)).isTrue();
        assertThat(Json.equal(total, BigDecimal.ONE)).isFalse();
        assertThat(total.decimalValue().toPlainString()).hasSizeLessThan(10);
        assertThat(total.toString()).matches("-?1E[+-]\\d+").isEqualTo(total.asText());
    }

    @Test
    void oneThatIsTooLongIsCutWhereItIsShown() {
        JsonNode total =
                Json.read("{\"total\": 1.%s}".formatted("3".repeat(900))).path("total");

        assertThat(Json.isOutOfReach(total)).isTrue();
        assertThat(total.toString()).startsWith("1.333").endsWith("…").hasSize(41);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e99999999999", "1e2147483648"})
    void anExponentThatJavaDoesNotHoldIsNoJson(String written) {
        assertThat(Json.read("{\"total\": %s}".formatted(written)).path("total").isNumber())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "-0.25", "12345678901234567890.12", "1e125", "1e-130"})
    void othersAreExact(String written) {
        JsonNode total = Json.read("{\"total\": %s}".formatted(written)).path("total");

        assertThat(Json.equal(total, new BigDecimal(written))).isTrue();
        assertThat(Json.isOutOfReach(total)).isFalse();
    }

    @Test
    void anObjectThatNoLabAsksForIsNotRead() {
        StoredObject.requireBearable("vignette.png", StoredObject.LARGEST);

        assertThatThrownBy(() -> StoredObject.requireBearable("vignette.png", StoredObject.LARGEST + 1))
                .isInstanceOf(CriterionFailure.class)
                .hasMessageContaining("une taille que l'on peut lire");
    }
}

package ateliers.grader.checklists.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class OwnTimesTest {
    private static final Instant FROM = Instant.parse("2026-11-30T09:15:00Z");
    private static final Instant NOW = FROM.plusSeconds(3);

    private final OwnTimes times = new OwnTimes(FROM);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-30T09:15:01.234Z",
                "2026-11-30",
                "20261130",
                "le 30/11/2026 à 9 h 15",
                "1796030101",
                "1796030101234",
                "1796030101234567890"
            })
    void timesAreSeenInTextsAndNumbers(String written) {
        assertThat(times.areIn(order("vue", AttributeValue.fromS(written)), NOW))
                .isTrue();
        assertThat(times.areIn(
                        order(
                                "suivi",
                                AttributeValue.fromM(
                                        Map.of("le", AttributeValue.fromL(List.of(AttributeValue.fromS(written)))))),
                        NOW))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1796030113000", "1764494101", "2025-11-30", "12", "RECUE"})
    void otherTimesAndNumbersAreNot(String written) {
        assertThat(times.areIn(order("vue", AttributeValue.fromS(written)), NOW))
                .isFalse();
    }

    @Test
    void whatTheClientGaveIsNot() {
        assertThat(times.areIn(order("order_id", AttributeValue.fromS("c-2026-11-30")), NOW))
                .isFalse();
    }

    private static Map<String, AttributeValue> order(String field, AttributeValue value) {
        Map<String, AttributeValue> order = new HashMap<>(Map.of("status", AttributeValue.fromS("RECUE")));
        order.put(field, value);
        return order;
    }
}

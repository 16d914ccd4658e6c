package ateliers.grader.checklists.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class PlacedOrderTest {

    @RepeatedTest(20)
    void noDoubleHoldsALargeTotal() {
        BigDecimal total = PlacedOrder.large().total();

        assertThat(new BigDecimal(Double.toString(total.doubleValue()))).isNotEqualByComparingTo(total);
        assertThat(new BigDecimal(total.doubleValue()).setScale(2, RoundingMode.HALF_UP))
                .isNotEqualByComparingTo(total);
    }

    @Test
    void everyLimitIsReachedAndNonePassed() {
        PlacedOrder order = PlacedOrder.atTheLimits();

        assertThat(order.id()).hasSize(100);
        assertThat(order.lines()).hasSize(500);
        assertThat(order.lines()).extracting(line -> line.sku().length()).contains(100);
        assertThat(order.lines()).extracting(PlacedOrder.Line::quantity).contains(1, 1_000_000);
        assertThat(order.lines())
                .extracting(PlacedOrder.Line::unitPrice)
                .contains(BigDecimal.ZERO, new BigDecimal(1_000_000))
                .allMatch(price -> price.scale() <= 2);
    }

    @Test
    void whoClaimsATotalNamesArticlesToo() {
        PlacedOrder order = PlacedOrder.random();

        assertThat(fieldsOfFirst(order)).isEqualTo(3);
        assertThat(fieldsOfFirst(order.claiming(BigDecimal.ONE))).isEqualTo(4);
    }

    @Test
    void theSameArticlesComeInAnotherOrder() {
        PlacedOrder order = PlacedOrder.withRoundPrice();

        assertThat(order.inOtherOrder().lines())
                .containsExactlyInAnyOrderElementsOf(order.lines())
                .isNotEqualTo(order.lines());
    }

    @Test
    void aCapitalMakesAnotherAddress() {
        PlacedOrder order = PlacedOrder.random();

        assertThat(order.withCapital().email()).isNotEqualTo(order.email()).isEqualToIgnoringCase(order.email());
    }

    private static int fieldsOfFirst(PlacedOrder order) {
        JsonNode first = order.body().path("items").path(0);
        return first.size();
    }
}

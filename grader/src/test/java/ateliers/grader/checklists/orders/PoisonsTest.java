package ateliers.grader.checklists.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PoisonsTest {
    private final Poisons poisons = new Poisons();

    @Test
    void nothingIsFoundWhereNothingIs() {
        assertThat(poisons.missingIn(List.of()))
                .containsExactly(Poisons.TEXT, Poisons.WITHOUT_ID, Poisons.UNKNOWN)
                .hasSize(poisons.count());
        assertThat(poisons.foundIn(List.of())).isEmpty();
    }

    @Test
    void ordersAreNone() {
        String order = PlacedOrder.random().json();

        assertThat(poisons.othersIn(List.of(order))).containsExactly(order);
        assertThat(poisons.foundIn(List.of(order))).isEmpty();
    }
}

package ateliers.labs.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OrderTest {

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 2 : 0,1 + 0,2 font 0,3")
    void addsItsLinesExactly() {
        Order order = Samples.order("c-1", Samples.line("a", 1, "0.1"), Samples.line("b", 1, "0.2"));

        assertThat(order.total()).isEqualByComparingTo("0.3");
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 2 : chaque prix compte autant de fois que sa quantité")
    void multipliesEachPriceByItsQuantity() {
        Order order = Samples.order("c-1", Samples.line("a", 3, "19.99"), Samples.line("b", 1000, "0.01"));

        assertThat(order.total()).isEqualByComparingTo("69.97");
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 6 : 10,50 et 10,5 sont la même demande")
    void takesEqualPricesForTheSameRequest() {
        Order one = Samples.order("c-1", Samples.line("a", 1, "10.50"));
        Order same = new Order("c-1", one.customerEmail(), List.of(Samples.line("a", 1, "10.5")), Order.PROCESSED);

        assertThat(one.sameRequestAs(same)).isTrue();
    }

    @Test
    void tellsAnotherRequestByItsQuantityPriceOrCustomer() {
        Order one = Samples.order("c-1", Samples.line("a", 1, "10.50"));

        assertThat(one.sameRequestAs(Samples.order("c-1", Samples.line("a", 2, "10.50"))))
                .isFalse();
        assertThat(one.sameRequestAs(Samples.order("c-1", Samples.line("a", 1, "10.51"))))
                .isFalse();
        assertThat(one.sameRequestAs(new Order("c-1", "autre@exemple.fr", one.items(), one.status())))
                .isFalse();
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 2 : cent lignes de 0,10 font 10")
    void neverLosesTheCentsOfAnOrderOfManyLines() {
        List<OrderLine> lines = Collections.nCopies(100, Samples.line("a", 1, "0.10"));

        assertThat(new Order("c-1", "client@exemple.fr", lines, Order.RECEIVED).total())
                .isEqualByComparingTo(BigDecimal.TEN);
    }
}

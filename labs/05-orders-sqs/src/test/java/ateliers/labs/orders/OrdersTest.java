package ateliers.labs.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OrdersTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    private final MemoryStore store = new MemoryStore();
    private final List<String> announced = new ArrayList<>();
    private final Order order = Samples.order("c-1", Samples.line("a", 2, "10.50"));

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 4 : une commande nouvelle est enregistrée et annoncée")
    void storesAndAnnouncesANewOrder() {
        Orders.Placed placed = orders(NOW).place(order);

        assertThat(placed).isEqualTo(new Orders.Placed(order, true));
        assertThat(announced).containsExactly("c-1");
        assertThat(store.find("c-1")).contains(new OrderStore.Stored(order, true));
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 6 : une demande répétée n'annonce rien de plus")
    void announcesOnceARequestThatIsRepeated() {
        Orders orders = orders(NOW);
        orders.place(order);

        Orders.Placed again = orders.place(order);

        assertThat(again).isEqualTo(new Orders.Placed(order, false));
        assertThat(announced).containsExactly("c-1");
        assertThat(store.size()).isEqualTo(1);
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 6 : une demande répétée donne le statut du moment")
    void answersARepeatedRequestWithTheCurrentStatus() {
        Orders orders = orders(NOW);
        orders.place(order);
        store.markProcessed("c-1");

        assertThat(orders.place(order).order().status()).isEqualTo(Order.PROCESSED);
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 6 : un numéro déjà pris est refusé")
    void refusesAnotherOrderOfTheSameNumber() {
        Orders orders = orders(NOW);
        orders.place(order);

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> orders.place(Samples.order("c-1", Samples.line("a", 3, "10.50"))))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(409));
        assertThat(announced).containsExactly("c-1");
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 6 : une annonce refusée ne perd pas la commande")
    void keepsAnOrderThatCouldNotBeAnnouncedAndSaysSo() {
        Orders refused = new Orders(store, any -> fail(), Clock.fixed(NOW, ZoneOffset.UTC), OrdersTest::noWait);

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> refused.place(order))
                .withMessageContaining("c-1")
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(503));
        assertThat(store.find("c-1")).contains(new OrderStore.Stored(order, false));
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 6 : répéter la demande rattrape l'annonce")
    void announcesWhenARequestIsRepeatedAfterAFailure() {
        Orders refused = new Orders(store, any -> fail(), Clock.fixed(NOW, ZoneOffset.UTC), OrdersTest::noWait);
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> refused.place(order));

        assertThat(orders(NOW).place(order).created()).isFalse();
        assertThat(announced).containsExactly("c-1");
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 6 : deux demandes à la fois, une annonce")
    void waitsForTheRequestThatIsAnnouncingTheSameOrder() {
        store.insert(order, NOW.plus(Orders.ANNOUNCEMENT));
        AtomicInteger waits = new AtomicInteger();
        Orders orders = new Orders(store, this::announce, Clock.fixed(NOW, ZoneOffset.UTC), () -> {
            waits.incrementAndGet();
            store.markAnnounced("c-1");
        });

        assertThat(orders.place(order).created()).isFalse();
        assertThat(waits).hasValue(1);
        assertThat(announced).isEmpty();
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 6 : une demande morte est relayée")
    void takesOverFromARequestThatDiedBeforeAnnouncing() {
        store.insert(order, NOW.minus(Duration.ofSeconds(1)));

        orders(NOW).place(order);

        assertThat(announced).containsExactly("c-1");
    }

    private Orders orders(Instant now) {
        return new Orders(store, this::announce, Clock.fixed(now, ZoneOffset.UTC), OrdersTest::noWait);
    }

    private void announce(Order order) {
        announced.add(order.id());
    }

    private static void fail() {
        throw new IllegalStateException("SNS refuse");
    }

    private static void noWait() {
        throw new AssertionError("personne d'autre n'annonce cette commande");
    }
}

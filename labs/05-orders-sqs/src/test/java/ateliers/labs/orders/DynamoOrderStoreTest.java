package ateliers.labs.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

class DynamoOrderStoreTest {

    private static final Instant UNTIL = Instant.parse("2026-03-02T09:00:05Z");

    private final FakeTable table = new FakeTable();
    private final OrderStore store = new DynamoOrderStore(table, "commandes");
    private final Order order = Samples.order("c-1", Samples.line("stylo", 3, "19.99"), Samples.line("a", 1, "1000"));

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 3 : tous les champs, avec leur type")
    void storesEveryFieldWithItsType() {
        assertThat(DynamoOrderStore.toItem(order))
                .containsEntry("order_id", AttributeValue.fromS("c-1"))
                .containsEntry("customer_email", AttributeValue.fromS("client@exemple.fr"))
                .containsEntry("status", AttributeValue.fromS("RECUE"))
                .containsEntry("total", AttributeValue.fromN("1059.97"));
        assertThat(DynamoOrderStore.toItem(order).get("items").l().get(1).m())
                .containsEntry("sku", AttributeValue.fromS("a"))
                .containsEntry("quantity", AttributeValue.fromN("1"))
                .containsEntry("unit_price", AttributeValue.fromN("1000"));
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 3 : la table rend ce qu'on y écrit")
    void readsBackWhatItStored() {
        assertThat(DynamoOrderStore.toOrder(DynamoOrderStore.toItem(order))).isEqualTo(order);
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 6 : l'écriture est conditionnelle")
    void insertsOnlyAnOrderThatIsNotThere() {
        assertThat(store.insert(order, UNTIL)).isTrue();

        assertThat(table.puts())
                .singleElement()
                .extracting(PutItemRequest::tableName, PutItemRequest::conditionExpression)
                .containsExactly("commandes", "attribute_not_exists(order_id)");
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 6 : une clé déjà prise rend faux")
    void saysThatAnOrderIsAlreadyThere() {
        table.failConditions();

        assertThat(store.insert(order, UNTIL)).isFalse();
        assertThat(table.puts()).isEmpty();
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 6 : une commande nouvelle n'est pas annoncée")
    void findsAnOrderThatIsNotAnnouncedYet() {
        store.insert(order, UNTIL);
        table.hold(table.puts().get(0).item());

        assertThat(store.find("c-1")).contains(new OrderStore.Stored(order, false));
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 3 : une commande annoncée se relit")
    void findsAnAnnouncedOrder() {
        Map<String, AttributeValue> item = new HashMap<>(DynamoOrderStore.toItem(order));
        item.put("announced", AttributeValue.fromBool(true));
        table.hold(item);

        assertThat(store.find("c-1")).contains(new OrderStore.Stored(order, true));
    }

    @Test
    void findsNothingUnderAnUnknownId() {
        assertThat(store.find("inconnue")).isEmpty();
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 6 : on ne prend pas l'annonce d'un autre")
    void cannotClaimAnAnnouncementThatSomebodyMakes() {
        table.failConditions();

        assertThat(store.claimAnnouncement("c-1", UNTIL, UNTIL.plusSeconds(5))).isFalse();
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 6 : prendre l'annonce est conditionnel")
    void claimsAnAnnouncementUnderACondition() {
        assertThat(store.claimAnnouncement("c-1", UNTIL, UNTIL.plusSeconds(5))).isTrue();

        assertThat(table.updates()).singleElement().satisfies(update -> {
            assertThat(update.conditionExpression()).contains("announced", "announcing_until");
            assertThat(update.expressionAttributeValues())
                    .containsValue(AttributeValue.fromN(Long.toString(UNTIL.toEpochMilli())));
        });
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 5 : le statut devient TRAITEE")
    void marksAnOrderAsProcessedThroughAPlaceholderForTheReservedWord() {
        store.markProcessed("c-1");

        assertThat(table.updates()).singleElement().satisfies(update -> {
            assertThat(update.updateExpression()).startsWithIgnoringCase("SET ").doesNotContain("SET status");
            assertThat(update.expressionAttributeNames()).containsValue("status");
            assertThat(update.expressionAttributeValues()).containsValue(AttributeValue.fromS("TRAITEE"));
        });
    }
}

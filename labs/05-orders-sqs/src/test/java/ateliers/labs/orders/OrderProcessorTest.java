package ateliers.labs.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OrderProcessorTest {

    private final MemoryStore store = new MemoryStore();
    private final FakeBucket bucket = new FakeBucket();
    private final OrderProcessor processor = new OrderProcessor(store, bucket, "recus-exemple");

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 5 : le reçu est écrit, la commande est traitée")
    void writesTheReceiptAndMarksTheOrderOfTheSampleEvent() {
        store("c-2026-0001");

        SQSBatchResponse response =
                processor.handleRequest(Samples.event("sqs-order.json", SQSEvent.class), new QuietContext());

        assertThat(response.getBatchItemFailures()).isEmpty();
        assertThat(store.status("c-2026-0001")).isEqualTo(Order.PROCESSED);
        assertThat(bucket.objects()).containsOnlyKeys("recus-exemple/recus/c-2026-0001.json");
        assertThat(bucket.objects().get("recus-exemple/recus/c-2026-0001.json"))
                .contains("\"order_id\":\"c-2026-0001\"", "\"total\":69.97", "\"sku\":\"stylo\"");
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 5 : seul le message empoisonné est rendu")
    void givesBackOnlyThePoisonOfABatch() {
        store("c-1");
        store("c-2");

        SQSBatchResponse response = processor.handleRequest(
                messages("{\"order_id\":\"c-1\"}", "poison", "{\"order_id\":\"c-2\"}"), new QuietContext());

        assertThat(response.getBatchItemFailures())
                .extracting(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
                .containsExactly("m-1");
        assertThat(store.status("c-1")).isEqualTo(Order.PROCESSED);
        assertThat(store.status("c-2")).isEqualTo(Order.PROCESSED);
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 5 : une commande inconnue est rendue")
    void givesBackAnOrderItDoesNotKnow() {
        SQSBatchResponse response =
                processor.handleRequest(messages("{\"order_id\":\"inconnue\"}"), new QuietContext());

        assertThat(response.getBatchItemFailures()).hasSize(1);
        assertThat(bucket.objects()).isEmpty();
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 6 : une commande livrée deux fois est traitée une fois")
    void processesOnceAnOrderThatIsDeliveredTwice() {
        store("c-1");

        processor.handleRequest(messages("{\"order_id\":\"c-1\"}", "{\"order_id\":\"c-1\"}"), new QuietContext());

        assertThat(bucket.writes()).isEqualTo(1);
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 5 : sans reçu, la commande n'est pas traitée")
    void leavesAnOrderUnprocessedWhenItsReceiptIsRefused() {
        store("c-1");
        bucket.refuse();

        SQSBatchResponse response = processor.handleRequest(messages("{\"order_id\":\"c-1\"}"), new QuietContext());

        assertThat(response.getBatchItemFailures()).hasSize(1);
        assertThat(store.status("c-1")).isEqualTo(Order.RECEIVED);
    }

    private void store(String id) {
        Order order = Samples.order(id, Samples.line("stylo", 3, "19.99"), Samples.line("cahier", 1, "10"));
        store.insert(order, Instant.EPOCH);
    }

    private static SQSEvent messages(String... bodies) {
        SQSEvent event = new SQSEvent();
        event.setRecords(Arrays.stream(bodies)
                .map(body -> {
                    SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
                    message.setBody(body);
                    message.setMessageId("m-" + Arrays.asList(bodies).indexOf(body));
                    return message;
                })
                .toList());
        return event;
    }
}

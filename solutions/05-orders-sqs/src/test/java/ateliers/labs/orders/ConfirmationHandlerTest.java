package ateliers.labs.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ConfirmationHandlerTest {

    private final MemoryStore store = new MemoryStore();
    private final FakeTable table = new FakeTable();
    private final FakeMail mail = new FakeMail();
    private final ConfirmationHandler handler =
            new ConfirmationHandler(store, table, "courriels", mail, "boutique@exemple.fr");

    @Test
    void confirmsTheOrderOfTheSampleEvent() {
        assertThat(handle().getBatchItemFailures()).isEmpty();

        assertThat(mail.sent()).singleElement().satisfies(sent -> {
            assertThat(sent.fromEmailAddress()).isEqualTo("boutique@exemple.fr");
            assertThat(sent.destination().toAddresses()).containsExactly("client@exemple.fr");
            assertThat(sent.content().toString()).contains("c-2026-0001").containsPattern("69[.,]97");
        });
    }

    @Test
    void writesNotToWhomAnotherHasWritten() {
        table.failConditions();

        assertThat(handle().getBatchItemFailures()).isEmpty();
        assertThat(mail.sent()).isEmpty();
    }

    @Test
    void givesBackWhatSesRefuses() {
        mail.refuseOnce();

        assertThat(handle().getBatchItemFailures()).hasSize(1);
        assertThat(table.deletes())
                .singleElement()
                .satisfies(delete -> assertThat(delete.key())
                        .isEqualTo(Map.of("order_id", AttributeValue.fromS("c-2026-0001"))));
        assertThat(handle().getBatchItemFailures()).isEmpty();
        assertThat(mail.sent()).hasSize(1);
    }

    private SQSBatchResponse handle() {
        store.insert(
                Samples.order("c-2026-0001", Samples.line("stylo", 3, "19.99"), Samples.line("cahier", 1, "10")),
                Instant.EPOCH);
        return handler.handleRequest(Samples.event("sqs-order.json", SQSEvent.class), new QuietContext());
    }
}

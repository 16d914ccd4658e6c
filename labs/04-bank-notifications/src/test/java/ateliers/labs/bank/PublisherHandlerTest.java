package ateliers.labs.bank;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PublisherHandlerTest {

    private final FakeBus bus = new FakeBus();
    private final PublisherHandler handler = new PublisherHandler(bus, "le-bus");

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 4 : chaque opération devient un événement, tel que le contrat le dit")
    void publishesEachOperation() {
        StreamsEventResponse response = handle();

        assertThat(response.getBatchItemFailures()).isEmpty();
        assertThat(bus.entries()).hasSize(2);
        assertThat(bus.entries().get(0)).satisfies(entry -> {
            assertThat(entry.eventBusName()).isEqualTo("le-bus");
            assertThat(entry.source()).isEqualTo("banque.operations");
            assertThat(entry.detailType()).isEqualTo("RETRAIT");
            assertThat(entry.detail())
                    .contains("\"operation_id\":\"8c1d6a52-9f0e-4b7a-b8d5-3e2f1a0c9b84\"", "\"client_id\":\"c-4821\"")
                    .contains("\"montant\":120.5", "\"solde\":879.5", "\"date\":\"2026-03-29T08:15:30.250Z\"");
        });
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 4 : un événement refusé sera représenté, et ceux d'avant ne le sont pas")
    void asksForTheRestAgain() {
        bus.acceptOnly(1);

        StreamsEventResponse response = handle();

        assertThat(bus.entries()).hasSize(1);
        assertThat(response.getBatchItemFailures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.getItemIdentifier()).isEqualTo("222200000000000000002"));
    }

    private StreamsEventResponse handle() {
        return handler.handleRequest(
                Samples.event("dynamodb-insert.json", DynamodbEvent.class), new QuietContext());
    }
}

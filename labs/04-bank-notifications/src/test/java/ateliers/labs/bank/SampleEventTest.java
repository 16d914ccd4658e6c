package ateliers.labs.bank;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SampleEventTest {

    @Test
    @DisplayName("Une demande dit sa méthode, sa ressource et ses paramètres")
    void aRequestTellsMethodResourceAndParameters() {
        APIGatewayProxyRequestEvent put = Samples.event("api-put-operation.json", APIGatewayProxyRequestEvent.class);

        assertThat(put.getHttpMethod()).isEqualTo("PUT");
        assertThat(put.getResource()).isEqualTo("/operations/{operation_id}");
        assertThat(put.getPathParameters())
                .containsEntry("operation_id", "8c1d6a52-9f0e-4b7a-b8d5-3e2f1a0c9b84");
    }

    @Test
    @DisplayName("Un enregistrement du flux porte l'opération entière")
    void aRecordHoldsTheWholeOperation() {
        DynamodbEvent event = Samples.event("dynamodb-insert.json", DynamodbEvent.class);

        assertThat(event.getRecords()).hasSize(2);
        assertThat(event.getRecords().get(0).getDynamodb().getNewImage().get("montant").getN())
                .isEqualTo("120.5");
    }

    @Test
    @DisplayName("L'événement d'une opération porte l'opération dans detail")
    void anEventHoldsTheOperation() throws IOException {
        Operation operation =
                BankJson.operation(BankJson.event(Samples.open("operation.json")).required("detail"));

        assertThat(operation.clientId()).isEqualTo("c-4821");
        assertThat(operation.amount()).isEqualByComparingTo("120.50");
    }

    @Test
    @DisplayName("L'événement de la semaine dit son heure")
    void theWeeklyEventTellsItsTime() throws IOException {
        assertThat(BankJson.event(Samples.open("hebdomadaire.json")).required("time").textValue())
                .isEqualTo("2026-03-30T06:00:00Z");
    }
}

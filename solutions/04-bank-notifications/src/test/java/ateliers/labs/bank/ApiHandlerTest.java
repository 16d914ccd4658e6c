package ateliers.labs.bank;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ApiHandlerTest {

    private final FakeDynamo dynamo = new FakeDynamo();
    private final ApiHandler handler = new ApiHandler(
            new Ledger(
                    dynamo,
                    new Clients(dynamo, FakeDynamo.CLIENTS),
                    FakeDynamo.OPERATIONS,
                    Clock.systemUTC(),
                    () -> {}),
            () -> new BankSecret("Votre banque", "la-bonne-cle"));

    @BeforeEach
    void aClient() {
        dynamo.client("c-4821", "Zoé Martin", "1000");
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 1 : une opération est créée, et dite")
    void createsAnOperation() {
        APIGatewayProxyResponseEvent response = send(sample());

        assertThat(response.getStatusCode()).isEqualTo(201);
        assertThat(response.getHeaders()).containsEntry("Content-Type", "application/json");
        assertThat(response.getBody())
                .contains("\"client_id\":\"c-4821\"", "\"type\":\"RETRAIT\"", "\"etat\":\"ENREGISTREE\"")
                .contains("\"montant\":120.5", "\"devise\":\"EUR\"", "\"solde\":879.5", "\"operation_id\":\"");
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 1 : l'état d'une opération change")
    void changesAState() {
        send(sample());
        String id = dynamo.items(FakeDynamo.OPERATIONS).get(0).get("operation_id").s();

        APIGatewayProxyResponseEvent response = change(id, "{\"client_id\": \"c-4821\", \"etat\": \"ANNULEE\"}");

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(response.getBody()).contains(id, "\"etat\":\"ANNULEE\"", "\"montant\":120.5");
        assertThat(dynamo.balance("c-4821")).isEqualByComparingTo("879.5");
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 1 : une opération inconnue donne 404, et n'est pas créée")
    void answers404WhenTheOperationIsUnknown() {
        assertThat(change("inconnue", "{\"client_id\": \"c-4821\", \"etat\": \"ANNULEE\"}")
                        .getStatusCode())
                .isEqualTo(404);
        assertThat(dynamo.items(FakeDynamo.OPERATIONS)).isEmpty();
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 1 : les opérations d'un client sont listées")
    void listsOperations() {
        send(sample());

        APIGatewayProxyResponseEvent response = list("c-4821");

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(response.getBody()).startsWith("{\"operations\":[{").contains("\"montant\":120.5");
        assertThat(list("autre").getStatusCode()).isEqualTo(404);
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 1 : un corps illisible est refusé, en JSON")
    void answers400InJson() {
        APIGatewayProxyResponseEvent response = send(sample().withBody("{"));

        assertThat(response.getStatusCode()).isEqualTo(400);
        assertThat(response.getHeaders()).containsEntry("Content-Type", "application/json");
        assertThat(response.getBody()).startsWith("{\"message\":\"");
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 3 : la bonne clé ouvre au partenaire, quelle que soit la casse de l'en-tête")
    void letsThePartnerIn() {
        assertThat(partner(Map.of("x-api-key", "la-bonne-cle")).getStatusCode()).isEqualTo(201);
        assertThat(partner(Map.of("X-Api-Key", "la-bonne-cle")).getStatusCode()).isEqualTo(201);
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 3 : sans la bonne clé, rien ne se passe")
    void keepsOthersOut() {
        assertThat(partner(Map.of("x-api-key", "une-autre")).getStatusCode()).isIn(401, 403);
        assertThat(partner(Map.of()).getStatusCode()).isIn(401, 403);
        assertThat(dynamo.items(FakeDynamo.OPERATIONS)).isEmpty();
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 1 : une panne donne 500, en JSON")
    void answers500InJsonWhenSomethingBreaks() {
        APIGatewayProxyResponseEvent response = new ApiHandler(null, null).handleRequest(sample(), new QuietContext());

        assertThat(response.getStatusCode()).isEqualTo(500);
        assertThat(response.getBody()).startsWith("{\"message\":\"");
    }

    private APIGatewayProxyResponseEvent send(APIGatewayProxyRequestEvent request) {
        return handler.handleRequest(request, new QuietContext());
    }

    private APIGatewayProxyResponseEvent change(String id, String body) {
        return send(Samples.event("api-put-operation.json", APIGatewayProxyRequestEvent.class)
                .withPathParameters(Map.of("operation_id", id))
                .withBody(body));
    }

    private APIGatewayProxyResponseEvent list(String clientId) {
        return send(Samples.event("api-get-operations.json", APIGatewayProxyRequestEvent.class)
                .withPathParameters(Map.of("client_id", clientId)));
    }

    private APIGatewayProxyResponseEvent partner(Map<String, String> headers) {
        return send(sample().withResource("/partenaires/operations").withHeaders(headers));
    }

    private static APIGatewayProxyRequestEvent sample() {
        return Samples.event("api-post-operation.json", APIGatewayProxyRequestEvent.class);
    }
}

package ateliers.labs.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OrdersApiHandlerTest {

    private final MemoryStore store = new MemoryStore();
    private final List<String> announced = new ArrayList<>();
    private final OrdersApiHandler handler = handler(order -> announced.add(order.id()));

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 4 : une commande passée donne 201 et son total")
    void creates201AndTellsTheTotal() {
        APIGatewayProxyResponseEvent response = post(sample());

        assertThat(response.getStatusCode()).isEqualTo(201);
        assertThat(response.getBody()).contains("\"order_id\":\"c-2026-0001\"", "\"total\":69.97", "\"RECUE\"");
        assertThat(announced).containsExactly("c-2026-0001");
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 6 : la même commande de nouveau donne 200")
    void answers200WhenTheSameOrderIsPostedAgain() {
        post(sample());

        assertThat(post(sample()).getStatusCode()).isEqualTo(200);
        assertThat(announced).hasSize(1);
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 6 : une autre commande sous le même numéro donne 409")
    void answers409WhenAnotherOrderHasTheNumber() {
        post(sample());

        assertThat(post(sample().replace("19.99", "1.99")).getStatusCode()).isEqualTo(409);
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 2 : un corps invalide donne 400")
    void answers400AndStoresNothingWhenTheBodyIsNoOrder() {
        APIGatewayProxyResponseEvent response = post("{");

        assertThat(response.getStatusCode()).isEqualTo(400);
        assertThat(response.getBody()).contains("\"message\"");
        assertThat(store.size()).isZero();
        assertThat(announced).isEmpty();
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 3 : une commande se relit")
    void readsAnOrder() {
        post(sample());

        APIGatewayProxyResponseEvent response = handler.handleRequest(
                Samples.event("api-get-order.json", APIGatewayProxyRequestEvent.class), new QuietContext());

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(response.getBody()).contains("\"customer_email\":\"client@exemple.fr\"", "\"unit_price\":19.99");
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 1 : une commande inconnue donne 404")
    void answers404WhenTheOrderIsUnknown() {
        assertThat(get("inconnue").getStatusCode()).isEqualTo(404);
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 1 : un numéro impossible donne 404")
    void answers404WhenTheNumberCannotBeOne() {
        assertThat(get("x".repeat(5000)).getStatusCode()).isEqualTo(404);
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 1 : une panne donne 500, en JSON")
    void answers500InJsonWhenSomethingBreaks() {
        OrdersApiHandler broken = new OrdersApiHandler((Orders) null);

        APIGatewayProxyResponseEvent response = broken.handleRequest(postRequest(sample()), new QuietContext());

        assertThat(response.getStatusCode()).isEqualTo(500);
        assertThat(response.getBody()).contains("\"message\"");
        assertCors(response);
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 1 : les réponses et les erreurs portent CORS")
    void letsBrowsersReadAnswersAndErrors() {
        assertCors(post(sample()));
        assertCors(post("{"));
        assertCors(get("inconnue"));
    }

    private static void assertCors(APIGatewayProxyResponseEvent response) {
        assertThat(response.getHeaders())
                .containsEntry("Content-Type", "application/json")
                .containsEntry("Access-Control-Allow-Origin", "*");
    }

    private APIGatewayProxyResponseEvent post(String body) {
        return handler.handleRequest(postRequest(body), new QuietContext());
    }

    private APIGatewayProxyResponseEvent get(String id) {
        return handler.handleRequest(
                new APIGatewayProxyRequestEvent()
                        .withHttpMethod("GET")
                        .withResource("/orders/{order_id}")
                        .withPathParameters(Map.of("order_id", id)),
                new QuietContext());
    }

    private static APIGatewayProxyRequestEvent postRequest(String body) {
        return Samples.event("api-post-order.json", APIGatewayProxyRequestEvent.class)
                .withBody(body);
    }

    private static String sample() {
        return Samples.event("api-post-order.json", APIGatewayProxyRequestEvent.class)
                .getBody();
    }

    private OrdersApiHandler handler(Consumer<Order> announcer) {
        return new OrdersApiHandler(new Orders(store, announcer, Clock.systemUTC(), () -> {}));
    }
}

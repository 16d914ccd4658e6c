package ateliers.labs.orders;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sns.SnsClient;

/** L'API des commandes : {@code POST /orders} et {@code GET /orders/{order_id}}. */
public final class OrdersApiHandler
        implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {

    /** Sur toutes les réponses, erreurs comprises : sans eux, un navigateur cache même la raison d'un refus. */
    private static final Map<String, String> HEADERS =
            Map.of("Content-Type", "application/json", "Access-Control-Allow-Origin", "*");

    private final Orders orders;

    /** Lambda appelle ce constructeur une fois par environnement : les clients servent ensuite à toutes les demandes. */
    public OrdersApiHandler() {
        this(new Orders(
                new DynamoOrderStore(
                        DynamoDbClient.builder()
                                .httpClient(UrlConnectionHttpClient.create())
                                .overrideConfiguration(DynamoOrderStore::retryConflicts)
                                .build(),
                        System.getenv("ORDERS_TABLE")),
                announcer(
                        SnsClient.builder()
                                .httpClient(UrlConnectionHttpClient.create())
                                .overrideConfiguration(config -> config.apiCallTimeout(Duration.ofSeconds(8)))
                                .build(),
                        System.getenv("ORDERS_TOPIC")),
                Clock.systemUTC(),
                OrdersApiHandler::pause));
    }

    OrdersApiHandler(Orders orders) {
        this.orders = orders;
    }

    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent request, Context context) {
        try {
            return switch (request.getHttpMethod() + " " + request.getResource()) {
                case "POST /orders" -> place(request.getBody());
                case "GET /orders/{order_id}" ->
                    read(request.getPathParameters().get("order_id"));
                default -> throw new Refusal(404, "Cette API ne connaît pas ce chemin.");
            };
        } catch (Refusal refusal) {
            if (refusal.status() >= 500) {
                context.getLogger().log(refusal.forLogs());
            }
            return response(refusal.status(), OrderJson.error(refusal.getMessage()));
        } catch (RuntimeException e) {
            // Le client reçoit une réponse de notre API, en JSON et avec ses en-têtes ; la cause reste dans les
            // journaux.
            context.getLogger().log("Demande impossible à traiter : " + e);
            return response(500, OrderJson.error("Erreur interne. Réessayez plus tard."));
        }
    }

    private APIGatewayProxyResponseEvent place(String body) {
        Orders.Placed placed = orders.place(OrderJson.readRequest(body));
        return response(placed.created() ? 201 : 200, OrderJson.placed(placed.order()));
    }

    private APIGatewayProxyResponseEvent read(String id) {
        Order order = Optional.ofNullable(id)
                .filter(OrderJson::isId)
                .flatMap(orders::find)
                .orElseThrow(() -> new Refusal(404, "Aucune commande ne porte ce numéro."));
        return response(200, OrderJson.whole(order));
    }

    private static APIGatewayProxyResponseEvent response(int status, String body) {
        return new APIGatewayProxyResponseEvent()
                .withStatusCode(status)
                .withHeaders(HEADERS)
                .withBody(body);
    }

    static Consumer<Order> announcer(SnsClient sns, String topicArn) {
        return order -> sns.publish(publish -> publish.topicArn(topicArn).message(OrderJson.notification(order)));
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

package ateliers.labs.bank;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** L'API de la banque. API Gateway a déjà vérifié les signatures ; la clé du partenaire l'est ici. */
public final class ApiHandler implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {

    private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/json");
    private static final String KEY_HEADER = "x-api-key";

    private final Ledger ledger;
    private final Supplier<BankSecret> secret;

    /** Lambda appelle ce constructeur une fois par environnement : les clients servent ensuite à toutes les demandes. */
    public ApiHandler() {
        this(ledger(Aws.dynamo()), Aws.secret());
    }

    ApiHandler(Ledger ledger, Supplier<BankSecret> secret) {
        this.ledger = ledger;
        this.secret = secret;
    }

    private static Ledger ledger(DynamoDbClient dynamo) {
        return new Ledger(
                dynamo,
                Aws.clients(dynamo),
                Aws.variable("OPERATIONS_TABLE"),
                Clock.systemUTC(),
                ApiHandler::pause);
    }

    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent request, Context context) {
        try {
            return switch (request.getHttpMethod() + " " + request.getResource()) {
                case "POST /operations" -> create(request);
                // TODO (Tâche 1) : appelle change et list pour les deux autres routes de la banque.
                // TODO (Tâche 3) : appelle createForPartner pour celle du partenaire.
                default -> throw new Refusal(404, "Cette API ne connaît pas ce chemin.");
            };
        } catch (Refusal refusal) {
            return response(refusal.status(), BankJson.error(refusal.getMessage()));
        } catch (RuntimeException e) {
            // L'appelant reçoit une réponse de notre API, en JSON ; la cause reste dans les journaux.
            context.getLogger().log("Demande impossible à traiter : " + e);
            return response(500, BankJson.error("Erreur interne. Réessayez plus tard."));
        }
    }

    private APIGatewayProxyResponseEvent create(APIGatewayProxyRequestEvent request) {
        return response(201, BankJson.operation(ledger.record(BankJson.operationRequest(body(request)))));
    }

    /** La clé d'abord : à qui ne l'a pas, on ne dit rien de plus. */
    private APIGatewayProxyResponseEvent createForPartner(APIGatewayProxyRequestEvent request) {
        // TODO (Tâche 3) : si la clé de l'en-tête (header) n'ouvre pas le secret, refuse (403) ; sinon, fais l'opération.
        throw new Refusal(501, "La tâche 3 reste à faire : laisser entrer le partenaire.");
    }

    private APIGatewayProxyResponseEvent change(APIGatewayProxyRequestEvent request) {
        // TODO (Tâche 1) : lis la demande (BankJson.stateRequest), change l'état (ledger), et réponds l'opération.
        throw new Refusal(501, "La tâche 1 reste à faire : changer l'état d'une opération.");
    }

    private APIGatewayProxyResponseEvent list(APIGatewayProxyRequestEvent request) {
        // TODO (Tâche 1) : réponds les opérations du client (ledger.operations, BankJson.operations).
        throw new Refusal(501, "La tâche 1 reste à faire : lister les opérations.");
    }

    private static String id(APIGatewayProxyRequestEvent request, String name) {
        String id = request.getPathParameters().get(name);
        if (!BankJson.isId(id)) {
            throw new Refusal(404, "Rien ne porte ce numéro.");
        }
        return id;
    }

    /** Le nom d'un en-tête s'écrit en majuscules ou en minuscules : une API REST le donne comme l'appelant l'a écrit. */
    private static String header(APIGatewayProxyRequestEvent request, String name) {
        return request.getHeaders() == null
                ? null
                : request.getHeaders().entrySet().stream()
                        .filter(header -> header.getKey().equalsIgnoreCase(name))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(null);
    }

    private static String body(APIGatewayProxyRequestEvent request) {
        return Boolean.TRUE.equals(request.getIsBase64Encoded())
                ? new String(Base64.getDecoder().decode(request.getBody()), StandardCharsets.UTF_8)
                : request.getBody();
    }

    private static APIGatewayProxyResponseEvent response(int status, String body) {
        return new APIGatewayProxyResponseEvent()
                .withStatusCode(status)
                .withHeaders(HEADERS)
                .withBody(body);
    }

    /** Un temps tiré au hasard : deux demandes qui se gênent ne reviennent pas ensemble. */
    private static void pause() {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(5, 60));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

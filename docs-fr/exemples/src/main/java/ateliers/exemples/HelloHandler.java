package ateliers.exemples;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Répond à GET /bonjour/{prenom}. */
public final class HelloHandler implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
    private final ObjectMapper json = new ObjectMapper();

    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent request, Context context) {
        String name = decoded(request.getPathParameters().get("prenom"));
        if (name.length() > 50) {
            return answer(400, Map.of("erreur", "Un prénom a 50 lettres au plus."));
        }
        return answer(200, Map.of("message", "Bonjour " + name));
    }

    /** API Gateway laisse les paramètres du chemin comme ils sont dans l'adresse : Zo%C3%A9. Un + y est un vrai +. */
    private static String decoded(String parameter) {
        return URLDecoder.decode(parameter.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private APIGatewayProxyResponseEvent answer(int status, Map<String, String> content) {
        return new APIGatewayProxyResponseEvent()
                .withStatusCode(status)
                .withHeaders(Map.of("Content-Type", "application/json; charset=utf-8"))
                .withBody(json.valueToTree(content).toString());
    }
}

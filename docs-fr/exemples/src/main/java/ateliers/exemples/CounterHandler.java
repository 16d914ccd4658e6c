package ateliers.exemples;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;
import java.util.UUID;

/** Compte ses propres appels, ce qu'une fonction ne doit justement pas faire. */
public final class CounterHandler implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    private final String environment = UUID.randomUUID().toString();
    private int calls;

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        calls++;
        return Map.of("environnement", environment, "appel", calls);
    }
}

package ateliers.exemples;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;

/** Échoue quand on le lui demande : de quoi faire sonner une alarme. */
public final class FragileHandler implements RequestHandler<Map<String, Object>, String> {
    @Override
    public String handleRequest(Map<String, Object> event, Context context) {
        if (event.containsKey("panne")) {
            throw new IllegalStateException("panne demandée : " + event.get("panne"));
        }
        return "tout va bien";
    }
}

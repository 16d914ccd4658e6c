package ateliers.cloud.conformance;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.List;
import java.util.Map;

/** A function behind an API that answers with its event, or as its path asks; runs in a child process. */
public final class HttpMirror implements RequestHandler<Map<String, Object>, Object> {
    @Override
    public Object handleRequest(Map<String, Object> event, Context context) {
        String path = String.valueOf(event.get("rawPath"));
        if (path.endsWith("/text")) {
            return "du texte";
        } else if (path.endsWith("/list")) {
            return List.of(1, 2);
        } else if (path.endsWith("/teapot")) {
            return Map.of("statusCode", 418, "body", "théière", "cookies", List.of("a=1", "b=2; Secure"));
        } else if (path.endsWith("/throw")) {
            throw new IllegalStateException("as asked");
        } else if (path.endsWith("/malformed")) {
            return Map.of("statusCode", "soon");
        }
        return event;
    }
}

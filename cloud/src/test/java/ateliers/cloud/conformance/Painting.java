package ateliers.cloud.conformance;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Base64;
import java.util.Map;

/** A function behind an API that answers with the bytes of an image, or of what it got; runs in a child process. */
public final class Painting implements RequestHandler<Map<String, Object>, Object> {
    @Override
    public Object handleRequest(Map<String, Object> event, Context context) {
        Object body = event.get("body");
        boolean bytes = Boolean.TRUE.equals(event.get("isBase64Encoded"));
        String image = Base64.getEncoder().encodeToString(new byte[] {(byte) 0x89, 'P', 'N', 'G', (byte) 0xff, 0});
        return Map.of(
                "statusCode",
                200,
                "isBase64Encoded",
                true,
                "headers",
                Map.of("Content-Type", "image/png"),
                "body",
                bytes ? body : image);
    }
}

package ateliers.cloud.conformance;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A function behind an API that answers its event, byte for byte, or what the request's header {@code X-Answer} says in
 * base64; runs in a child process.
 */
public final class Mirror implements RequestStreamHandler {
    private static final Pattern ANSWER = Pattern.compile("\"X-Answer\":\"([\\w-]*)\"");

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
        Matcher wanted = ANSWER.matcher(event);
        String answer = wanted.find()
                ? new String(Base64.getUrlDecoder().decode(wanted.group(1)), StandardCharsets.UTF_8)
                : "{\"statusCode\":200,\"body\":\""
                        + event.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
        output.write(answer.getBytes(StandardCharsets.UTF_8));
    }
}

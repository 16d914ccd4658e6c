package ateliers.cloud.samples;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The code of all samples' functions, which their environment tells what to do: {@code DO} is one of the cases below,
 * {@code SAY} a text. Runs in a child process.
 */
public final class SampleFunction implements RequestStreamHandler {

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
        context.getLogger().log("got " + event);
        output.write(answer(event).getBytes(StandardCharsets.UTF_8));
    }

    private static String answer(String event) throws IOException {
        String say = Objects.requireNonNullElse(System.getenv("SAY"), "");
        return switch (Objects.requireNonNullElse(System.getenv("DO"), "log")) {
            case "log" -> "{\"said\":\"" + say + "\"}";
            case "fail" -> throw new IllegalStateException("no " + say);
            case "answer" -> "{\"statusCode\":200,\"body\":\"" + say + "\"}";
            case "read" -> "{\"statusCode\":200,\"body\":\"" + resource(say) + "\"}";
            case "allow" -> "{\"isAuthorized\":" + event.contains("let-me-in") + "}";
            case "policy" ->
                "{\"principalId\":\"anna\",\"policyDocument\":{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\""
                        + (event.contains("let-me-in") ? "Allow" : "Deny")
                        + "\",\"Action\":\"execute-api:Invoke\",\"Resource\":\"*\"}]}}";
            default -> throw new IllegalArgumentException("nothing to do");
        };
    }

    private static String resource(String name) throws IOException {
        try (InputStream found = SampleFunction.class.getResourceAsStream("/" + name)) {
            return new String(found.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

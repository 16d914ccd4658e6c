package ateliers.cloud.conformance;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A function that logs its event and answers a batch as the first of its messages says, where {@code ID} stands for
 * that message; one that says {@code throw} makes it fail, and so does a changed item. Runs in a child process.
 */
public final class Reporting implements RequestStreamHandler {
    private static final Pattern MESSAGE = Pattern.compile(
            "\"messageId\":\"([^\"]+)\",\"receiptHandle\":\"[^\"]*\",\"body\":\"((?:[^\"\\\\]|\\\\.)*)\"");

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
        System.out.println(event);
        if (event.contains("\"eventSource\":\"aws:dynamodb\"")) {
            throw new IllegalStateException("as asked");
        }
        Matcher message = MESSAGE.matcher(event);
        String answer = "{}";
        while (message.find()) {
            String body = message.group(2).replace("\\\"", "\"");
            if (body.equals("throw")) {
                throw new IllegalStateException("as asked");
            }
            if (!body.equals("fine")) {
                answer = body.replace("ID", message.group(1));
            }
        }
        output.write(answer.getBytes(StandardCharsets.UTF_8));
    }
}

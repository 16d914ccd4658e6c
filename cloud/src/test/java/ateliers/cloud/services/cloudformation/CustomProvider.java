package ateliers.cloud.services.cloudformation;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What people write to provide a custom resource: it puts its answer to the URL that it is given. Its resource's property
 * {@code Mode} tells how it is to go wrong; runs in a child process.
 */
public final class CustomProvider implements RequestHandler<Map<String, Object>, String> {
    @Override
    public String handleRequest(Map<String, Object> event, Context context) {
        Map<?, ?> given = (Map<?, ?>) event.get("ResourceProperties");
        Map<?, ?> old = (Map<?, ?>) event.getOrDefault("OldResourceProperties", Map.of());
        String type = String.valueOf(event.get("RequestType"));
        String mode = String.valueOf(given.get("Mode"));
        String known = String.valueOf(event.get("PhysicalResourceId"));
        String id =
                given.containsKey("Id") ? String.valueOf(given.get("Id")) : type.equals("Create") ? "thing-1" : known;
        if (mode.equals("silent " + type)) {
            return "nothing said";
        }
        String status = mode.equals("fail " + type) ? "FAILED" : "SUCCESS";
        String data = "\"Seen\":\"" + type + " " + known + " " + given.get("Name") + " " + given.get("Count") + " was "
                + old.get("Name") + "\",\"Secret\":\"s3cr3t-of-" + given.get("Name") + "\",\"Deep\":{\"Er\":7}";
        answer(
                String.valueOf(event.get("ResponseURL")),
                "{\"Status\":\"" + status + "\",\"Reason\":\"no " + type + " of " + known
                        + "\",\"PhysicalResourceId\":\"" + (type.equals("Delete") ? known : id) + "\",\"StackId\":\""
                        + event.get("StackId") + "\",\"RequestId\":\"" + event.get("RequestId")
                        + "\",\"LogicalResourceId\":\"" + event.get("LogicalResourceId") + "\",\"NoEcho\":"
                        + given.containsKey("Hidden") + ",\"Data\":{" + data + "}}");
        return "answered";
    }

    private static void answer(String url, String json) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url).toURL().openConnection();
            connection.setDoOutput(true);
            connection.setRequestMethod("PUT");
            try (OutputStream body = connection.getOutputStream()) {
                body.write(json.getBytes(StandardCharsets.UTF_8));
            }
            if (connection.getResponseCode() != 200) {
                throw new IllegalStateException("the answer was answered " + connection.getResponseCode());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

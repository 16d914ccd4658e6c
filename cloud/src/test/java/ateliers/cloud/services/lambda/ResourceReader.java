package ateliers.cloud.services.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A function that answers the text of the resource that its event names; runs in a child process. */
public final class ResourceReader implements RequestHandler<String, String> {
    @Override
    public String handleRequest(String name, Context context) {
        try (InputStream resource = getClass().getClassLoader().getResourceAsStream(name)) {
            return resource == null ? "absent" : new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

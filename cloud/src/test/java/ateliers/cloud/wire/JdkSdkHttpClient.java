package ateliers.cloud.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** The JDK's client for the SDK: unlike {@code url-connection-client} it sends PATCH, which API Gateway wants. */
public final class JdkSdkHttpClient implements SdkHttpClient {
    /** What the JDK's client says by itself. */
    private static final Set<String> OWN = Set.of("host", "content-length", "expect", "connection");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                try {
                    return response(client.send(request(request), HttpResponse.BodyHandlers.ofInputStream()));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new InterruptedIOException("interrupted while waiting for an answer");
                }
            }

            @Override
            public void abort() {
                // the SDK aborts when its own time limits pass; tests set none
            }
        };
    }

    private static HttpRequest request(HttpExecuteRequest execute) {
        SdkHttpRequest request = execute.httpRequest();
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.getUri());
        request.forEachHeader((name, values) -> {
            if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> builder.header(name, value));
            }
        });
        return builder.method(request.method().name(), body(execute)).build();
    }

    private static HttpRequest.BodyPublisher body(HttpExecuteRequest execute) {
        if (execute.contentStreamProvider().isEmpty()) {
            return HttpRequest.BodyPublishers.noBody();
        }
        HttpRequest.BodyPublisher streamed = HttpRequest.BodyPublishers.ofInputStream(
                () -> execute.contentStreamProvider().get().newStream());
        List<String> length = execute.httpRequest().matchingHeaders("Content-Length");
        if (length.isEmpty()) {
            return streamed;
        }
        long bytes = Long.parseLong(length.get(0));
        return bytes == 0
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.fromPublisher(streamed, bytes);
    }

    private static HttpExecuteResponse response(HttpResponse<InputStream> response) {
        return HttpExecuteResponse.builder()
                .response(SdkHttpResponse.builder()
                        .statusCode(response.statusCode())
                        .headers(response.headers().map())
                        .build())
                .responseBody(AbortableInputStream.create(response.body()))
                .build();
    }

    @Override
    public void close() {
        // the JDK's client ends with its last reference
    }
}

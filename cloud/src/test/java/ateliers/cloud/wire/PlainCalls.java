package ateliers.cloud.wire;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Calls in protocols that today's SDK does not speak. */
record PlainCalls(FrontFixture cloud, HttpClient http) {
    PlainCalls(FrontFixture cloud) {
        this(cloud, HttpClient.newHttpClient());
    }

    HttpResponse<String> form(String service, String body) throws Exception {
        return http.send(
                signed(service, "/")
                        .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> json(String service, String target, String body) throws Exception {
        return http.send(
                signed(service, "/")
                        .header("Content-Type", "application/x-amz-json-1.0")
                        .header("X-Amz-Target", target)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** With a key that nobody issued. */
    HttpRequest.Builder signed(String service, String path) {
        return HttpRequest.newBuilder(cloud.endpoint().resolve(path))
                .header("X-Amz-Date", "20260102T030405Z")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=AKIANOBODY/20260102/eu-west-3/" + service
                                + "/aws4_request, SignedHeaders=host;x-amz-date, Signature=00");
    }
}

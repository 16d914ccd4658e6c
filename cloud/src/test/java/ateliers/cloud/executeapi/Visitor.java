package ateliers.cloud.executeapi;

import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.Door;
import ateliers.cloud.http.HttpRoute;
import ateliers.cloud.http.WireRequest;
import ateliers.cloud.http.WireResponse;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sends requests to the routes of the services at a door, as the listener would. */
public record Visitor(Door door, String apiId) {

    /** The first route's answer. */
    public WireResponse send(String method, String target, String body, String... headers) {
        return send(method, target, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** The same with bytes. */
    public WireResponse send(String method, String target, byte[] body, String... headers) {
        Map<String, List<String>> all = new TreeMap<>();
        all.put("Host", List.of(apiId + ".execute-api.eu-west-3.amazonaws.com"));
        for (int i = 0; i < headers.length; i += 2) {
            all.computeIfAbsent(headers[i], n -> new ArrayList<>()).add(headers[i + 1]);
        }
        WireRequest request =
                WireRequest.of(method, URI.create(target), all, new ByteArrayInputStream(body), "203.0.113.7");
        HttpRoute route = door.services().stream()
                .map(AwsService::routes)
                .flatMap(List::stream)
                .filter(each -> each.matches(request))
                .findFirst()
                .orElseThrow();
        try {
            return route.answer(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public WireResponse get(String target, String... headers) {
        return send("GET", target, "", headers);
    }

    public static String text(WireResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    public static JsonNode json(WireResponse response) {
        try {
            return ProxyEvent.JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A header of an answer; null when it has none. */
    public static String header(WireResponse response, String name) {
        TreeMap<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(response.headers());
        return headers.containsKey(name) ? headers.get(name).get(0) : null;
    }
}

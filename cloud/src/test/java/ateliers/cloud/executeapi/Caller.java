package ateliers.cloud.executeapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Calls an API at the listener by its host, as {@code https://{api}.execute-api.{region}.amazonaws.com}. */
public record Caller(URI endpoint, String host) {
    private static final int PATIENCE_MILLIS = 60_000;

    /**
     * What came back.
     *
     * @param head the status line and the headers, as they came
     */
    public record Reply(List<String> head, String body) {
        public int status() {
            return Integer.parseInt(head.get(0).split(" ")[1]);
        }

        /** The values of a header. */
        public List<String> header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return head.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).trim())
                    .toList();
        }

        public JsonNode json() {
            try {
                return ProxyEvent.JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(body, e);
            }
        }
    }

    public Reply get(String target, String... headers) {
        return send("GET", target, "", headers);
    }

    public Reply send(String method, String target, String body, String... headers) {
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: " + host
                + "\r\nConnection: close\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n");
        for (int i = 0; i < headers.length; i += 2) {
            request.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        request.append("\r\n").append(body);
        String answer = exchange(request.toString());
        int end = answer.indexOf("\r\n\r\n");
        return new Reply(List.of(answer.substring(0, end).split("\r\n")), answer.substring(end + 4));
    }

    private String exchange(String request) {
        try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            return answer.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

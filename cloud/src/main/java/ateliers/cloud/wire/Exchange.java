package ateliers.cloud.wire;

import ateliers.cloud.http.WireRequest;
import ateliers.cloud.http.WireResponse;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/** One exchange of the JDK's server. */
final class Exchange implements Call.Answer {
    /** What is left of a refused body is read to its end, so that its sender gets to reading the refusal. */
    private static final long LONGEST_REFUSED_BODY = 1L << 30;

    private final HttpExchange http;
    private boolean begun;

    Exchange(HttpExchange http) {
        this.http = http;
    }

    WireRequest request() {
        return WireRequest.of(
                http.getRequestMethod(),
                http.getRequestURI(),
                http.getRequestHeaders(),
                http.getRequestBody(),
                http.getRemoteAddress().getAddress().getHostAddress());
    }

    @Override
    public boolean begun() {
        return begun;
    }

    @Override
    public void send(WireResponse response) throws IOException {
        drain();
        boolean bodiless = isHead() || response.status() == 204 || response.status() == 304;
        int length = response.body().length;
        begin(response.status(), response.headers(), bodiless || length == 0 ? -1 : length);
        if (!bodiless && length > 0) {
            try (OutputStream out = http.getResponseBody()) {
                out.write(response.body());
            }
        }
    }

    @Override
    public void stream(WireResponse head, InputStream body, long length) throws IOException {
        drain();
        // To the JDK's server, 0 is an unknown length and -1 is none.
        begin(head.status(), head.headers(), length == 0 || isHead() ? -1 : Math.max(length, 0));
        if (length != 0 && !isHead()) {
            try (OutputStream out = http.getResponseBody()) {
                body.transferTo(out);
            }
        }
    }

    private boolean isHead() {
        return http.getRequestMethod().equals("HEAD");
    }

    private void begin(int status, Map<String, List<String>> headers, long length) throws IOException {
        headers.forEach((name, values) -> {
            if (isHead() || !name.equalsIgnoreCase("Content-Length")) {
                http.getResponseHeaders().put(name, values);
            }
        });
        begun = true;
        http.sendResponseHeaders(status, length);
    }

    private void drain() throws IOException {
        byte[] buffer = new byte[8192];
        InputStream in = http.getRequestBody();
        long left = LONGEST_REFUSED_BODY;
        for (int count = in.read(buffer); count >= 0 && left > 0; count = in.read(buffer)) {
            left -= count;
        }
    }
}

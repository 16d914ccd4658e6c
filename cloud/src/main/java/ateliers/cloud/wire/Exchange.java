package ateliers.cloud.wire;

import ateliers.cloud.http.WireRequest;
import ateliers.cloud.http.WireResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.impl.EnglishReasonPhraseCatalog;
import org.apache.hc.core5.http.io.HttpFilterChain.ResponseTrigger;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;

/** One request that came to the {@link Listener}, and its answer. */
final class Exchange implements Call.Answer {
    /** What is left of a refused body is read to its end, so that its sender gets to reading the refusal. */
    private static final long LONGEST_REFUSED_BODY = 1L << 30;

    /** What {@link Framing} says of an answer, whatever its author says. */
    private static final Set<String> OF_FRAMING = Set.of("content-length", "transfer-encoding", "connection");

    private final WireRequest request;
    private final boolean hasBody;
    private final ResponseTrigger trigger;
    private Map<String, String> added = Map.of();
    private boolean begun;

    private Exchange(WireRequest request, boolean hasBody, ResponseTrigger trigger) {
        this.request = request;
        this.hasBody = hasBody;
        this.trigger = trigger;
    }

    /** @throws ProtocolException when its target is none */
    static Exchange of(RawRequest http, ResponseTrigger trigger, HttpContext context)
            throws ProtocolException, IOException {
        URI target;
        try {
            target = new URI(http.target());
        } catch (URISyntaxException e) {
            throw new ProtocolException("Bad request target", e);
        }
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Header header : http.getHeaders()) {
            headers.computeIfAbsent(header.getName(), n -> new ArrayList<>(1)).add(header.getValue());
        }
        InputStream body = http.getEntity() == null
                ? InputStream.nullInputStream()
                : http.getEntity().getContent();
        InetSocketAddress client = (InetSocketAddress)
                HttpCoreContext.cast(context).getEndpointDetails().getRemoteAddress();
        return new Exchange(
                WireRequest.of(
                        http.getMethod(),
                        target,
                        headers,
                        body,
                        client.getAddress().getHostAddress()),
                http.getEntity() != null,
                trigger);
    }

    WireRequest request() {
        return request;
    }

    /** These headers come with the answer, whatever it is. */
    void add(Map<String, String> headers) {
        added = headers;
    }

    @Override
    public boolean begun() {
        return begun;
    }

    @Override
    public void send(WireResponse response) throws IOException {
        submit(response, response.body().length == 0 ? null : new ByteArrayEntity(response.body(), null));
    }

    @Override
    public void stream(WireResponse head, InputStream body, long length) throws IOException {
        submit(head, length == 0 ? null : new InputStreamEntity(body, length, null));
    }

    private void submit(WireResponse head, HttpEntity body) throws IOException {
        drain();
        begun = true;
        try (ClassicHttpResponse response = new BasicClassicHttpResponse(head.status(), reason(head.status()))) {
            head.headers().forEach((name, values) -> {
                if (isHead() || !OF_FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
                    values.forEach(value -> response.addHeader(name, value));
                }
            });
            added.forEach(response::addHeader);
            response.setEntity(isHead() ? null : body);
            trigger.submitResponse(response);
        } catch (HttpException e) {
            throw new IOException(e);
        }
    }

    /** What stands beside a status, for people; functions answer with statuses that have no words, too. */
    private static String reason(int status) {
        String words =
                status < 100 || status > 599 ? null : EnglishReasonPhraseCatalog.INSTANCE.getReason(status, null);
        return words == null ? "" : words;
    }

    private boolean isHead() {
        return request.method().equals("HEAD");
    }

    private void drain() throws IOException {
        if (!hasBody) {
            return;
        }
        byte[] buffer = new byte[8192];
        InputStream in = request.body();
        long left = LONGEST_REFUSED_BODY;
        for (int count = in.read(buffer); count >= 0 && left > 0; count = in.read(buffer)) {
            left -= count;
        }
    }
}

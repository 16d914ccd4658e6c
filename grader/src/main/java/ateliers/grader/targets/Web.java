package ateliers.grader.targets;

import ateliers.grader.variety.Variety;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Plain HTTP to the addresses that a stack's Outputs name. On a target with an endpoint of its own, AWS's host names lead
 * there: the target's listener is used as a proxy, so that the Host header stays the API's.
 */
public final class Web {
    /** Longer than whatever answers takes on a machine that starves it: who does not answer at all is a fault of the target. */
    static final Duration LONGEST = Duration.ofMinutes(4);

    /** Reports show the beginning, and the page folds the rest away: only what nobody would read is left out. */
    private static final int MOST_SAID = 4_000;

    /** What LocalStack has in the place of amazonaws.com: names of the machine it runs on. */
    private static final String LOCALSTACK = ".localhost.localstack.cloud";

    private final Optional<URI> endpoint;
    private final HttpClient direct;
    private final HttpClient throughTarget;

    Web(Optional<URI> endpoint) {
        this.endpoint = endpoint;
        direct = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
        throughTarget = endpoint.map(uri -> HttpClient.newBuilder()
                        .connectTimeout(Duration.ofSeconds(10))
                        .version(HttpClient.Version.HTTP_1_1)
                        .proxy(ProxySelector.of(new InetSocketAddress(uri.getHost(), uri.getPort())))
                        .build())
                .orElse(direct);
    }

    /**
     * An answer.
     *
     * @param headers first values, by name in small letters
     */
    public record Answer(int status, Map<String, String> headers, String body) {
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }

        /** As a person would tell it. */
        public String said() {
            return status + " " + (body.length() > MOST_SAID ? body.substring(0, MOST_SAID) + "…" : body);
        }
    }

    /**
     * Whether an address is one of the target's. Addresses come from Outputs and mails, which a submission writes: no other machine, and
     * no other port of this one, is asked in its name.
     */
    public boolean reaches(URI address) {
        return isOnAws(address)
                || endpoint.filter(target -> isAt(target, address) || isOnLocalStack(address))
                        .isPresent();
    }

    private static boolean isAt(URI target, URI address) {
        return target.getHost().equalsIgnoreCase(address.getHost()) && target.getPort() == address.getPort();
    }

    private static boolean isOnLocalStack(URI address) {
        return address.getHost() != null && address.getHost().endsWith(LOCALSTACK);
    }

    /** Sends a request as a person's browser or tool would; an empty body sends none. Redirections are not followed. */
    public Answer send(String method, URI address, Map<String, String> headers, String body) {
        if (!reaches(address)) {
            throw new GraderException("Le correcteur n'appelle pas " + address + " : ce n'est pas une adresse d'AWS.");
        }
        HttpClient client = isOnAws(address) ? throughTarget : direct;
        HttpRequest.Builder request = HttpRequest.newBuilder(client == direct ? address : unencrypted(address))
                .timeout(LONGEST)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        all.putIfAbsent("Accept", "*/*");
        all.putIfAbsent("User-Agent", all.containsKey("Origin") ? Variety.browser() : Variety.userAgent());
        all.forEach(request::header);
        try {
            HttpResponse<String> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            Map<String, String> first = new TreeMap<>();
            response.headers().map().forEach((name, values) -> first.put(name.toLowerCase(Locale.ROOT), values.get(0)));
            return new Answer(response.statusCode(), first, response.body());
        } catch (IOException e) {
            throw new GraderException("L'adresse " + address + " ne répond pas : " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GraderException("L'appel de " + address + " a été interrompu.", e);
        }
    }

    /** APIs have AWS's first domain, URLs of functions its second. */
    private static boolean isOnAws(URI address) {
        String host = address.getHost();
        return host != null && (host.endsWith(".amazonaws.com") || host.endsWith(".on.aws"));
    }

    /** A listener on the loopback address speaks no TLS. */
    private static URI unencrypted(URI address) {
        return URI.create(
                "http" + address.toString().substring(address.getScheme().length()));
    }
}

package ateliers.cloud.executeapi;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.sandbox.Isolation;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The keys of issuers, found by OpenID Connect discovery and kept for two hours of the cloud's time. Only issuers on
 * this machine are asked: a cloud that labs are graded on reaches nobody else.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html">JWT authorizers</a>
 */
public final class Jwks {
    private static final Duration KEPT = Duration.ofHours(2);
    private static final int PATIENCE_MILLIS = 5_000;
    private static final int LONGEST_DOCUMENT = 1024 * 1024;
    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final Pattern THIS_MACHINE =
            Pattern.compile("https?://(?:localhost|127(?:\\.\\d{1,3}){3}|\\[::1])(?::\\d+)?(?:/.*)?");

    private final Map<String, Kept> kept = new ConcurrentHashMap<>();
    private final Isolation isolation;
    private final Supplier<URI> endpoint;

    /**
     * @param isolation where functions are apart from this machine, nobody on it is asked for them but their own cloud
     * @param endpoint of that cloud
     */
    public Jwks(Isolation isolation, Supplier<URI> endpoint) {
        this.isolation = isolation;
        this.endpoint = endpoint;
    }

    private record Kept(JWKSet keys, Instant until) {}

    /** Does not let itself be sent elsewhere. */
    private static final class Web extends DefaultResourceRetriever {
        Web() {
            super(PATIENCE_MILLIS, PATIENCE_MILLIS, LONGEST_DOCUMENT);
        }

        @Override
        protected HttpURLConnection openHTTPConnection(URL url) throws IOException {
            HttpURLConnection connection = super.openHTTPConnection(url);
            connection.setInstanceFollowRedirects(false);
            return connection;
        }
    }

    /** An issuer does not answer as one. */
    public static final class NoIssuer extends Exception {
        private static final long serialVersionUID = 1L;

        private NoIssuer(String message, Exception cause) {
            super(message, cause);
        }
    }

    /** Whether an issuer is asked: on this machine, and in reach of functions too. */
    public boolean asks(String issuer) {
        return THIS_MACHINE.matcher(issuer).matches() && (!isolation.isApart() || isOwn(issuer));
    }

    private boolean isOwn(String issuer) {
        try {
            URI uri = new URI(issuer);
            URI own = endpoint.get();
            return own.getHost().equals(uri.getHost()) && own.getPort() == uri.getPort();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /**
     * An RSA key of an issuer. One that is not known is looked for again: keys may have been rotated.
     *
     * @param keyId what the token says; null when it does not
     * @return empty when the issuer has no such key
     * @throws Unsupported for issuers that are not on this machine
     * @throws NoIssuer when it has no keys to show
     */
    public Optional<RSAKey> key(String issuer, String keyId, Instant now) throws NoIssuer {
        Kept known = kept.get(issuer);
        if (known != null && known.until().isAfter(now)) {
            Optional<RSAKey> key = key(known.keys(), keyId);
            if (key.isPresent()) {
                return key;
            }
        }
        JWKSet fetched = fetch(issuer);
        kept.put(issuer, new Kept(fetched, now.plus(KEPT)));
        return key(fetched, keyId);
    }

    private static Optional<RSAKey> key(JWKSet keys, String keyId) {
        return keys.getKeys().stream()
                .filter(RSAKey.class::isInstance)
                .map(RSAKey.class::cast)
                .filter(key -> keyId != null && keyId.equals(key.getKeyID()))
                .findFirst();
    }

    /**
     * Looks an issuer up.
     *
     * @throws NoIssuer when its discovery document, or what that leads to, is not there
     */
    public JWKSet fetch(String issuer) throws NoIssuer {
        requireAsked("issuers of tokens", issuer);
        try {
            String uri = ProxyEvent.JSON
                    .readTree(read(issuer.replaceAll("/+$", "") + DISCOVERY))
                    .path("jwks_uri")
                    .asText();
            requireAsked("keys of issuers", uri);
            return JWKSet.parse(read(uri));
        } catch (IOException | ParseException e) {
            throw new NoIssuer("OIDC discovery endpoint communication error: " + e.getMessage(), e);
        }
    }

    private void requireAsked(String what, String uri) {
        if (!asks(uri)) {
            String here = isolation.isApart() ? "their own cloud, where functions are isolated: " : "this machine: ";
            throw new Unsupported("apigatewayv2: " + what + " that are not on " + here + uri);
        }
    }

    private String read(String uri) throws IOException {
        return new Web().retrieveResource(new URL(uri)).getContent();
    }
}

package ateliers.cloud.executeapi;

import java.util.Locale;
import java.util.Set;

/** Names of headers that API Gateway knows. */
public final class HeaderNames {
    /**
     * What API Gateway takes from requests before it invokes.
     *
     * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html">Important
     *     notes</a>
     */
    private static final Set<String> DROPPED = Set.of(
            "connection",
            "content-md5",
            "expect",
            "keep-alive",
            "max-forwards",
            "proxy-authenticate",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "www-authenticate",
            "x-amzn-trace-id",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-port",
            "x-forwarded-proto");

    private HeaderNames() {}

    /** Whether a header is not passed on. */
    public static boolean isDropped(String name) {
        return DROPPED.contains(name.toLowerCase(Locale.ROOT));
    }
}

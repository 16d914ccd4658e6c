package ateliers.cloud.executeapi;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Names of headers, as clients write them. */
public final class HeaderNames {
    private static final int MANY = 1000;

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

    private final Map<String, String> known = new ConcurrentHashMap<>();

    /** Whether a header is not passed on. */
    public static boolean isDropped(String name) {
        return DROPPED.contains(name.toLowerCase(Locale.ROOT));
    }

    /**
     * The listener's server writes {@code Content-type} whatever the client wrote: its way of writing is undone to the
     * one that clients mostly have, {@code Content-Type}. A name written in any other way stays as it is.
     */
    public String asSent(String name) {
        if (name.indexOf('-') < 0) {
            return name;
        }
        if (known.size() > MANY) {
            known.clear();
        }
        return known.computeIfAbsent(name, HeaderNames::titled);
    }

    private static String titled(String name) {
        String normal = name.substring(0, 1).toUpperCase(Locale.ROOT)
                + name.substring(1).toLowerCase(Locale.ROOT);
        if (!normal.equals(name)) {
            return name;
        }
        StringBuilder titled = new StringBuilder(name.length());
        boolean start = true;
        for (char c : name.toCharArray()) {
            titled.append(start ? Character.toUpperCase(c) : c);
            start = c == '-';
        }
        return titled.toString();
    }
}

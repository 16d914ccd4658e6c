package ateliers.cloud.services.ses;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An address or a domain that mails may come from once it is verified. */
final class Identity {
    /** How long the link in a verification mail works. */
    static final Duration LINK_LIFE = Duration.ofHours(24);

    final String name;

    /** What DNS records of a domain would hold; none of an address. */
    final List<String> dkimTokens;

    final Map<String, String> tags = new ConcurrentHashMap<>();
    private volatile String token;
    private volatile Instant asked;
    private volatile boolean verified;

    Identity(String name, List<String> dkimTokens) {
        this.name = name;
        this.dkimTokens = dkimTokens;
    }

    boolean isDomain() {
        return !name.contains("@");
    }

    boolean isVerified() {
        return verified;
    }

    String token() {
        return token;
    }

    /** Asked anew, an old link leads nowhere; one that is verified stays so. */
    void ask(String newToken, Instant now) {
        token = newToken;
        asked = now;
    }

    /** @return whether the token is the one that was mailed, in time */
    boolean verify(String given, Instant now) {
        boolean fits =
                token != null && token.equals(given) && asked.plus(LINK_LIFE).isAfter(now);
        verified |= fits;
        return fits;
    }
}

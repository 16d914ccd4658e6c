package ateliers.cloud.door;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The access keys of one cloud and whose they are. Temporary ones expire in real time, as signatures age. */
public final class Credentials {
    private static final String KEY_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String SECRET_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private static final int PASSWORD_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Key> keys = new ConcurrentHashMap<>();
    private final Set<String> withdrawn = ConcurrentHashMap.newKeySet();
    private final ServiceLogins ofServices = new ServiceLogins();
    private final InstantSource realTime;

    public Credentials(InstantSource realTime) {
        this.realTime = realTime;
    }

    /** A new long-term key ({@code AKIA…}). */
    public Key issue(Principal principal) {
        return add(new Key(
                "AKIA" + letters(KEY_CHARACTERS, 16),
                secret(),
                Optional.empty(),
                Optional.empty(),
                realTime.instant(),
                principal));
    }

    /** A new temporary key ({@code ASIA…}) with a session token. */
    public Key issueTemporary(Principal principal, Duration lifetime) {
        Instant now = realTime.instant();
        return add(new Key(
                "ASIA" + letters(KEY_CHARACTERS, 16),
                secret(),
                Optional.of("IQoJb3JpZ2lu" + letters(SECRET_CHARACTERS, 200)),
                Optional.of(now.plus(lifetime)),
                now,
                principal));
    }

    /** The key of this id; an expired one is found too, the caller says so in AWS's words. */
    public Optional<Key> find(String accessKeyId) {
        return Optional.ofNullable(keys.get(accessKeyId));
    }

    /** Forgets a key. */
    public void revoke(String accessKeyId) {
        withdrawn.add(accessKeyId);
        keys.remove(accessKeyId);
    }

    /** Makes a key inactive, or active again. */
    public void activate(String accessKeyId, boolean active) {
        if (active) {
            withdrawn.remove(accessKeyId);
        } else {
            withdrawn.add(accessKeyId);
        }
    }

    /** Whether a key that was issued here is inactive or gone: nobody may sign with it. */
    public boolean isWithdrawn(String accessKeyId) {
        return withdrawn.contains(accessKeyId);
    }

    /** Names and passwords for single services. */
    public ServiceLogins ofServices() {
        return ofServices;
    }

    /** A random password, as those for single services are: 32 bytes in base64. */
    public String password() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** A random id of AWS's alphabet for ids, as in {@code AROA…}. */
    public String randomId(String prefix, int length) {
        return prefix + letters(KEY_CHARACTERS, length);
    }

    private Key add(Key key) {
        keys.put(key.accessKeyId(), key);
        return key;
    }

    private String secret() {
        return letters(SECRET_CHARACTERS, 40);
    }

    private String letters(String alphabet, int count) {
        StringBuilder letters = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            letters.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return letters.toString();
    }

    /**
     * A key.
     *
     * @param expires real time
     * @param issued real time
     */
    public record Key(
            String accessKeyId,
            String secretAccessKey,
            Optional<String> sessionToken,
            Optional<Instant> expires,
            Instant issued,
            Principal principal) {

        /**
         * The condition keys of a session's: when it began, and that nobody showed a second factor then.
         *
         * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">aws:TokenIssueTime
         *     and aws:MultiFactorAuthPresent</a>
         */
        public Map<String, List<String>> conditionKeys() {
            return sessionToken.isEmpty()
                    ? Map.of()
                    : Map.of(
                            CallContext.TOKEN_ISSUE_TIME,
                            List.of(issued.truncatedTo(ChronoUnit.SECONDS).toString()),
                            "aws:MultiFactorAuthPresent",
                            List.of("false"));
        }

        @Override
        public String toString() {
            return "Key[" + accessKeyId + " of " + principal.arn() + "]"; // never the secret
        }
    }
}

package ateliers.cloud.services.sns;

import ateliers.cloud.kit.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** One subscription of a topic. */
final class Subscription {
    private static final ObjectMapper JSON = Json.mapper();

    final String arn;
    final Topic topic;
    final String protocol;
    final String endpoint;
    final String owner;
    final String principal;
    final Map<String, String> attributes = new ConcurrentHashMap<>();

    private volatile Token token;
    private volatile boolean pending;
    private volatile boolean authenticated;
    private volatile Optional<FilterPolicy> filter = Optional.empty();

    Subscription(
            String arn, Topic topic, String protocol, String endpoint, String owner, String principal, Token token) {
        this.arn = arn;
        this.topic = topic;
        this.protocol = protocol;
        this.endpoint = endpoint;
        this.owner = owner;
        this.principal = principal;
        this.token = token;
        this.pending = isMail();
        this.authenticated = !pending;
    }

    /**
     * What confirms a subscription while it is pending, and brings it back once it has ended.
     *
     * @param made cloud time
     */
    record Token(String text, Instant made) {
        /** As AWS documents for ConfirmSubscription. */
        static final Duration LIFE = Duration.ofDays(2);

        boolean opens(String given, Instant now) {
            return text.equals(given) && made.plus(LIFE).isAfter(now);
        }
    }

    String token() {
        return token.text();
    }

    boolean isConfirmedBy(String given, Instant now) {
        return token.opens(given, now);
    }

    void renew(Token next) {
        token = next;
    }

    /** Whether it delivers to an address, which a person must confirm. */
    boolean isMail() {
        return protocol.startsWith("email");
    }

    boolean isPending() {
        return pending;
    }

    void confirm(boolean authenticatedUnsubscribe) {
        pending = false;
        authenticated = authenticatedUnsubscribe;
    }

    boolean wasAuthenticated() {
        return authenticated;
    }

    boolean isRaw() {
        return "true".equals(attributes.get("RawMessageDelivery"));
    }

    Optional<String> deadLetterArn() {
        String policy = attributes.getOrDefault("RedrivePolicy", "");
        try {
            return policy.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            JSON.readTree(policy).path("deadLetterTargetArn").asText());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("the policy was checked when it was set", e);
        }
    }

    boolean accepts(Notification notification) {
        return filter.map(policy -> policy.matches(notification)).orElse(true);
    }

    /** Sets a checked attribute; an empty text takes it away. */
    void set(String name, String value) {
        if (value.isEmpty()) {
            attributes.remove(name);
        } else {
            attributes.put(name, value);
        }
        if (name.startsWith("FilterPolicy")) {
            filter = Optional.ofNullable(attributes.get("FilterPolicy"))
                    .map(policy -> FilterPolicy.of(policy, onBody()));
        }
    }

    boolean onBody() {
        return "MessageBody".equals(attributes.get("FilterPolicyScope"));
    }
}

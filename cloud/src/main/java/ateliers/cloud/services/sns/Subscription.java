package ateliers.cloud.services.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** One subscription of a topic. */
final class Subscription {
    private static final ObjectMapper JSON = new ObjectMapper();

    final String arn;
    final Topic topic;
    final String protocol;
    final String endpoint;
    final String owner;
    final String principal;
    final Map<String, String> attributes = new ConcurrentHashMap<>();

    /** What confirms it while it is pending; tokens live for two days. */
    final String token;

    final Instant created;
    private volatile boolean pending;
    private volatile boolean authenticated;
    private volatile Optional<FilterPolicy> filter = Optional.empty();

    Subscription(
            String arn,
            Topic topic,
            String protocol,
            String endpoint,
            String owner,
            String principal,
            String token,
            Instant created) {
        this.arn = arn;
        this.topic = topic;
        this.protocol = protocol;
        this.endpoint = endpoint;
        this.owner = owner;
        this.principal = principal;
        this.token = token;
        this.created = created;
        this.pending = protocol.startsWith("email");
        this.authenticated = !pending;
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

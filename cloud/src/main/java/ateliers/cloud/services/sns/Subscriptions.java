package ateliers.cloud.services.sns;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Place;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;

/** The subscriptions of one cloud. */
final class Subscriptions {
    private static final Duration TOKEN_LIFE = Duration.ofDays(2);
    private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{64,}");

    private final Map<String, Subscription> byArn = new ConcurrentHashMap<>();
    private final Map<String, List<Subscription>> byTopic = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final CloudClock clock;
    private final Place place;

    Subscriptions(CloudClock clock, Place place) {
        this.clock = clock;
        this.place = place;
    }

    /** Those of a topic, in the order in which they came. */
    List<Subscription> of(Topic topic) {
        return byTopic.getOrDefault(topic.arn, List.of());
    }

    List<Subscription> all() {
        return byArn.values().stream()
                .sorted(java.util.Comparator.comparing(subscription -> subscription.arn))
                .toList();
    }

    /** The subscription with this ARN. */
    Subscription at(String arn) {
        Arns.check("SubscriptionArn", arn);
        return Optional.ofNullable(byArn.get(arn)).orElseThrow(SnsErrors::noSubscription);
    }

    /** Subscribes, or finds the subscription of the same endpoint. */
    synchronized Subscription subscribe(Topic topic, SubscribeRequest request) {
        String protocol = request.protocol();
        SubscriptionRules.checkEndpoint(protocol, request.endpoint(), topic);
        Map<String, String> attributes = normal(request.attributes());
        boolean onBody = "MessageBody".equals(attributes.get("FilterPolicyScope"));
        SubscriptionRules.check(
                attributes, protocol, topic, onBody, words -> SnsErrors.parameter("Attributes Reason: " + words));
        for (Subscription present : of(topic)) {
            if (present.protocol.equals(protocol) && present.endpoint.equals(request.endpoint())) {
                requireSame(present, attributes);
                return present;
            }
        }
        Subscription made = new Subscription(
                topic.arn + ":" + UUID.randomUUID(),
                topic,
                protocol,
                request.endpoint(),
                place.account(),
                CallContext.caller().arn(),
                token(),
                clock.instant());
        if (attributes.containsKey("FilterPolicy")) {
            attributes.putIfAbsent("FilterPolicyScope", "MessageAttributes");
        }
        // the scope first: the policy is compiled for it
        Optional.ofNullable(attributes.remove("FilterPolicyScope"))
                .ifPresent(scope -> made.set("FilterPolicyScope", scope));
        attributes.forEach(made::set);
        byArn.put(made.arn, made);
        byTopic.computeIfAbsent(topic.arn, arn -> new CopyOnWriteArrayList<>()).add(made);
        return made;
    }

    /** Sets one attribute. */
    void set(Subscription subscription, String name, String given) {
        if (name == null) {
            throw SnsErrors.parameter("AttributeName");
        }
        Map<String, String> attributes = normal(Map.of(name, given == null ? "" : given));
        boolean onBody =
                name.equals("FilterPolicyScope") ? attributes.get(name).equals("MessageBody") : subscription.onBody();
        SubscriptionRules.check(attributes, subscription.protocol, subscription.topic, onBody, SnsErrors::parameter);
        String policy = subscription.attributes.get("FilterPolicy");
        if (name.equals("FilterPolicyScope") && policy != null) {
            FilterPolicy.check(policy, onBody, SnsErrors::parameter);
        }
        if (name.equals("FilterPolicy") && !attributes.get(name).isEmpty()) {
            subscription.attributes.putIfAbsent("FilterPolicyScope", "MessageAttributes");
        }
        attributes.forEach(subscription::set);
    }

    /** Confirms the subscription that a token was mailed for; confirming it again changes nothing. */
    Subscription confirm(Topic topic, String token, boolean authenticatedUnsubscribe) {
        if (token == null || !TOKEN.matcher(token).matches()) {
            throw SnsErrors.plain("Invalid token");
        }
        Subscription pending = of(topic).stream()
                .filter(subscription -> subscription.token.equals(token))
                .filter(subscription -> subscription.created.plus(TOKEN_LIFE).isAfter(clock.instant()))
                .findFirst()
                .orElseThrow(() -> SnsErrors.parameter("Token"));
        if (pending.isPending()) {
            pending.confirm(authenticatedUnsubscribe);
        }
        return pending;
    }

    /** Ends a subscription; one that is gone already is no error. */
    void unsubscribe(String arn) {
        Arns.check("SubscriptionArn", arn);
        String id = arn.substring(arn.lastIndexOf(':') + 1);
        if (!id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw SnsErrors.parameter("SubscriptionId");
        }
        Subscription gone = byArn.remove(arn);
        if (gone != null) {
            of(gone.topic).remove(gone);
            gone.topic.deleted.incrementAndGet();
        }
    }

    void forgetAll(Topic topic) {
        List<Subscription> gone = byTopic.remove(topic.arn);
        if (gone != null) {
            gone.forEach(subscription -> byArn.remove(subscription.arn));
        }
    }

    Map<String, String> attributes(Subscription subscription) {
        Map<String, String> attributes = new LinkedHashMap<>(subscription.attributes);
        attributes.put("SubscriptionArn", subscription.arn);
        attributes.put("TopicArn", subscription.topic.arn);
        attributes.put("Protocol", subscription.protocol);
        attributes.put("Endpoint", subscription.endpoint);
        attributes.put("Owner", subscription.owner);
        attributes.put("SubscriptionPrincipal", subscription.principal);
        attributes.put("PendingConfirmation", Boolean.toString(subscription.isPending()));
        attributes.put("ConfirmationWasAuthenticated", Boolean.toString(subscription.wasAuthenticated()));
        attributes.putIfAbsent("RawMessageDelivery", "false");
        if (!attributes.containsKey("FilterPolicy")) {
            attributes.remove("FilterPolicyScope");
        }
        return attributes;
    }

    private static Map<String, String> normal(Map<String, String> given) {
        Map<String, String> attributes = new LinkedHashMap<>(given);
        attributes.computeIfPresent(
                "RawMessageDelivery",
                (name, value) -> List.of("true", "false").contains(value.toLowerCase(Locale.ROOT))
                        ? value.toLowerCase(Locale.ROOT)
                        : value);
        return attributes;
    }

    private static void requireSame(Subscription present, Map<String, String> attributes) {
        attributes.forEach((name, value) -> {
            String there = present.attributes.getOrDefault(name, name.equals("RawMessageDelivery") ? "false" : "");
            if (!value.equals(there)) {
                throw SnsErrors.parameter("Attributes Reason: Subscription already exists with different attributes");
            }
        });
    }

    private String token() {
        byte[] bytes = new byte[144];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}

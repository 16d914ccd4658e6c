package ateliers.cloud.services.sns;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Place;
import java.security.SecureRandom;
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
import java.util.stream.Stream;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;

/** The subscriptions of one cloud. */
final class Subscriptions {
    private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{64,}");

    private final Map<String, Subscription> byArn = new ConcurrentHashMap<>();
    private final Map<String, List<Subscription>> byTopic = new ConcurrentHashMap<>();

    /** Those that have ended, and that their token brings back. */
    private final List<Subscription> ended = new CopyOnWriteArrayList<>();

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
                token());
        if (attributes.containsKey("FilterPolicy")) {
            attributes.putIfAbsent("FilterPolicyScope", "MessageAttributes");
        }
        // the scope first: the policy is compiled for it
        Optional.ofNullable(attributes.remove("FilterPolicyScope"))
                .ifPresent(scope -> made.set("FilterPolicyScope", scope));
        attributes.forEach(made::set);
        add(made);
        if (made.isPending()) {
            clock.schedule(Subscription.Token.LIFE, () -> expire(made));
        }
        return made;
    }

    private void add(Subscription subscription) {
        byArn.put(subscription.arn, subscription);
        byTopic.computeIfAbsent(subscription.topic.arn, arn -> new CopyOnWriteArrayList<>())
                .add(subscription);
    }

    /** What nobody has confirmed in time is deleted. */
    private synchronized void expire(Subscription subscription) {
        if (subscription.isPending() && byArn.remove(subscription.arn, subscription)) {
            of(subscription.topic).remove(subscription);
        }
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

    /** Confirms the subscription that a token was mailed for, or brings it back; confirming it again changes nothing. */
    synchronized Subscription confirm(Topic topic, String token, boolean authenticatedUnsubscribe) {
        if (token == null || !TOKEN.matcher(token).matches()) {
            throw SnsErrors.plain("Invalid token");
        }
        Subscription named = Stream.concat(of(topic).stream(), ended.stream())
                .filter(subscription -> subscription.topic == topic)
                .filter(subscription -> subscription.isConfirmedBy(token, clock.instant()))
                .findFirst()
                .orElseThrow(() -> SnsErrors.parameter("Token"));
        boolean comesBack = ended.remove(named);
        if (comesBack) {
            add(named);
        }
        if (comesBack || named.isPending()) {
            named.confirm(authenticatedUnsubscribe);
        }
        return named;
    }

    /** Whether only who signs may end a subscription; not of one that is not there. */
    boolean isGuarded(String arn) {
        return arn != null
                && Optional.ofNullable(byArn.get(arn))
                        .filter(Subscription::wasAuthenticated)
                        .isPresent();
    }

    /**
     * Ends a subscription; one that is gone already is no error.
     *
     * @return what has ended
     */
    synchronized Optional<Subscription> unsubscribe(String arn) {
        Arns.check("SubscriptionArn", arn);
        String id = arn.substring(arn.lastIndexOf(':') + 1);
        if (!id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw SnsErrors.parameter("SubscriptionId");
        }
        Optional<Subscription> named = Optional.ofNullable(byArn.get(arn));
        if (named.filter(Subscription::isPending).isPresent()) {
            throw SnsErrors.parameter(
                    "SubscriptionArn Reason: Cannot unsubscribe a subscription that is pending confirmation");
        }
        named.ifPresent(gone -> {
            byArn.remove(arn);
            of(gone.topic).remove(gone);
            gone.topic.deleted.incrementAndGet();
        });
        return named;
    }

    /** Gives a subscription that has ended a new token, which brings it back while it lives. */
    synchronized void mayComeBack(Subscription gone) {
        gone.renew(token());
        ended.add(gone);
        clock.schedule(Subscription.Token.LIFE, () -> ended.remove(gone));
    }

    synchronized void forgetAll(Topic topic) {
        List<Subscription> gone = byTopic.remove(topic.arn);
        if (gone != null) {
            gone.forEach(subscription -> byArn.remove(subscription.arn));
        }
        ended.removeIf(subscription -> subscription.topic == topic);
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

    private Subscription.Token token() {
        byte[] bytes = new byte[144];
        random.nextBytes(bytes);
        return new Subscription.Token(HexFormat.of().formatHex(bytes), clock.instant());
    }
}

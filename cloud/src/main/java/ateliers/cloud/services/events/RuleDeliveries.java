package ateliers.cloud.services.events;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.Notes;
import ateliers.cloud.door.Payload;
import ateliers.cloud.door.Payload.Attribute;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.Unsupported;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.eventbridge.model.RetryPolicy;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * Brings events to targets: again, later and later, where the target's service failed, and to the target's dead-letter
 * queue in the end.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-event-delivery.html">How EventBridge
 *     retries delivering events</a>
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html">Dead-letter queues</a>
 */
final class RuleDeliveries {
    private static final int MOST_RETRIES = 185;
    private static final int OLDEST_SECONDS = 24 * 60 * 60;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final Principal EVENTS = Principal.service("events.amazonaws.com");

    private final ServiceContext cloud;
    private final Notes notes;

    RuleDeliveries(ServiceContext cloud) {
        this.cloud = cloud;
        this.notes = cloud.notes("events").byService();
    }

    /**
     * One event on its way to one target.
     *
     * @param input what the target gets; empty where its transformer made no JSON of the event
     */
    record Delivery(String ruleArn, Target target, Event event, Optional<String> input) {}

    /** The deliveries of an event that a rule matched. */
    static List<Delivery> of(EventRule rule, Event event) {
        return rule.targets.values().stream()
                .map(target -> new Delivery(rule.arn, target, event, TargetInput.of(target, rule, event)))
                .toList();
    }

    void deliver(Delivery delivery) {
        if (delivery.input().isEmpty()) {
            notes.dropped(
                    "Delivery",
                    delivery.target().arn(),
                    "INVALID_JSON",
                    "the input of target " + delivery.target().id() + " of " + delivery.ruleArn()
                            + " gives no JSON for event " + delivery.event());
            return;
        }
        cloud.clock().execute(() -> attempt(delivery, 0));
    }

    private void attempt(Delivery delivery, int retries) {
        try {
            send(delivery);
        } catch (Unsupported e) {
            giveUp(delivery, e, retries, Optional.empty()); // our gap: trying again does not help
        } catch (AwsServiceException e) {
            Optional<String> exhausted = exhausted(delivery, retries);
            if (isWorthRetrying(e) && exhausted.isEmpty()) {
                cloud.clock()
                        .schedule(pause(retries), () -> cloud.clock().execute(() -> attempt(delivery, retries + 1)));
            } else {
                giveUp(delivery, e, retries, exhausted);
            }
        }
    }

    private static boolean isWorthRetrying(AwsServiceException error) {
        return error.statusCode() >= 500 || error.statusCode() == 429 || error.isThrottlingException();
    }

    private Optional<String> exhausted(Delivery delivery, int retries) {
        RetryPolicy policy = delivery.target().retryPolicy();
        int most =
                policy == null || policy.maximumRetryAttempts() == null ? MOST_RETRIES : policy.maximumRetryAttempts();
        int oldest = policy == null || policy.maximumEventAgeInSeconds() == null
                ? OLDEST_SECONDS
                : policy.maximumEventAgeInSeconds();
        if (retries >= most) {
            return Optional.of("MaximumRetryAttempts");
        }
        Duration age = Duration.between(
                        delivery.event().ingested(), cloud.clock().instant())
                .plus(pause(retries));
        return age.toSeconds() > oldest ? Optional.of("MaximumEventAgeInSeconds") : Optional.empty();
    }

    /** Twice as long each time. */
    private static Duration pause(int retries) {
        return retries > 9 ? LONGEST_PAUSE : Duration.ofSeconds(1L << retries);
    }

    private void send(Delivery delivery) {
        Target target = delivery.target();
        Payload payload = Payload.of(delivery.input().orElseThrow());
        if (target.sqsParameters() != null) {
            payload = payload.inGroup(target.sqsParameters().messageGroupId(), null);
        }
        cloud.door().targets().send(principal(delivery), target.arn(), payload);
    }

    /** A session of the target's role, where it has one; else the service, on the rule's behalf. */
    private Principal principal(Delivery delivery) {
        String role = delivery.target().roleArn();
        if (role == null) {
            return onBehalfOf(delivery.ruleArn());
        }
        Credentials key = cloud.door()
                .as(EVENTS, StsClient.class)
                .assumeRole(request -> request.roleArn(role).roleSessionName("EventBridge"))
                .credentials();
        return cloud.credentials().find(key.accessKeyId()).orElseThrow().principal();
    }

    private Principal onBehalfOf(String ruleArn) {
        return Principal.service("events.amazonaws.com", ruleArn, cloud.place().account());
    }

    private void giveUp(Delivery delivery, AwsServiceException error, int retries, Optional<String> exhausted) {
        notes.dropped(
                "Delivery",
                delivery.target().arn(),
                error,
                "event " + delivery.event() + " of rule " + delivery.ruleArn() + " after " + (retries + 1)
                        + (retries == 0 ? " attempt" : " attempts"));
        if (delivery.target().deadLetterConfig() == null
                || delivery.target().deadLetterConfig().arn() == null) {
            return;
        }
        String queue = delivery.target().deadLetterConfig().arn();
        Map<String, Attribute> attributes = new HashMap<>();
        attributes.put("RULE_ARN", Attribute.string(delivery.ruleArn()));
        attributes.put("TARGET_ARN", Attribute.string(delivery.target().arn()));
        attributes.put("ERROR_CODE", Attribute.string(code(error)));
        attributes.put("ERROR_MESSAGE", Attribute.string(AwsErrors.message(error)));
        exhausted.ifPresent(condition -> {
            attributes.put("EXHAUSTED_RETRY_CONDITION", Attribute.string(condition));
            attributes.put("RETRY_ATTEMPTS", Attribute.string(Integer.toString(retries)));
        });
        try {
            cloud.door()
                    .targets()
                    .send(
                            onBehalfOf(delivery.ruleArn()),
                            queue,
                            Payload.of(delivery.event().json().toString()).withAttributes(attributes));
        } catch (AwsServiceException e) {
            notes.dropped("Delivery", queue, e, "event " + delivery.event() + " to the dead-letter queue");
        }
    }

    private static String code(AwsServiceException error) {
        String code = AwsErrors.code(error);
        if (error.statusCode() == 403 || code.contains("AccessDenied") || code.contains("Authorization")) {
            return "NO_PERMISSIONS";
        }
        if (error.statusCode() == 404 || code.contains("NotFound") || code.contains("NonExistent")) {
            return "NO_RESOURCE";
        }
        return isWorthRetrying(error) ? "THROTTLING" : "SDK_CLIENT_ERROR";
    }
}

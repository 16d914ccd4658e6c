package ateliers.cloud.services.events;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.Notes;
import ateliers.cloud.door.Payload;
import ateliers.cloud.door.Payload.Attribute;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.Redelivery;
import ateliers.cloud.door.RoleSession;
import ateliers.cloud.door.ServiceContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.eventbridge.model.RetryPolicy;
import software.amazon.awssdk.services.eventbridge.model.Target;

/**
 * Brings events to the targets of rules, and to their dead-letter queues what did not get there.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html">Dead-letter queues</a>
 */
final class RuleDeliveries {
    private static final String SERVICE = "events.amazonaws.com";

    private final ServiceContext cloud;
    private final Notes notes;
    private final Redelivery redelivery;

    RuleDeliveries(ServiceContext cloud) {
        this.cloud = cloud;
        this.notes = cloud.notes("events").byService();
        this.redelivery = new Redelivery(cloud.door().targets(), cloud.clock());
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
        Target target = delivery.target();
        if (delivery.input().isEmpty()) {
            notes.dropped(
                    "Delivery",
                    target.arn(),
                    "INVALID_JSON",
                    "the input of target " + target.id() + " of " + delivery.ruleArn() + " gives no JSON for event "
                            + delivery.event());
            return;
        }
        Payload payload = payload(target, delivery.input().get());
        redelivery.begin(
                new Redelivery.Delivery(
                        () -> principal(delivery),
                        target.arn(),
                        attempt -> payload,
                        delivery.event().ingested(),
                        limits(target.retryPolicy())),
                end -> giveUp(delivery, end));
    }

    private static Payload payload(Target target, String input) {
        Payload payload = Payload.of(input);
        return target.sqsParameters() == null
                ? payload
                : payload.inGroup(target.sqsParameters().messageGroupId(), null);
    }

    private static Redelivery.Limits limits(RetryPolicy policy) {
        return policy == null
                ? Redelivery.Limits.of(null, null)
                : Redelivery.Limits.of(policy.maximumRetryAttempts(), policy.maximumEventAgeInSeconds());
    }

    /** A session of the target's role, where it has one; else the service, on the rule's behalf. */
    private Principal principal(Delivery delivery) {
        String role = delivery.target().roleArn();
        if (role == null) {
            return onBehalfOf(delivery.ruleArn());
        }
        return RoleSession.assume(cloud, SERVICE, role, "EventBridge").principal();
    }

    private Principal onBehalfOf(String ruleArn) {
        return Principal.service(SERVICE, ruleArn, cloud.place().account());
    }

    private void giveUp(Delivery delivery, Redelivery.GivenUp end) {
        notes.dropped(
                "Delivery",
                delivery.target().arn(),
                end.error(),
                "event " + delivery.event() + " of rule " + delivery.ruleArn() + ", " + end.retries() + " retries");
        if (delivery.target().deadLetterConfig() == null
                || delivery.target().deadLetterConfig().arn() == null) {
            return;
        }
        String queue = delivery.target().deadLetterConfig().arn();
        try {
            cloud.door()
                    .targets()
                    .send(
                            onBehalfOf(delivery.ruleArn()),
                            queue,
                            Payload.of(delivery.event().json().toString()).withAttributes(attributes(delivery, end)));
        } catch (AwsServiceException e) {
            notes.dropped("Delivery", queue, e, "event " + delivery.event() + " to the dead-letter queue");
        }
    }

    private static Map<String, Attribute> attributes(Delivery delivery, Redelivery.GivenUp end) {
        Map<String, Attribute> attributes = new HashMap<>();
        attributes.put("RULE_ARN", Attribute.string(delivery.ruleArn()));
        attributes.put("TARGET_ARN", Attribute.string(delivery.target().arn()));
        attributes.put("ERROR_CODE", Attribute.string(end.code()));
        attributes.put("ERROR_MESSAGE", Attribute.string(AwsErrors.message(end.error())));
        end.limit().ifPresent(limit -> {
            attributes.put("EXHAUSTED_RETRY_CONDITION", Attribute.string(limit));
            attributes.put("RETRY_ATTEMPTS", Attribute.string(Integer.toString(end.retries())));
        });
        return attributes;
    }
}

package ateliers.cloud.services.scheduler;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.Notes;
import ateliers.cloud.door.Payload;
import ateliers.cloud.door.Payload.Attribute;
import ateliers.cloud.door.Place;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.Redelivery;
import ateliers.cloud.door.RoleSession;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.kit.Json;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.scheduler.model.RetryPolicy;
import software.amazon.awssdk.services.scheduler.model.Target;

/**
 * Reaches the targets of schedules, in their roles.
 *
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html">Context
 *     attributes</a>
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html">Dead-letter
 *     queues</a>
 */
final class Invocations {
    private static final ObjectMapper JSON = Json.mapper();

    private final ServiceContext cloud;
    private final Notes notes;
    private final Redelivery redelivery;

    Invocations(ServiceContext cloud) {
        this.cloud = cloud;
        this.notes = cloud.notes("scheduler").byService();
        this.redelivery = new Redelivery(cloud.door().targets(), cloud.clock());
    }

    /** One tick of a schedule. */
    private record Tick(String arn, Target target, Instant due, String id) {}

    void invoke(String scheduleArn, Target target, Instant due) {
        Tick tick = new Tick(
                scheduleArn,
                target,
                due.truncatedTo(ChronoUnit.SECONDS),
                UUID.randomUUID().toString());
        RetryPolicy policy = target.retryPolicy();
        redelivery.begin(
                new Redelivery.Delivery(
                        () -> principal(tick),
                        target.arn(),
                        attempt -> payload(tick, attempt),
                        due,
                        policy == null
                                ? Redelivery.Limits.of(null, null)
                                : Redelivery.Limits.of(
                                        policy.maximumRetryAttempts(), policy.maximumEventAgeInSeconds())),
                end -> giveUp(tick, end));
    }

    private Principal principal(Tick tick) {
        return RoleSession.assume(
                        cloud, "scheduler.amazonaws.com", tick.target().roleArn(), "EventBridgeScheduler")
                .principal();
    }

    private Payload payload(Tick tick, int attempt) {
        String input = tick.target().input() == null
                ? event(cloud.place(), tick)
                : tick.target()
                        .input()
                        .replace("<aws.scheduler.schedule-arn>", tick.arn())
                        .replace("<aws.scheduler.scheduled-time>", tick.due().toString())
                        .replace("<aws.scheduler.execution-id>", tick.id())
                        .replace("<aws.scheduler.attempt-number>", Integer.toString(attempt));
        if (tick.target().eventBridgeParameters() != null) {
            return Payload.of(onBus(tick.target(), input));
        }
        return tick.target().sqsParameters() == null
                ? Payload.of(input)
                : Payload.of(input).inGroup(tick.target().sqsParameters().messageGroupId(), null);
    }

    /** What a target gets whose schedule has no input. */
    private static String event(Place place, Tick tick) {
        ObjectNode event = JSON.createObjectNode()
                .put("version", "0")
                .put("id", tick.id())
                .put("detail-type", "Scheduled Event")
                .put("source", "aws.scheduler")
                .put("account", place.account())
                .put("time", tick.due().toString())
                .put("region", place.region());
        event.putArray("resources").add(tick.arn());
        event.put("detail", "{}");
        return event.toString();
    }

    /** As deliveries to buses read it; the input becomes the detail. */
    private static String onBus(Target target, String input) {
        return "{\"source\":"
                + JSON.getNodeFactory().textNode(target.eventBridgeParameters().source())
                + ",\"detail-type\":"
                + JSON.getNodeFactory().textNode(target.eventBridgeParameters().detailType())
                + ",\"detail\":" + input + "}";
    }

    private void giveUp(Tick tick, Redelivery.GivenUp end) {
        notes.dropped(
                "Delivery",
                tick.target().arn(),
                end.error(),
                "the tick of " + tick.due() + " of schedule " + tick.arn() + ", " + end.retries() + " retries");
        if (tick.target().deadLetterConfig() == null
                || tick.target().deadLetterConfig().arn() == null) {
            return;
        }
        String queue = tick.target().deadLetterConfig().arn();
        try {
            cloud.door()
                    .targets()
                    .send(
                            principal(tick),
                            queue,
                            payload(tick, end.retries() + 1).withAttributes(attributes(tick, end)));
        } catch (AwsServiceException e) {
            notes.dropped("Delivery", queue, e, "a tick of schedule " + tick.arn() + " to the dead-letter queue");
        }
    }

    private Map<String, Attribute> attributes(Tick tick, Redelivery.GivenUp end) {
        Map<String, Attribute> attributes = new HashMap<>();
        attributes.put("SCHEDULE_ARN", Attribute.string(tick.arn()));
        attributes.put("TARGET_ARN", Attribute.string(tick.target().arn()));
        attributes.put("SCHEDULED_TIME", Attribute.string(tick.due().toString()));
        attributes.put(
                "EXECUTION_TIME", Attribute.string(cloud.clock().instant().toString()));
        attributes.put("EXECUTION_ID", Attribute.string(tick.id()));
        attributes.put("IS_PAYLOAD_TRUNCATED", Attribute.string("false"));
        attributes.put("RETRY_ATTEMPTS", Attribute.string(Integer.toString(end.retries())));
        attributes.put("ERROR_CODE", Attribute.string(AwsErrors.code(end.error())));
        attributes.put("ERROR_MESSAGE", Attribute.string(AwsErrors.message(end.error())));
        end.limit().ifPresent(limit -> attributes.put("EXHAUSTED_RETRY_CONDITION", Attribute.string(limit)));
        return attributes;
    }
}

package ateliers.cloud.services.scheduler;

import ateliers.cloud.door.Door;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.SystemTags;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Arn;
import ateliers.cloud.kit.Constraints;
import ateliers.cloud.kit.Paging;
import ateliers.cloud.schedule.Schedule;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindow;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.Tag;
import software.amazon.awssdk.services.scheduler.model.Target;

/** What requests may hold. */
final class Checks {
    private static final String NAME = "[0-9a-zA-Z-_.]+";
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_WINDOW = 1440;
    private static final int PAGE = 100;
    private static final Duration LATEST_START = Duration.ofMinutes(5);

    private Checks() {}

    static Constraints constraints() {
        return Constraints.refusedBy(SchedulerErrors::validation);
    }

    static Constraints name(Constraints constraints, String member, String name) {
        return constraints
                .present(member, name)
                .length(member, name, 1, LONGEST_NAME)
                .pattern(member, name, NAME);
    }

    static Schedule schedule(String expression) {
        try {
            return Schedule.orOnce(expression);
        } catch (IllegalArgumentException e) {
            throw SchedulerErrors.validation("Invalid Schedule Expression " + expression + ".");
        }
    }

    static ZoneId zone(String name) {
        try {
            return ZoneId.of(name == null ? "UTC" : name);
        } catch (DateTimeException e) {
            throw SchedulerErrors.validation("Invalid ScheduleExpressionTimezone " + name + ".");
        }
    }

    /** When a schedule that recurs begins and ends; one that does not has neither. */
    static void dates(Instant start, Instant end, Instant now) {
        if (start != null && start.isBefore(now.minus(LATEST_START))) {
            throw SchedulerErrors.validation("The StartDate you specify cannot be earlier than 5 minutes ago.");
        }
        if (start != null && end != null && !start.isBefore(end)) {
            throw SchedulerErrors.validation("The StartDate you specify must come before the EndDate.");
        }
    }

    static void window(FlexibleTimeWindow window) {
        boolean flexible = window.mode() == FlexibleTimeWindowMode.FLEXIBLE;
        if (flexible && window.maximumWindowInMinutes() == null) {
            throw SchedulerErrors.validation(
                    "MaximumWindowInMinutes must be provided when FlexibleTimeWindow Mode is FLEXIBLE.");
        }
        if (!flexible && window.maximumWindowInMinutes() != null) {
            throw SchedulerErrors.validation(
                    "MaximumWindowInMinutes must not be provided when FlexibleTimeWindow Mode is OFF.");
        }
        constraints()
                .between(
                        "flexibleTimeWindow.maximumWindowInMinutes", window.maximumWindowInMinutes(), 1, LONGEST_WINDOW)
                .require();
    }

    /** A target that this cloud can reach, in a role that lets itself be assumed. */
    static void target(Door door, Target target) {
        Arn arn = Arn.find(target.arn())
                .orElseThrow(() -> SchedulerErrors.validation("Provided Arn is not in correct format."));
        if (arn.resource().startsWith("aws-sdk:")) {
            throw new Unsupported("scheduler: universal targets, as " + target.arn());
        }
        if (!door.targets().knows(target.arn())) {
            throw new Unsupported("scheduler: targets of the service " + arn.service());
        }
        if (arn.service().equals("sqs")
                && target.arn().endsWith(".fifo")
                && (target.sqsParameters() == null || target.sqsParameters().messageGroupId() == null)) {
            throw SchedulerErrors.validation("SqsParameters must be provided for a FIFO queue.");
        }
        if (arn.service().equals("events") && target.eventBridgeParameters() == null) {
            throw SchedulerErrors.validation("EventBridgeParameters must be provided for an event bus.");
        }
        if (target.eventBridgeParameters() != null
                && target.eventBridgeParameters().source().startsWith("aws.")) {
            throw SchedulerErrors.validation("The source of an event must not begin with aws.");
        }
        if (!door.wouldAllow(Principal.service("scheduler.amazonaws.com"), Need.assumeRole(target.roleArn()))) {
            throw SchedulerErrors.validation(
                    "The execution role you provide must allow AWS EventBridge Scheduler to assume the role.");
        }
    }

    static void refuseSystemTags(Collection<String> keys) {
        SystemTags.refuse(keys, SchedulerErrors::validation);
    }

    static Map<String, String> tags(List<Tag> tags) {
        Map<String, String> map = new LinkedHashMap<>();
        tags.forEach(tag -> map.put(tag.key(), tag.value()));
        return map;
    }

    static <T> Paging.Page<T> page(List<T> all, String token, Integer size) {
        constraints().between("maxResults", size, 1, PAGE).require();
        return Paging.<T>byPosition(() -> SchedulerErrors.validation("Invalid NextToken."))
                .opaque()
                .page(all, size == null ? PAGE : size, token);
    }
}

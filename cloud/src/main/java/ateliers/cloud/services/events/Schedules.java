package ateliers.cloud.services.events;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.clock.CloudTimer;
import ateliers.cloud.door.Place;
import ateliers.cloud.schedule.Schedule;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/** Makes rules with a schedule fire, by the cloud's clock. */
final class Schedules {
    private final Place place;
    private final CloudClock clock;
    private final Buses buses;
    private final RuleDeliveries deliveries;

    Schedules(Place place, CloudClock clock, Buses buses, RuleDeliveries deliveries) {
        this.place = place;
        this.clock = clock;
        this.buses = buses;
        this.deliveries = deliveries;
    }

    /** Reads an expression, or refuses it. */
    static Schedule read(String expression) {
        try {
            return Schedule.of(expression);
        } catch (IllegalArgumentException e) {
            throw EventsErrors.validation("Parameter ScheduleExpression is not valid.");
        }
    }

    /** Lets a rule fire from now on as its state and schedule say. */
    void arm(EventRule rule) {
        rule.next.ifPresent(CloudTimer::cancel);
        rule.next = Optional.empty();
        if (rule.schedule != null && rule.isEnabled()) {
            wait(rule, Schedule.of(rule.schedule), clock.instant());
        }
    }

    /** A rule that is gone fires no more. */
    static void disarm(EventRule rule) {
        rule.next.ifPresent(CloudTimer::cancel);
        rule.next = Optional.empty();
    }

    private void wait(EventRule rule, Schedule schedule, Instant last) {
        Optional<Instant> due = schedule.next(last.atZone(ZoneOffset.UTC)).map(ZonedDateTime::toInstant);
        rule.next = due.map(
                when -> clock.schedule(Duration.between(clock.instant(), when), () -> fire(rule, schedule, when)));
    }

    /** Short enough for a timer: the deliveries have threads of their own. */
    private void fire(EventRule rule, Schedule schedule, Instant due) {
        Event event = Event.of(
                place,
                "aws.events",
                "Scheduled Event",
                List.of(rule.arn),
                JsonNodeFactory.instance.objectNode(),
                due,
                clock.instant());
        List<RuleDeliveries.Delivery> found = buses.locked(() -> {
            boolean stands = rule.isEnabled() && rule.bus.rules.get(rule.name) == rule && rule.next.isPresent();
            if (!stands) {
                return List.<RuleDeliveries.Delivery>of();
            }
            wait(rule, schedule, due);
            return RuleDeliveries.of(rule, event);
        });
        found.forEach(deliveries::deliver);
    }
}

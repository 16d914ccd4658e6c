package ateliers.cloud.services.scheduler;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.clock.CloudTimer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;

/** Makes schedules fire, by the cloud's clock. A flexible window is used at its beginning. */
final class Ticks {
    private final CloudClock clock;
    private final Groups groups;
    private final Invocations invocations;

    Ticks(CloudClock clock, Groups groups, Invocations invocations) {
        this.clock = clock;
        this.groups = groups;
        this.invocations = invocations;
    }

    /** Lets a schedule fire from now on as its settings say. */
    void arm(Planned planned) {
        disarm(planned);
        if (planned.settings.state() == ScheduleState.ENABLED) {
            Instant now = clock.instant();
            Instant begin = planned.schedule.recurs() && planned.settings.startDate() != null
                    ? planned.settings.startDate()
                    : now;
            wait(planned, planned.schedule.first(begin.atZone(planned.zone), now.atZone(planned.zone)));
        }
    }

    static void disarm(Planned planned) {
        planned.next.ifPresent(CloudTimer::cancel);
        planned.next = Optional.empty();
    }

    private void wait(Planned planned, Optional<ZonedDateTime> next) {
        Instant end = planned.schedule.recurs() ? planned.settings.endDate() : null;
        Optional<Instant> due = next.map(ZonedDateTime::toInstant).filter(when -> end == null || !when.isAfter(end));
        planned.next =
                due.map(when -> clock.schedule(Duration.between(clock.instant(), when), () -> fire(planned, when)));
        if (due.isEmpty() && planned.settings.actionAfterCompletion() == ActionAfterCompletion.DELETE) {
            planned.group.schedules.remove(planned.name);
        }
    }

    /** Short enough for a timer: the invocation has a thread of its own. */
    private void fire(Planned planned, Instant due) {
        boolean fires = groups.locked(() -> {
            boolean stands = planned.group.schedules.get(planned.name) == planned && planned.next.isPresent();
            if (stands) {
                wait(planned, planned.schedule.next(due.atZone(planned.zone)));
            }
            return stands;
        });
        if (fires) {
            invocations.invoke(planned.arn, planned.settings.target(), due);
        }
    }
}

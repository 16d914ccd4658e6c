package ateliers.cloud.services.scheduler;

import ateliers.cloud.clock.CloudTimer;
import ateliers.cloud.schedule.Schedule;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;

/** A schedule of a group. Guarded by {@link Groups}. */
final class Planned {
    final Group group;
    final String name;
    final String arn;
    final Instant created;

    Instant modified;
    /** What was given, as GetSchedule tells it. */
    GetScheduleResponse settings;

    Schedule schedule;
    ZoneId zone;
    /** When it fires next, where it is enabled and not over. */
    Optional<CloudTimer> next = Optional.empty();

    Planned(Group group, String name, String arn, Instant created) {
        this.group = group;
        this.name = name;
        this.arn = arn;
        this.created = created;
    }
}

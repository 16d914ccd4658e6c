package ateliers.cloud.services.monitoring;

import ateliers.cloud.services.monitoring.Alarm.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * Decides which state the last periods of a metric put its alarm into. More periods are looked at than the alarm asks for,
 * so that some may be missing.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html">Configuring how
 *     CloudWatch alarms treat missing data</a>
 */
record Judgement(MetricAlarm alarm, List<Point> seen, Instant now) {
    /** How many periods more are looked at: AWS's examples look at five for three. */
    static final int EXTRA = 2;

    /**
     * A period that has a value.
     *
     * @param age 0 for the last one
     * @param count how many samples it has; empty where math made it
     */
    record Point(int age, Instant begin, double value, Optional<Double> count, boolean breaches) {}

    /**
     * @param values of the periods that have some, by their beginnings
     * @param counts how many samples they have, likewise
     * @param end when the last period ended
     */
    static Judgement of(
            MetricAlarm alarm,
            NavigableMap<Instant, Double> values,
            Map<Instant, Double> counts,
            Instant end,
            Instant now) {
        List<Point> seen = new ArrayList<>();
        values.descendingMap().forEach((begin, value) -> {
            long age = (end.getEpochSecond() - begin.getEpochSecond()) / alarm.period() - 1;
            seen.add(new Point((int) age, begin, value, Optional.ofNullable(counts.get(begin)), alarm.breaches(value)));
        });
        return new Judgement(alarm, seen, now);
    }

    /** The state to come into; empty when the alarm stays as it is whatever it is. */
    Optional<State> state() {
        int periods = alarm.settings.evaluationPeriods();
        if (seen.size() >= periods) {
            return Optional.of(of(seen.subList(0, periods), 0));
        }
        int filled = periods - seen.size();
        Missing missing = alarm.missing();
        if (missing == Missing.BREACHING || missing == Missing.NOT_BREACHING) {
            return Optional.of(of(seen, filled));
        }
        if (seen.isEmpty()) {
            return missing == Missing.IGNORE ? Optional.empty() : Optional.of(unknown(periods));
        }
        if (breaching(seen) == seen.size() && seen.size() < alarm.datapoints()) {
            return ofTooFewBreaches();
        }
        return Optional.of(of(seen, 0));
    }

    private State of(List<Point> points, int filled) {
        long breaching = breaching(points) + (alarm.missing() == Missing.BREACHING ? filled : 0);
        return crossed(breaching >= alarm.datapoints() ? StateValue.ALARM : StateValue.OK, points, filled);
    }

    private static long breaching(List<Point> points) {
        return points.stream().filter(Point::breaches).count();
    }

    /** All there is breaches: that is an alarm once it began so long ago that enough would have come in the meantime. */
    private Optional<State> ofTooFewBreaches() {
        if (alarm.missing() == Missing.IGNORE) {
            return Optional.empty();
        }
        boolean isOld = seen.get(seen.size() - 1).age() + 1 >= alarm.datapoints();
        return Optional.of(crossed(isOld ? StateValue.ALARM : StateValue.OK, seen, 0));
    }

    private State unknown(int periods) {
        String reason = "Insufficient Data: " + Reasons.count(periods, "datapoint") + (periods == 1 ? " was" : " were")
                + " unknown.";
        return new State(StateValue.INSUFFICIENT_DATA, reason, Optional.of(Reasons.data(alarm, List.of(), now)), now);
    }

    private State crossed(StateValue value, List<Point> points, int filled) {
        List<Point> ordered = new ArrayList<>(points);
        Collections.reverse(ordered);
        return new State(
                value,
                Reasons.crossed(alarm, value, ordered, filled),
                Optional.of(Reasons.data(alarm, ordered, now)),
                now);
    }
}

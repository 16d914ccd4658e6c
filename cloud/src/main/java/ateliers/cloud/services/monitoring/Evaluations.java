package ateliers.cloud.services.monitoring;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.clock.CloudTimer;
import ateliers.cloud.metrics.Metric;
import ateliers.cloud.metrics.Metrics;
import ateliers.cloud.metrics.Samples;
import ateliers.cloud.services.monitoring.Alarm.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * Judges alarms by the cloud's clock: each minute, those with a short period each ten seconds, over a window that slides
 * with it. No alarm, no tick; and none either while nothing that an alarm looks at has been measured and each is in the state
 * which that leaves it in, until something is measured again.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html">Alarm evaluation</a>
 */
final class Evaluations {
    private static final int MINUTE = 60;
    private static final int SHORT = 10;

    private final CloudClock clock;
    private final Alarms alarms;
    private final Metrics metrics;
    private final MetricQueries queries;
    private final Changes changes;
    private final AtomicBoolean asleep = new AtomicBoolean();
    private Optional<CloudTimer> next = Optional.empty();

    Evaluations(CloudClock clock, Alarms alarms, Metrics metrics, Changes changes) {
        this.clock = clock;
        this.alarms = alarms;
        this.metrics = metrics;
        this.queries = new MetricQueries(metrics);
        this.changes = changes;
        metrics.listen(this::wake);
    }

    private void wake() {
        if (asleep.compareAndSet(true, false)) {
            clock.execute(this::arm);
        }
    }

    /** Plans the next tick, since alarms have come, gone or been put into a state. */
    void arm() {
        asleep.set(false);
        alarms.locked(() -> {
            next.ifPresent(CloudTimer::cancel);
            next = Optional.empty();
            if (!alarms.isEmpty()) {
                Instant now = clock.instant();
                Instant due = floor(now, step()).plusSeconds(step());
                next = Optional.of(clock.schedule(Duration.between(now, due), () -> clock.execute(() -> tick(due))));
            }
            return null;
        });
    }

    private int step() {
        return alarms.all(MetricAlarm.class).stream().anyMatch(alarm -> alarm.period() < MINUTE) ? SHORT : MINUTE;
    }

    private static Instant floor(Instant time, int seconds) {
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), seconds) * seconds);
    }

    private void tick(Instant due) {
        metrics.sample(due.minusSeconds(1)); // the period that has just ended
        List<Changes.Change> made = new ArrayList<>();
        // Whatever is measured from now on wakes it, also where this tick has not seen it.
        asleep.set(true);
        boolean still = alarms.locked(() -> {
            for (MetricAlarm alarm : alarms.all(MetricAlarm.class)) {
                if (alarm.period() < MINUTE || due.getEpochSecond() % MINUTE == 0) {
                    judge(alarm, due)
                            .flatMap(state -> changes.enter(alarm, state))
                            .ifPresent(made::add);
                }
            }
            made.addAll(composites());
            return made.isEmpty() && alarms.all(MetricAlarm.class).stream().allMatch(alarm -> isStill(alarm, due));
        });
        if (!still) {
            arm();
        }
        made.forEach(changes::act);
    }

    /** Whether an alarm has nothing to look at, neither now nor later, unless more is measured. */
    private boolean isStill(MetricAlarm alarm, Instant due) {
        if (!alarm.settings.metrics().isEmpty()) {
            return false;
        }
        Metric metric = MetricQueries.statistic(alarm.judged().metricStat()).metric();
        Instant from = begin(alarm, due);
        return !metrics.isSampled(metric)
                && metrics.series(metric).stream()
                        .allMatch(series -> series.units().stream()
                                .allMatch(unit -> series.firstFrom(from, unit).isEmpty()));
    }

    private Optional<State> judge(MetricAlarm alarm, Instant due) {
        return judgement(alarm, begin(alarm, due), end(alarm, due)).state();
    }

    private static Instant end(MetricAlarm alarm, Instant due) {
        return alarm.period() < MINUTE ? floor(due, alarm.period()) : due;
    }

    /** When the first of the periods began that an alarm looks at. */
    private static Instant begin(MetricAlarm alarm, Instant due) {
        int periods = alarm.settings.evaluationPeriods() + Judgement.EXTRA;
        return end(alarm, due).minusSeconds((long) alarm.period() * periods);
    }

    /** Of math the values alone; what one metric has is read once, for its values and how many samples made them. */
    private Judgement judgement(MetricAlarm alarm, Instant from, Instant end) {
        if (!alarm.settings.metrics().isEmpty()) {
            NavigableMap<Instant, Double> values = queries.between(alarm.queries(), from, end, end)
                    .get(alarm.judged().id())
                    .values();
            return Judgement.of(alarm, values, Map.of(), end, clock.instant());
        }
        MetricStatistic asked = MetricQueries.statistic(alarm.judged().metricStat());
        NavigableMap<Instant, Samples> measured = Timeline.of(from, end, alarm.period(), end)
                .map(timeline -> timeline.samples(metrics, asked))
                .orElseGet(TreeMap::new);
        Map<Instant, Double> counts = new HashMap<>();
        measured.forEach((time, samples) -> counts.put(time, samples.count()));
        return Judgement.of(
                alarm, Points.of(measured, asked.stat(), alarm.period()).values(), counts, end, clock.instant());
    }

    /** Lets composite alarms follow the states of others, until none changes any more. To be called locked. */
    List<Changes.Change> composites() {
        List<Changes.Change> made = new ArrayList<>();
        List<CompositeAlarm> all = alarms.all(CompositeAlarm.class);
        for (int round = 0; round <= all.size(); round++) {
            List<Changes.Change> now = all.stream()
                    .flatMap(alarm -> follow(alarm).flatMap(state -> changes.enter(alarm, state)).stream())
                    .toList();
            if (now.isEmpty()) {
                break;
            }
            made.addAll(now);
        }
        return made;
    }

    private Optional<State> follow(CompositeAlarm alarm) {
        Function<String, StateValue> states =
                name -> alarms.named(name).map(other -> other.state.value()).orElse(StateValue.INSUFFICIENT_DATA);
        StateValue value = alarm.rule.holds().test(states) ? StateValue.ALARM : StateValue.OK;
        if (value == alarm.state.value()) {
            return Optional.empty();
        }
        Alarm last = alarm.rule.names().stream()
                .flatMap(name -> alarms.named(name).stream())
                .max(Comparator.comparing(other -> other.state.since()))
                .orElse(alarm);
        String reason = last == alarm
                ? "The rule of " + alarm.arn + " evaluates to " + value
                : last.arn + " transitioned to " + last.state.value() + " at "
                        + Reasons.LONG.format(last.state.since());
        return Optional.of(new State(
                value, reason, Optional.of(Reasons.data(Stream.of(last).toList())), clock.instant()));
    }
}

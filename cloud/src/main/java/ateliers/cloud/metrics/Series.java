package ateliers.cloud.metrics;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * All that was measured of one metric, by unit and by minute; by second what was given in high resolution. What is older
 * than 15 months goes.
 */
public final class Series {
    private static final Duration KEPT = Duration.ofDays(455);

    private final Map<String, NavigableMap<Instant, SamplesBuilder>> byUnit = new HashMap<>();
    private Instant last = Instant.MIN;

    synchronized void add(Instant time, Samples samples, String unit, boolean highResolution) {
        Instant when = time.truncatedTo(highResolution ? ChronoUnit.SECONDS : ChronoUnit.MINUTES);
        NavigableMap<Instant, SamplesBuilder> points = byUnit.computeIfAbsent(unit, any -> new TreeMap<>());
        points.computeIfAbsent(when, any -> new SamplesBuilder()).add(samples);
        points.headMap(time.minus(KEPT)).clear();
        last = last.isAfter(time) ? last : time;
    }

    /** When it was measured last. */
    public synchronized Instant last() {
        return last;
    }

    public synchronized Set<String> units() {
        return Set.copyOf(byUnit.keySet());
    }

    /**
     * What was measured from one time until before another.
     *
     * @return empty when nothing was
     */
    public synchronized Optional<Samples> between(Instant from, Instant to, String unit) {
        NavigableMap<Instant, SamplesBuilder> points = byUnit.get(unit);
        if (points == null || !from.isBefore(to)) {
            return Optional.empty();
        }
        SamplesBuilder all = new SamplesBuilder();
        points.subMap(from, true, to, false)
                .values()
                .forEach(each -> each.build().ifPresent(all::add));
        return all.build();
    }

    /** When the first thing was measured that is not before a time; to pass over what is empty. */
    public synchronized Optional<Instant> firstFrom(Instant from, String unit) {
        NavigableMap<Instant, SamplesBuilder> points = byUnit.get(unit);
        return points == null ? Optional.empty() : Optional.ofNullable(points.ceilingKey(from));
    }
}

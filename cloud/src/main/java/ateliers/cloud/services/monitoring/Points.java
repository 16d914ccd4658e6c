package ateliers.cloud.services.monitoring;

import ateliers.cloud.metrics.Samples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * A time series as queries and math see it: values by the beginnings of their periods.
 *
 * @param period seconds
 */
record Points(NavigableMap<Instant, Double> values, int period) {
    /** A statistic of what was measured in periods, where it can be told. */
    static Points of(NavigableMap<Instant, Samples> measured, Stat stat, int period) {
        NavigableMap<Instant, Double> values = new TreeMap<>();
        measured.forEach((time, samples) -> stat.of().apply(samples).ifPresent(value -> values.put(time, value)));
        return new Points(values, period);
    }

    Points map(DoubleUnaryOperator each) {
        NavigableMap<Instant, Double> made = new TreeMap<>();
        values.forEach((time, value) -> put(made, time, each.applyAsDouble(value)));
        return new Points(made, period);
    }

    /** What both make, where both have a value. */
    Points with(Points other, DoubleBinaryOperator both) {
        NavigableMap<Instant, Double> made = new TreeMap<>();
        values.forEach((time, value) -> {
            Double there = other.values.get(time);
            if (there != null) {
                put(made, time, both.applyAsDouble(value, there));
            }
        });
        return new Points(made, period);
    }

    /** What is made at each time of all values that several series have there. */
    static Points across(Collection<Points> all, ToDoubleFunction<List<Double>> made) {
        NavigableMap<Instant, List<Double>> byTime = new TreeMap<>();
        all.forEach(points -> points.values.forEach((time, value) ->
                byTime.computeIfAbsent(time, any -> new ArrayList<>()).add(value)));
        NavigableMap<Instant, Double> values = new TreeMap<>();
        byTime.forEach((time, there) -> put(values, time, made.applyAsDouble(there)));
        return new Points(values, all.stream().mapToInt(Points::period).max().orElse(0));
    }

    /** A point that is no number is none. */
    static void put(NavigableMap<Instant, Double> values, Instant time, double value) {
        if (Double.isFinite(value)) {
            values.put(time, value);
        }
    }
}

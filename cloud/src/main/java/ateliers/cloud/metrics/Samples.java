package ateliers.cloud.metrics;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was measured of a metric in some time: how often, the sum, the bounds, and each value where all are known.
 *
 * @param values how often each value came; empty when somebody gave a statistic set, which hides its values
 */
public record Samples(
        double count, double sum, double minimum, double maximum, Optional<NavigableMap<Double, Double>> values) {
    public Samples {
        values = values.map(Collections::unmodifiableNavigableMap);
    }

    /** One value, so often. */
    public static Samples of(double value, double count) {
        return new Samples(
                count, value * count, value, value, Optional.of(new TreeMap<>(Collections.singletonMap(value, count))));
    }

    /** A statistic set. Its values are known when there is but one, or when all are equal. */
    public static Samples ofSet(double count, double sum, double minimum, double maximum) {
        boolean known = count > 0 && minimum == maximum;
        return known ? of(minimum, count) : new Samples(count, sum, minimum, maximum, Optional.empty());
    }

    public double average() {
        return sum / count;
    }
}

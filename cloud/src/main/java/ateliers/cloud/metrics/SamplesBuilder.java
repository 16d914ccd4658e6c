package ateliers.cloud.metrics;

import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Adds samples up in place: what comes often, as the durations of a function do, must not copy what came before. */
public final class SamplesBuilder {
    private boolean any;
    private double count;
    private double sum;
    private double minimum = Double.POSITIVE_INFINITY;
    private double maximum = Double.NEGATIVE_INFINITY;
    private Optional<NavigableMap<Double, Double>> values = Optional.of(new TreeMap<>());

    public SamplesBuilder add(Samples samples) {
        any = true;
        count += samples.count();
        sum += samples.sum();
        minimum = Math.min(minimum, samples.minimum());
        maximum = Math.max(maximum, samples.maximum());
        values = samples.values()
                .flatMap(more -> values.map(mine -> {
                    more.forEach((value, times) -> mine.merge(value, times, Double::sum));
                    return mine;
                }));
        return this;
    }

    /** What was added until now, whatever is added later; empty when nothing was. */
    public Optional<Samples> build() {
        return any
                ? Optional.of(new Samples(count, sum, minimum, maximum, values.map(TreeMap::new)))
                : Optional.empty();
    }
}

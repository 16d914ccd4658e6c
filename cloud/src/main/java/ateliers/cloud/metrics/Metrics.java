package ateliers.cloud.metrics;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** All metrics of one cloud. */
public final class Metrics {
    private final Map<Metric, Series> series = new ConcurrentHashMap<>();
    private final Map<String, Consumer<Instant>> samplers = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Clock clock;

    public Metrics(Clock clock) {
        this.clock = clock;
    }

    /** What a service measured just now. */
    public void measured(Metric metric, double value, String unit) {
        add(metric, clock.instant(), Samples.of(value, 1), unit, false);
    }

    /**
     * Keeps what was measured.
     *
     * @param unit as CloudWatch calls it, as {@code Count}; {@code None} without one
     * @param highResolution by the second, not by the minute
     */
    public void add(Metric metric, Instant time, Samples samples, String unit, boolean highResolution) {
        series.computeIfAbsent(metric, any -> new Series()).add(time, samples, unit, highResolution);
        listeners.forEach(Runnable::run);
    }

    /** Runs something shortly after each measurement, on the thread that measured: it must be quick, and lock nothing. */
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    /**
     * Asks for a measurement of what has a size at each moment, as a queue has: the sampler is called before alarms are judged
     * and metrics are read, not each minute, so that nothing happens in a cloud that nobody watches.
     *
     * @param namespace of what it measures; no other sampler has it
     */
    public void sampled(String namespace, Consumer<Instant> sampler) {
        if (samplers.putIfAbsent(namespace, sampler) != null) {
            throw new IllegalArgumentException(namespace + " has a sampler");
        }
    }

    /** Whether a metric may be one that is measured only when somebody asks. */
    public boolean isSampled(Metric metric) {
        return samplers.containsKey(metric.namespace());
    }

    /** Lets everything be measured that is sampled, as of a time. */
    public void sample(Instant time) {
        samplers.values().forEach(sampler -> sampler.accept(time));
    }

    /** Empty for what was never measured. */
    public Optional<Series> series(Metric metric) {
        return Optional.ofNullable(series.get(metric));
    }

    /** All that was ever measured, in the order of namespaces, names and dimensions. */
    public List<Metric> all() {
        return series.keySet().stream()
                .sorted(Comparator.comparing(Metric::namespace)
                        .thenComparing(Metric::name)
                        .thenComparing(metric -> metric.dimensions().toString()))
                .toList();
    }
}

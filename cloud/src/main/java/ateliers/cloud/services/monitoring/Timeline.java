package ateliers.cloud.services.monitoring;

import ateliers.cloud.metrics.Metrics;
import ateliers.cloud.metrics.Samples;
import ateliers.cloud.metrics.Series;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The periods that a query looks at. Its beginning is rounded down: to seconds of a short period, to minutes, and for what
 * lies long back to what is still kept of it.
 *
 * @param from the beginning of the first period
 * @param to no period begins at or after it
 * @param period seconds
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html">GetMetricStatistics</a>
 */
record Timeline(Instant from, Instant to, int period) {
    private static final int MINUTE = 60;
    private static final int FIVE_MINUTES = 300;
    private static final int HOUR = 3600;
    private static final long HIGH_RESOLUTION_KEPT = 3 * HOUR;
    private static final long MINUTES_KEPT = 15 * 24 * HOUR;
    private static final long FIVE_MINUTES_KEPT = 63 * 24 * HOUR;

    /** The periods between two times as asked for at a third; empty when nothing is kept that is so short. */
    static Optional<Timeline> of(Instant from, Instant to, int period, Instant now) {
        int finest = finest(now.getEpochSecond() - from.getEpochSecond());
        if (period % finest != 0) {
            return Optional.empty();
        }
        int step = finest < MINUTE ? Math.min(period, MINUTE) : finest;
        Instant begin = Instant.ofEpochSecond(Math.floorDiv(from.getEpochSecond(), step) * step);
        return Optional.of(new Timeline(begin, to, period));
    }

    /** The shortest period that is kept for so many seconds. */
    private static int finest(long age) {
        if (age <= HIGH_RESOLUTION_KEPT) {
            return 1;
        }
        if (age <= MINUTES_KEPT) {
            return MINUTE;
        }
        return age <= FIVE_MINUTES_KEPT ? FIVE_MINUTES : HOUR;
    }

    /** How many periods it has. */
    long periods() {
        return Math.max(0, -Math.floorDiv(from.getEpochSecond() - to.getEpochSecond(), (long) period));
    }

    /** What was measured in each period that has something, by its beginning. */
    NavigableMap<Instant, Samples> of(Series series, String unit) {
        NavigableMap<Instant, Samples> found = new TreeMap<>();
        Optional<Instant> first = series.firstFrom(from, unit);
        while (first.isPresent() && first.get().isBefore(to)) {
            long index = (first.get().getEpochSecond() - from.getEpochSecond()) / period;
            Instant begin = from.plusSeconds(index * period);
            Instant end = begin.plusSeconds(period);
            series.between(begin, end, unit).ifPresent(samples -> found.put(begin, samples));
            first = series.firstFrom(end, unit);
        }
        return found;
    }

    /** What was measured of a metric in each period that has something, by its beginning. */
    NavigableMap<Instant, Samples> samples(Metrics metrics, MetricStatistic asked) {
        return metrics.series(asked.metric())
                .flatMap(series -> asked.unitOf(series).map(unit -> of(series, unit)))
                .orElseGet(TreeMap::new);
    }

    /** One statistic of one metric over the periods. */
    Points of(Metrics metrics, MetricStatistic asked) {
        return Points.of(samples(metrics, asked), asked.stat(), period);
    }
}

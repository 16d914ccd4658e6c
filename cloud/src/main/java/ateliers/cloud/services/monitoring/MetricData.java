package ateliers.cloud.services.monitoring;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Constraints;
import ateliers.cloud.metrics.Metric;
import ateliers.cloud.metrics.Samples;
import ateliers.cloud.metrics.SamplesBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.cloudwatch.model.StatisticSet;

/**
 * Reads what a request of PutMetricData gives.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html">PutMetricData</a>
 */
final class MetricData {
    private static final Duration OLDEST = Duration.ofDays(14);
    private static final Duration NEWEST = Duration.ofHours(2);
    private static final int MOST = 1000;
    private static final int MOST_VALUES = 150;

    private MetricData() {}

    /** One datum. */
    record Measured(Metric metric, Instant time, Samples samples, String unit, boolean highResolution) {}

    static List<Measured> read(PutMetricDataRequest request, Instant now) {
        if (request.hasEntityMetricData() || request.strictEntityValidation() != null) {
            throw new Unsupported("cloudwatch: entities of metrics");
        }
        String namespace = request.namespace();
        Checks.constraints()
                .present("namespace", namespace)
                .length("namespace", namespace, 1, 255)
                .pattern("namespace", namespace, "[^:].*")
                .require();
        if (namespace.startsWith("AWS/")) {
            throw MonitoringErrors.value("The value AWS/ for parameter Namespace is invalid.");
        }
        if (request.metricData().isEmpty()) {
            throw MonitoringErrors.missing("MetricData");
        }
        if (request.metricData().size() > MOST) {
            throw MonitoringErrors.validation(
                    "The collection MetricData must not have a size greater than " + MOST + ".");
        }
        List<Measured> all = new ArrayList<>();
        for (int i = 0; i < request.metricData().size(); i++) {
            all.add(read(namespace, request.metricData().get(i), "MetricData.member." + (i + 1), now));
        }
        return all;
    }

    private static Measured read(String namespace, MetricDatum datum, String here, Instant now) {
        if (datum.metricName() == null) {
            throw MonitoringErrors.missing(here + ".MetricName");
        }
        Constraints constraints = Checks.metric(Checks.constraints(), namespace, datum.metricName());
        Checks.dimensions(
                        constraints,
                        "metricData." + here.substring(here.lastIndexOf('.') + 1) + ".member.dimensions",
                        datum.dimensions())
                .require();
        if (datum.unit() == StandardUnit.UNKNOWN_TO_SDK_VERSION) {
            throw MonitoringErrors.value(
                    "The parameter " + here + ".Unit must be a value in the set " + StandardUnit.knownValues() + ".");
        }
        Integer resolution = datum.storageResolution();
        if (resolution != null && resolution != 1 && resolution != 60) {
            throw MonitoringErrors.value("The parameter " + here + ".StorageResolution must be 1 or 60.");
        }
        Instant time = Optional.ofNullable(datum.timestamp()).orElse(now);
        if (time.isBefore(now.minus(OLDEST)) || time.isAfter(now.plus(NEWEST))) {
            throw MonitoringErrors.value(
                    "The parameter " + here
                            + ".Timestamp must specify a time no more than two weeks in the past, nor two hours in the future.");
        }
        return new Measured(
                MetricStatistic.metric(namespace, datum.metricName(), datum.dimensions()),
                time,
                samples(datum, here),
                Optional.ofNullable(datum.unitAsString()).orElse("None"),
                Integer.valueOf(1).equals(resolution));
    }

    private static Samples samples(MetricDatum datum, String here) {
        refuseBoth(
                here, "Value", datum.value() != null, "Values", !datum.values().isEmpty());
        refuseBoth(here, "Value", datum.value() != null, "StatisticValues", datum.statisticValues() != null);
        refuseBoth(here, "Values", !datum.values().isEmpty(), "StatisticValues", datum.statisticValues() != null);
        if (datum.value() != null) {
            return Samples.of(number(datum.value(), here + ".Value"), 1);
        }
        if (datum.statisticValues() != null) {
            return set(datum.statisticValues(), here + ".StatisticValues");
        }
        if (datum.values().isEmpty()) {
            throw MonitoringErrors.missing(here + ".Value");
        }
        return counted(datum, here);
    }

    private static void refuseBoth(String here, String one, boolean hasOne, String other, boolean hasOther) {
        if (hasOne && hasOther) {
            throw MonitoringErrors.combination("The parameters " + here + "." + one + " and " + here + "." + other
                    + " are mutually exclusive and you have specified both.");
        }
    }

    private static Samples counted(MetricDatum datum, String here) {
        List<Double> values = datum.values();
        if (!datum.counts().isEmpty() && datum.counts().size() != values.size()) {
            throw MonitoringErrors.value(
                    "The parameters " + here + ".Values and " + here + ".Counts must be of the same size.");
        }
        if (values.size() > MOST_VALUES) {
            throw MonitoringErrors.validation(
                    "The collection " + here + ".Values must not have a size greater than " + MOST_VALUES + ".");
        }
        SamplesBuilder all = new SamplesBuilder();
        for (int i = 0; i < values.size(); i++) {
            double times = !datum.counts().isEmpty() ? datum.counts().get(i) : 1;
            all.add(Samples.of(number(values.get(i), here + ".Values.member." + (i + 1)), times));
        }
        return all.build().orElseThrow(() -> MonitoringErrors.missing(here + ".Value"));
    }

    private static Samples set(StatisticSet set, String here) {
        Checks.constraints()
                .present(here + ".SampleCount", set.sampleCount())
                .present(here + ".Sum", set.sum())
                .present(here + ".Minimum", set.minimum())
                .present(here + ".Maximum", set.maximum())
                .require();
        return Samples.ofSet(
                number(set.sampleCount(), here + ".SampleCount"),
                number(set.sum(), here + ".Sum"),
                number(set.minimum(), here + ".Minimum"),
                number(set.maximum(), here + ".Maximum"));
    }

    private static double number(double value, String member) {
        if (!Double.isFinite(value)) {
            throw MonitoringErrors.value("The value " + value + " for parameter " + member + " is invalid.");
        }
        return value;
    }
}

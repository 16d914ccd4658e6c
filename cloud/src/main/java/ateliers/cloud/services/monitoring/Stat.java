package ateliers.cloud.services.monitoring;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.metrics.Samples;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statistic of samples, by its name: {@code Sum}, {@code p99.9}, {@code tm95}, {@code IQM}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html">Statistics
 *     definitions</a>
 */
record Stat(String name, Function<Samples, OptionalDouble> of) {
    private static final Map<String, Function<Samples, Double>> SIMPLE = Map.of(
            "SampleCount", Samples::count,
            "Sum", Samples::sum,
            "Average", Samples::average,
            "Minimum", Samples::minimum,
            "Maximum", Samples::maximum);
    private static final String NUMBER = "(\\d{1,2}(?:\\.\\d{0,10})?|100(?:\\.0{0,10})?)";
    private static final Pattern PERCENTILE = Pattern.compile("[pP]" + NUMBER);
    private static final Pattern TRIMMED_MEAN = Pattern.compile("(?:tm|TM)" + NUMBER);
    private static final Pattern BETWEEN = Pattern.compile("TM\\(" + NUMBER + "?%?:" + NUMBER + "?%\\)");
    private static final Pattern OTHERS = Pattern.compile("(?i)(tc|ts|wm|pr)(" + NUMBER + "|\\(.*\\))");
    private static final double ALL = 100;

    /** @throws software.amazon.awssdk.awscore.exception.AwsServiceException when there is no such statistic */
    static Stat of(String name) {
        Function<Samples, Double> simple = SIMPLE.get(name);
        if (simple != null) {
            return new Stat(name, samples -> OptionalDouble.of(simple.apply(samples)));
        }
        return extended(name);
    }

    static Stat extended(String name) {
        Matcher percentile = PERCENTILE.matcher(name);
        if (percentile.matches()) {
            double part = Double.parseDouble(percentile.group(1));
            return ofValues(name, values -> at(values, part));
        }
        Matcher trimmed = TRIMMED_MEAN.matcher(name);
        if (trimmed.matches()) {
            double part = Double.parseDouble(trimmed.group(1));
            return ofValues(name, values -> mean(values, 0, part));
        }
        if (name.equalsIgnoreCase("IQM")) {
            return ofValues(name, values -> mean(values, ALL / 4, 3 * ALL / 4));
        }
        Matcher between = BETWEEN.matcher(name);
        if (between.matches()) {
            double from = between.group(1) == null ? 0 : Double.parseDouble(between.group(1));
            double to = between.group(2) == null ? ALL : Double.parseDouble(between.group(2));
            return ofValues(name, values -> mean(values, from, to));
        }
        if (OTHERS.matcher(name).matches()) {
            throw new Unsupported("cloudwatch: the statistic " + name);
        }
        throw MonitoringErrors.value("The value " + name + " for parameter ExtendedStatistics is not supported.");
    }

    private static Stat ofValues(String name, Function<NavigableMap<Double, Double>, Double> statistic) {
        return new Stat(
                name,
                samples ->
                        samples.values().map(statistic).map(OptionalDouble::of).orElseGet(OptionalDouble::empty));
    }

    private static double count(NavigableMap<Double, Double> values) {
        return values.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** The least value that so many percent of all do not exceed. */
    private static double at(NavigableMap<Double, Double> values, double percent) {
        double wanted = count(values) * percent / ALL;
        double seen = 0;
        for (Map.Entry<Double, Double> each : values.entrySet()) {
            seen += each.getValue();
            if (seen >= wanted) {
                return each.getKey();
            }
        }
        return values.lastKey();
    }

    /** The mean of what lies between two percentages of all, in the order of values; of a value the part that does. */
    private static double mean(NavigableMap<Double, Double> values, double from, double to) {
        double first = count(values) * from / ALL;
        double last = count(values) * to / ALL;
        double seen = 0;
        double sum = 0;
        double taken = 0;
        for (Map.Entry<Double, Double> each : values.entrySet()) {
            double here = Math.max(0, Math.min(last, seen + each.getValue()) - Math.max(first, seen));
            seen += each.getValue();
            sum += here * each.getKey();
            taken += here;
        }
        return taken == 0 ? at(values, to) : sum / taken;
    }
}

package ateliers.cloud.services.monitoring;

import ateliers.cloud.services.monitoring.Judgement.Point;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** Why an alarm came into a state, in CloudWatch's words. */
final class Reasons {
    /** As {@code 2026-11-30T02:00:00.000+0000}. */
    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx").withZone(ZoneOffset.UTC);

    /** As {@code Monday 30 November, 2026 02:00:00 UTC}. */
    static final DateTimeFormatter LONG = DateTimeFormatter.ofPattern(
                    "EEEE dd MMMM, uuuu HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter SHORT =
            DateTimeFormatter.ofPattern("dd/MM/yy HH:mm:ss").withZone(ZoneOffset.UTC);

    private Reasons() {}

    /** As {@code 2 datapoints}. */
    static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /**
     * The sentence about points on one side of the threshold.
     *
     * @param points oldest first
     * @param filled how many missing ones count beside them
     */
    static String crossed(MetricAlarm alarm, StateValue value, List<Point> points, int filled) {
        if (points.isEmpty()) {
            return "Threshold Crossed: no datapoints were received for " + count(filled, "period") + " and "
                    + treated(alarm, filled) + ".";
        }
        boolean alarmed = value == StateValue.ALARM;
        List<Point> told =
                points.stream().filter(point -> point.breaches() == alarmed).toList();
        List<Point> shown = told.isEmpty() ? points : told;
        boolean plain = alarm.settings.datapointsToAlarm() == null;
        String many = plain
                ? count(shown.size(), "datapoint")
                : shown.size() + " out of the last " + (points.size() + filled) + " datapoints";
        return "Threshold Crossed: " + many + " ["
                + shown.stream()
                        .map(point -> point.value() + " (" + SHORT.format(point.begin()) + ")")
                        .collect(Collectors.joining(", "))
                + "] " + (shown.size() == 1 ? "was " : "were ") + (alarmed ? "" : "not ") + alarm.comparison()
                + " the threshold (" + alarm.settings.threshold() + ")"
                + (filled == 0 ? "" : " and " + treated(alarm, filled))
                + (plain ? "" : minimum(alarm, alarmed)) + ".";
    }

    private static String treated(MetricAlarm alarm, int filled) {
        return count(filled, "missing datapoint") + (filled == 1 ? " was" : " were") + " treated as ["
                + alarm.missing().said + "]";
    }

    private static String minimum(MetricAlarm alarm, boolean alarmed) {
        int least = alarmed ? alarm.datapoints() : alarm.settings.evaluationPeriods() - alarm.datapoints() + 1;
        return " (minimum " + count(least, "datapoint") + " for " + (alarmed ? "OK -> ALARM" : "ALARM -> OK")
                + " transition)";
    }

    /** What the state was decided by, as JSON. */
    static String data(MetricAlarm alarm, List<Point> points, Instant now) {
        ObjectNode data =
                JsonNodeFactory.instance.objectNode().put("version", "1.0").put("queryDate", TIME.format(now));
        if (!points.isEmpty()) {
            data.put("startDate", TIME.format(points.get(0).begin()));
        }
        if (alarm.settings.metrics().isEmpty()) {
            if (alarm.settings.unit() != null) {
                data.put("unit", alarm.settings.unitAsString());
            }
            data.put("statistic", alarm.statistic());
        }
        data.put("period", alarm.period());
        ArrayNode recent = data.putArray("recentDatapoints");
        points.forEach(point -> recent.add(point.value()));
        data.put("threshold", alarm.settings.threshold());
        ArrayNode evaluated = data.putArray("evaluatedDatapoints");
        points.forEach(point -> {
            ObjectNode told = evaluated.addObject().put("timestamp", TIME.format(point.begin()));
            point.count().ifPresent(count -> told.put("sampleCount", count));
            told.put("value", point.value());
        });
        return data.toString();
    }

    /** What the state of a composite alarm was decided by, as JSON. */
    static String data(List<Alarm> triggering) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        ArrayNode alarms = data.putArray("triggeringAlarms");
        triggering.forEach(alarm -> alarms.addObject()
                .put("arn", alarm.arn)
                .putObject("state")
                .put("value", alarm.state.value().toString())
                .put("timestamp", TIME.format(alarm.state.since())));
        return data.toString();
    }
}

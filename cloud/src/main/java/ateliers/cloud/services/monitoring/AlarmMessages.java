package ateliers.cloud.services.monitoring;

import ateliers.cloud.door.Place;
import ateliers.cloud.services.monitoring.Alarm.State;
import ateliers.cloud.services.monitoring.Changes.Change;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricStat;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * What alarms say when their states change.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html">Alarm events and
 *     EventBridge</a>
 */
final class AlarmMessages {
    private static final int LONGEST_SUBJECT = 100;

    private final Place place;

    AlarmMessages(Place place) {
        this.place = place;
    }

    String subject(Change change) {
        String subject = change.after().value() + ": \"" + change.alarm().name + "\" in " + region();
        return subject.length() > LONGEST_SUBJECT ? subject.substring(0, LONGEST_SUBJECT) : subject;
    }

    /** As mails name it: {@code EU (Paris)}. */
    private String region() {
        return Optional.ofNullable(Region.of(place.region()).metadata())
                .map(region -> region.description().replace("Europe (", "EU ("))
                .orElse(place.region());
    }

    /** What a topic gets. */
    String notification(Change change) {
        Alarm alarm = change.alarm();
        ObjectNode message = JsonNodeFactory.instance
                .objectNode()
                .put("AlarmName", alarm.name)
                .put("AlarmDescription", alarm.description())
                .put("AWSAccountId", place.account())
                .put("AlarmConfigurationUpdatedTimestamp", Reasons.TIME.format(alarm.configured))
                .put("NewStateValue", change.after().value().toString())
                .put("NewStateReason", change.after().reason())
                .put("StateChangeTime", Reasons.TIME.format(change.after().since()))
                .put("Region", region())
                .put("AlarmArn", alarm.arn)
                .put("OldStateValue", change.before().value().toString());
        lists(alarm, message);
        if (alarm instanceof MetricAlarm metric) {
            trigger(metric, message.putObject("Trigger"));
        } else {
            message.put("AlarmRule", ((CompositeAlarm) alarm).settings.alarmRule());
        }
        return message.toString();
    }

    private static void lists(Alarm alarm, ObjectNode message) {
        Map<String, StateValue> lists = new LinkedHashMap<>();
        lists.put("OKActions", StateValue.OK);
        lists.put("AlarmActions", StateValue.ALARM);
        lists.put("InsufficientDataActions", StateValue.INSUFFICIENT_DATA);
        lists.forEach((name, value) -> {
            ArrayNode list = message.putArray(name);
            alarm.actions(value).forEach(list::add);
        });
    }

    private static void trigger(MetricAlarm alarm, ObjectNode trigger) {
        if (!alarm.settings.metrics().isEmpty()) {
            trigger.set("Metrics", metrics(alarm.settings.metrics(), false));
        } else {
            trigger.put("MetricName", alarm.settings.metricName())
                    .put("Namespace", alarm.settings.namespace())
                    .put("StatisticType", alarm.settings.statistic() == null ? "ExtendedStatistic" : "Statistic")
                    .put(
                            alarm.settings.statistic() == null ? "ExtendedStatistic" : "Statistic",
                            alarm.settings.statistic() == null
                                    ? alarm.statistic()
                                    : alarm.statistic()
                                            .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                                            .toUpperCase(Locale.ROOT))
                    .put("Unit", alarm.settings.unitAsString());
            ArrayNode dimensions = trigger.putArray("Dimensions");
            alarm.settings
                    .dimensions()
                    .forEach(dimension -> dimensions
                            .addObject()
                            .put("value", dimension.value())
                            .put("name", dimension.name()));
        }
        trigger.put("Period", alarm.period()).put("EvaluationPeriods", alarm.settings.evaluationPeriods());
        if (alarm.settings.datapointsToAlarm() != null) {
            trigger.put("DatapointsToAlarm", alarm.settings.datapointsToAlarm());
        }
        trigger.put("ComparisonOperator", alarm.settings.comparisonOperatorAsString())
                .put("Threshold", alarm.settings.threshold())
                .put(
                        "TreatMissingData",
                        alarm.settings.treatMissingData() == null ? "" : alarm.settings.treatMissingData())
                .put(
                        "EvaluateLowSampleCountPercentile",
                        Optional.ofNullable(alarm.settings.evaluateLowSampleCountPercentile())
                                .orElse(""));
    }

    /** An event as deliveries to buses take it. */
    String event(Change change) {
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("source", "aws.cloudwatch")
                .put("detail-type", "CloudWatch Alarm State Change")
                .put("time", change.after().since().toString());
        event.putArray("resources").add(change.alarm().arn);
        event.set("detail", data(change));
        return event.toString();
    }

    /** What a function gets. */
    String invocation(Change change) {
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("source", "aws.cloudwatch")
                .put("alarmArn", change.alarm().arn)
                .put("accountId", place.account())
                .put("time", Reasons.TIME.format(change.after().since()))
                .put("region", place.region());
        event.set("alarmData", data(change));
        return event.toString();
    }

    private static ObjectNode data(Change change) {
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("alarmName", change.alarm().name);
        state(data.putObject("state"), change.after());
        state(data.putObject("previousState"), change.before());
        ObjectNode configuration = data.putObject("configuration");
        if (change.alarm().description() != null) {
            configuration.put("description", change.alarm().description());
        }
        if (change.alarm() instanceof MetricAlarm metric) {
            configuration.set("metrics", metrics(metric.queries(), true));
        } else {
            configuration.put("alarmRule", ((CompositeAlarm) change.alarm()).settings.alarmRule());
        }
        return data;
    }

    private static void state(ObjectNode node, State state) {
        node.put("value", state.value().toString()).put("reason", state.reason());
        state.data().ifPresent(data -> node.put("reasonData", data));
        node.put("timestamp", Reasons.TIME.format(state.since()));
    }

    /** @param inEvents whether members begin small and dimensions are an object, as events have it */
    private static ArrayNode metrics(List<MetricDataQuery> queries, boolean inEvents) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (MetricDataQuery query : queries) {
            ObjectNode node = all.addObject();
            node.put(
                    inEvents ? "id" : "Id",
                    inEvents && queries.size() == 1 ? UUID.randomUUID().toString() : query.id());
            if (query.expression() != null) {
                node.put(inEvents ? "expression" : "Expression", query.expression());
            } else {
                metric(node.putObject(inEvents ? "metricStat" : "MetricStat"), query.metricStat(), inEvents);
            }
            if (query.label() != null) {
                node.put(inEvents ? "label" : "Label", query.label());
            }
            node.put(inEvents ? "returnData" : "ReturnData", !Boolean.FALSE.equals(query.returnData()));
        }
        return all;
    }

    private static void metric(ObjectNode node, MetricStat stat, boolean inEvents) {
        ObjectNode metric = node.putObject(inEvents ? "metric" : "Metric");
        if (inEvents) {
            metric.put("namespace", stat.metric().namespace())
                    .put("name", stat.metric().metricName());
            ObjectNode dimensions = metric.putObject("dimensions");
            stat.metric().dimensions().forEach(each -> dimensions.put(each.name(), each.value()));
        } else {
            ArrayNode dimensions = metric.putArray("Dimensions");
            stat.metric()
                    .dimensions()
                    .forEach(each ->
                            dimensions.addObject().put("value", each.value()).put("name", each.name()));
            metric.put("MetricName", stat.metric().metricName())
                    .put("Namespace", stat.metric().namespace());
        }
        node.put(inEvents ? "period" : "Period", stat.period()).put(inEvents ? "stat" : "Stat", stat.stat());
    }
}

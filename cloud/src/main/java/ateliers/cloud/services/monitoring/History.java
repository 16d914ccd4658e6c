package ateliers.cloud.services.monitoring;

import ateliers.cloud.kit.Json;
import ateliers.cloud.services.monitoring.Alarm.State;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.HistoryItemType;

/** What happened to alarms in the last 30 days, also to those that are gone. */
final class History {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final ObjectMapper JSON = Json.mapper();

    private final Clock clock;
    private final Deque<AlarmHistoryItem> items = new ArrayDeque<>();

    History(Clock clock) {
        this.clock = clock;
    }

    void configured(Alarm alarm, boolean isNew) {
        add(
                alarm,
                HistoryItemType.CONFIGURATION_UPDATE,
                "Alarm \"" + alarm.name + "\" " + (isNew ? "created" : "updated"),
                data().put("type", isNew ? "Create" : "Update"));
    }

    void deleted(Alarm alarm) {
        add(
                alarm,
                HistoryItemType.CONFIGURATION_UPDATE,
                "Alarm \"" + alarm.name + "\" deleted",
                data().put("type", "Delete"));
    }

    void changed(Alarm alarm, State before) {
        ObjectNode data = data();
        describe(data.putObject("oldState"), before);
        describe(data.putObject("newState"), alarm.state);
        add(
                alarm,
                HistoryItemType.STATE_UPDATE,
                "Alarm updated from " + before.value() + " to " + alarm.state.value(),
                data);
    }

    /** @param error empty when it was done */
    void acted(Alarm alarm, String action, String error) {
        add(
                alarm,
                HistoryItemType.ACTION,
                error.isEmpty()
                        ? "Successfully executed action " + action
                        : "Failed to execute action " + action + ". Received error: \"" + error + "\"",
                data().put("actionState", error.isEmpty() ? "Succeeded" : "Failed")
                        .put("notificationResource", action)
                        .put("stateUpdateTimestamp", alarm.state.since().toEpochMilli())
                        .put("error", error.isEmpty() ? null : error));
    }

    private static ObjectNode data() {
        return JsonNodeFactory.instance.objectNode().put("version", "1.0");
    }

    private static void describe(ObjectNode node, State state) {
        node.put("stateValue", state.value().toString()).put("stateReason", state.reason());
        state.data().ifPresent(data -> {
            try {
                node.set("stateReasonData", JSON.readTree(data));
            } catch (JsonProcessingException e) {
                node.put("stateReasonData", data);
            }
        });
    }

    private synchronized void add(Alarm alarm, HistoryItemType type, String summary, ObjectNode data) {
        items.addLast(AlarmHistoryItem.builder()
                .alarmName(alarm.name)
                .alarmType(alarm.type())
                .timestamp(clock.instant())
                .historyItemType(type)
                .historySummary(summary)
                .historyData(data.toString())
                .build());
        while (items.getFirst().timestamp().isBefore(clock.instant().minus(KEPT))) {
            items.removeFirst();
        }
    }

    /** The newest first. */
    synchronized List<AlarmHistoryItem> all() {
        List<AlarmHistoryItem> all = new ArrayList<>(items);
        Collections.reverse(all);
        return all;
    }
}

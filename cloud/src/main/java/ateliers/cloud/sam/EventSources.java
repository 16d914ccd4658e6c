package ateliers.cloud.sam;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The event types of functions. */
final class EventSources {

    private static final Map<String, EventSource> BY_TYPE = byType(
            new AlexaSkillEvent(),
            new ApiEvent(),
            new CloudWatchLogsEvent(),
            new EventBridgeRuleEvent(),
            new HttpApiEvent(),
            new QueueEvent(),
            new S3Event(),
            new ScheduleEvent(),
            new ScheduleV2Event(),
            new SnsEvent(),
            new StreamEvent("DynamoDB"),
            new StreamEvent("Kinesis"));

    private static final Set<String> MISSING =
            Set.of("Cognito", "DocumentDB", "IoTRule", "MQ", "MSK", "SelfManagedKafka");

    private EventSources() {}

    /**
     * The event type of a name.
     *
     * @param functionId the function, for errors
     * @param eventId the event, for errors
     */
    static EventSource of(String type, String functionId, String eventId) {
        if (type != null && MISSING.contains(type)) {
            throw Gaps.feature("event type " + type, functionId + "." + eventId);
        }
        EventSource source = type == null ? null : BY_TYPE.get(type);
        if (source == null) {
            throw SamProblem.event(
                    eventId,
                    "Resource dict has missing or invalid value for key Type. Event Type is: "
                            + (type == null ? "None" : type) + ".");
        }
        return source;
    }

    private static Map<String, EventSource> byType(EventSource... sources) {
        Map<String, EventSource> byType = new HashMap<>();
        for (EventSource source : List.of(sources)) {
            source.types().forEach(type -> byType.put(type, source));
        }
        return Map.copyOf(byType);
    }
}

package ateliers.grader.load;

import ateliers.grader.checklist.Stack;
import ateliers.grader.targets.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.HistoryItemType;

/** The alarms of a stack, and which of them go off from now on. */
public final class StackAlarms {
    private static final Set<String> TYPES = Set.of("AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm");
    private static final String WENT_OFF = " to ALARM";

    /** Where time is moved: what metrics tell of the last minutes is looked at by then. */
    private static final Duration MOVED = Duration.ofMinutes(6);

    /** In real time nobody waits longer than one look at the metrics takes. */
    private static final Duration REAL = Duration.ofSeconds(75);

    private final Stack stack;
    private final Set<String> names = new TreeSet<>();
    private final Map<String, List<AlarmHistoryItem>> before = new TreeMap<>();

    public StackAlarms(Stack stack) {
        this.stack = stack;
        stack.resources()
                .filter(resource -> TYPES.contains(resource.resourceType()))
                .map(StackResourceSummary::physicalResourceId)
                .forEach(names::add);
        names.forEach(name -> before.put(name, alerts(name)));
    }

    /** How many there are. */
    public int count() {
        return names.size();
    }

    /** Waits until they have looked at what has happened so far. */
    public void settle() {
        if (!names.isEmpty()) {
            boolean moves = stack.offers(Target.MovesTime.class).isPresent();
            stack.never(() -> false, moves ? MOVED : REAL);
        }
    }

    /** Why alarms went off since this was made, by their names. */
    public Map<String, String> wentOff() {
        Map<String, String> reasons = new TreeMap<>();
        for (String name : names) {
            alerts(name).stream()
                    .filter(each -> !before.get(name).contains(each))
                    .findFirst()
                    .ifPresent(each -> reasons.put(name, each.historySummary()));
        }
        return reasons;
    }

    private List<AlarmHistoryItem> alerts(String name) {
        return stack
                .aws()
                .cloudWatch()
                .describeAlarmHistoryPaginator(r -> r.alarmName(name)
                        .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM)
                        .historyItemType(HistoryItemType.STATE_UPDATE))
                .alarmHistoryItems()
                .stream()
                .filter(each -> each.historySummary().endsWith(WENT_OFF))
                .toList();
    }
}

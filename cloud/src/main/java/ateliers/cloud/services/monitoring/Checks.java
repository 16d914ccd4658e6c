package ateliers.cloud.services.monitoring;

import ateliers.cloud.door.SystemTags;
import ateliers.cloud.kit.Constraints;
import ateliers.cloud.kit.Paging;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

/** What requests may hold. */
final class Checks {
    private static final Set<Integer> SHORT_PERIODS = Set.of(1, 5, 10, 20, 30);
    private static final int MINUTE = 60;
    private static final int LONGEST_TEXT = 255;
    private static final int LONGEST_VALUE = 1024;
    private static final int MOST_DIMENSIONS = 30;

    private Checks() {}

    static Constraints constraints() {
        return Constraints.refusedBy(MonitoringErrors::validation);
    }

    /** A period of a query, in seconds. */
    static void period(String member, int period) {
        if (!SHORT_PERIODS.contains(period) && (period < MINUTE || period % MINUTE != 0)) {
            throw MonitoringErrors.value("The parameter " + member + " must be 1, 5, 10, 20, 30, or a multiple of 60.");
        }
    }

    static Constraints metric(Constraints constraints, String namespace, String name) {
        return constraints
                .present("namespace", namespace)
                .length("namespace", namespace, 1, LONGEST_TEXT)
                .present("metricName", name)
                .length("metricName", name, 1, LONGEST_TEXT);
    }

    static Constraints dimensions(Constraints constraints, String member, List<Dimension> dimensions) {
        constraints.length(member, "[...]", dimensions.size(), 0, MOST_DIMENSIONS);
        for (int i = 0; i < dimensions.size(); i++) {
            Dimension each = dimensions.get(i);
            String here = member + "." + (i + 1) + ".member.";
            constraints
                    .present(here + "name", each.name())
                    .length(here + "name", each.name(), 1, LONGEST_TEXT)
                    .present(here + "value", each.value())
                    .length(here + "value", each.value(), 1, LONGEST_VALUE);
        }
        return constraints;
    }

    static Map<String, String> tags(List<Tag> tags) {
        Map<String, String> map = new LinkedHashMap<>();
        tags.forEach(tag -> map.put(tag.key(), tag.value()));
        return map;
    }

    static void refuseSystemTags(Collection<String> keys) {
        SystemTags.refuse(keys, MonitoringErrors::validation);
    }

    static <T> Paging.Page<T> page(List<T> all, String token, int size) {
        return Paging.<T>byPosition(MonitoringErrors::token).opaque().page(all, size, token);
    }
}

package ateliers.cloud.services.events;

import ateliers.cloud.door.SystemTags;
import ateliers.cloud.kit.Constraints;
import ateliers.cloud.kit.Paging;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.eventbridge.model.Tag;

/** Names, tags and pages within the limits of EventBridge. */
final class Checks {
    static final String NAME = "[\\.\\-_A-Za-z0-9]+";
    private static final int PAGE = 100;

    private Checks() {}

    static Constraints constraints() {
        return Constraints.refusedBy(EventsErrors::validation);
    }

    static void refuseSystemTags(Collection<String> keys) {
        SystemTags.refuse(keys, EventsErrors::validation);
    }

    static Map<String, String> tags(List<Tag> tags) {
        Map<String, String> map = new LinkedHashMap<>();
        tags.forEach(tag -> map.put(tag.key(), tag.value()));
        return map;
    }

    static <T> Paging.Page<T> page(List<T> all, String token, Integer limit) {
        constraints().between("limit", limit, 1, PAGE).require();
        return Paging.<T>byPosition(() -> EventsErrors.validation("Invalid nextToken."))
                .opaque()
                .page(all, limit == null ? PAGE : limit, token);
    }
}

package ateliers.cloud.services.iam;

import ateliers.cloud.door.SystemTags;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.iam.model.Tag;

/** The tags of a resource. Guarded by the state's lock. */
final class Tags {
    private static final int MOST = 50;

    private final Map<String, Tag> byKey = new LinkedHashMap<>();

    /** @throws software.amazon.awssdk.services.iam.model.IamException when there is something wrong with them */
    void add(List<Tag> more) {
        Set<String> kept = new HashSet<>(byKey.keySet());
        more.forEach(tag -> kept.remove(tag.key()));
        check(more, kept.size());
        more.forEach(tag -> byKey.put(tag.key(), tag));
    }

    void remove(List<String> keys) {
        if (SystemTags.refused(keys)) {
            throw system();
        }
        byKey.keySet().removeAll(keys);
    }

    List<Tag> list() {
        return List.copyOf(byKey.values());
    }

    /** As most answers show them: null when there are none. */
    List<Tag> shown() {
        return byKey.isEmpty() ? null : list();
    }

    /** What tags a request names, by key. */
    static Map<String, String> values(List<Tag> tags) {
        Map<String, String> values = new LinkedHashMap<>();
        tags.forEach(tag -> values.put(tag.key(), tag.value()));
        return values;
    }

    /** Refuses the tags of something that is to be made. */
    static void check(List<Tag> tags) {
        check(tags, 0);
    }

    private static void check(List<Tag> tags, int others) {
        Set<String> keys = new HashSet<>();
        for (Tag tag : tags) {
            Checks.constraints()
                    .present("tags.1.member.key", tag.key())
                    .length("tags.1.member.key", tag.key(), 1, 128)
                    .present("tags.1.member.value", tag.value())
                    .length("tags.1.member.value", tag.value(), 0, 256)
                    .require();
            if (SystemTags.refused(tag.key())) {
                throw system();
            }
            if (!keys.add(tag.key().toLowerCase(Locale.ROOT))) {
                throw IamErrors.invalidInput(
                        "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
            }
        }
        if (keys.size() + others > MOST) {
            throw IamErrors.limitExceeded("The number of tags has reached the maximum limit.");
        }
    }

    private static RuntimeException system() {
        return IamErrors.invalidInput("System tags cannot be added or removed by requester");
    }
}

package ateliers.cloud.services.s3;

import ateliers.cloud.kit.Pojos;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * Which objects a lifecycle rule is about.
 *
 * @param prefix of keys; empty for any
 * @param greater in bytes, or null
 * @param less in bytes, or null
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-filters.html">Filter element</a>
 */
record LifecycleScope(String prefix, List<Tag> tags, Long greater, Long less) {
    static LifecycleScope of(LifecycleRule rule) {
        LifecycleRuleFilter filter = rule.filter();
        if (filter == null) {
            return new LifecycleScope(Pojos.text(rule, "Prefix"), List.of(), null, null);
        }
        if (filter.and() != null) {
            var and = filter.and();
            return new LifecycleScope(
                    orEmpty(and.prefix()), and.tags(), and.objectSizeGreaterThan(), and.objectSizeLessThan());
        }
        return new LifecycleScope(
                orEmpty(filter.prefix()),
                filter.tag() == null ? List.of() : List.of(filter.tag()),
                filter.objectSizeGreaterThan(),
                filter.objectSizeLessThan());
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    boolean isBySize() {
        return greater != null || less != null;
    }

    /** Whether it is about uploads, of which only the key is known. */
    boolean coversKey(String key) {
        return key.startsWith(prefix) && tags.isEmpty() && !isBySize();
    }

    /** Delete markers have neither tags nor a size. */
    boolean covers(StoredObject version) {
        if (version.isDeleteMarker()) {
            return coversKey(version.key());
        }
        Map<String, String> has = version.tags();
        return version.key().startsWith(prefix)
                && tags.stream().allMatch(tag -> tag.value().equals(has.get(tag.key())))
                && (greater == null || version.size() > greater)
                && (less == null || version.size() < less);
    }

    /** As S3's refusals tell it. */
    String told() {
        List<String> parts = new ArrayList<>(List.of("prefix=" + prefix));
        if (!tags.isEmpty()) {
            parts.add(tags.stream()
                    .map(tag -> tag.key() + "=" + tag.value())
                    .collect(Collectors.joining(", ", "tags=[", "]")));
        }
        return "'(" + String.join(", ", parts) + ")'";
    }
}

package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.LifecycleExpiration;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.NoncurrentVersionExpiration;
import software.amazon.awssdk.services.s3.model.NoncurrentVersionTransition;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Transition;

/**
 * A bucket's {@code LifecycleConfiguration}, which calls everything by other names than S3.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-rule.html">AWS::S3::Bucket
 *     Rule</a>
 */
final class BucketLifecycle {
    private BucketLifecycle() {}

    static void put(S3Client s3, String bucket, JsonNode configuration) {
        List<LifecycleRule> rules = new ArrayList<>();
        configuration.path("Rules").forEach(rule -> rules.add(rule(rule)));
        s3.putBucketLifecycleConfiguration(request -> request.bucket(bucket)
                .transitionDefaultMinimumObjectSize(text(configuration, "TransitionDefaultMinimumObjectSize"))
                .lifecycleConfiguration(each -> each.rules(rules)));
    }

    private static LifecycleRule rule(JsonNode rule) {
        LifecycleRule.Builder made = LifecycleRule.builder()
                .id(text(rule, "Id"))
                .status(text(rule, "Status"))
                .filter(filter(rule))
                .expiration(expiration(rule))
                .noncurrentVersionExpiration(noncurrent(rule));
        JsonNode abort = rule.path("AbortIncompleteMultipartUpload");
        if (abort.isObject()) {
            made.abortIncompleteMultipartUpload(each -> each.daysAfterInitiation(number(abort, "DaysAfterInitiation")));
        }
        List<Transition> transitions = new ArrayList<>();
        for (JsonNode each : both(rule, "Transition")) {
            transitions.add(Transition.builder()
                    .storageClass(text(each, "StorageClass"))
                    .days(number(each, "TransitionInDays"))
                    .date(date(each, "TransitionDate"))
                    .build());
        }
        List<NoncurrentVersionTransition> noncurrent = new ArrayList<>();
        for (JsonNode each : both(rule, "NoncurrentVersionTransition")) {
            noncurrent.add(NoncurrentVersionTransition.builder()
                    .storageClass(text(each, "StorageClass"))
                    .noncurrentDays(number(each, "TransitionInDays"))
                    .newerNoncurrentVersions(number(each, "NewerNoncurrentVersions"))
                    .build());
        }
        return made.transitions(transitions.isEmpty() ? null : transitions)
                .noncurrentVersionTransitions(noncurrent.isEmpty() ? null : noncurrent)
                .build();
    }

    private static LifecycleRuleFilter filter(JsonNode rule) {
        List<Tag> tags = new ArrayList<>();
        for (JsonNode each : rule.path("TagFilters")) {
            tags.add(Tag.builder()
                    .key(text(each, "Key"))
                    .value(text(each, "Value"))
                    .build());
        }
        String prefix = text(rule, "Prefix");
        Long greater = size(rule, "ObjectSizeGreaterThan");
        Long less = size(rule, "ObjectSizeLessThan");
        int predicates = tags.size() + (prefix == null ? 0 : 1) + (greater == null ? 0 : 1) + (less == null ? 0 : 1);
        if (predicates > 1) {
            return LifecycleRuleFilter.builder()
                    .and(and -> and.prefix(prefix)
                            .tags(tags.isEmpty() ? null : tags)
                            .objectSizeGreaterThan(greater)
                            .objectSizeLessThan(less))
                    .build();
        }
        return LifecycleRuleFilter.builder()
                .prefix(predicates == 0 ? "" : prefix)
                .tag(tags.isEmpty() ? null : tags.get(0))
                .objectSizeGreaterThan(greater)
                .objectSizeLessThan(less)
                .build();
    }

    private static LifecycleExpiration expiration(JsonNode rule) {
        JsonNode marker = rule.path("ExpiredObjectDeleteMarker");
        if (!rule.has("ExpirationInDays") && !rule.has("ExpirationDate") && marker.isMissingNode()) {
            return null;
        }
        return LifecycleExpiration.builder()
                .days(number(rule, "ExpirationInDays"))
                .date(date(rule, "ExpirationDate"))
                .expiredObjectDeleteMarker(marker.isMissingNode() ? null : marker.asBoolean())
                .build();
    }

    private static NoncurrentVersionExpiration noncurrent(JsonNode rule) {
        JsonNode expiration = rule.path("NoncurrentVersionExpiration");
        if (expiration.isObject()) {
            return NoncurrentVersionExpiration.builder()
                    .noncurrentDays(number(expiration, "NoncurrentDays"))
                    .newerNoncurrentVersions(number(expiration, "NewerNoncurrentVersions"))
                    .build();
        }
        return rule.has("NoncurrentVersionExpirationInDays")
                ? NoncurrentVersionExpiration.builder()
                        .noncurrentDays(number(rule, "NoncurrentVersionExpirationInDays"))
                        .build()
                : null;
    }

    /** The elements of a list, whose name is in the plural, or the older property that is one of them. */
    private static List<JsonNode> both(JsonNode rule, String property) {
        List<JsonNode> all = new ArrayList<>();
        if (rule.has(property)) {
            all.add(rule.get(property));
        }
        rule.path(property + "s").forEach(all::add);
        return all;
    }

    private static String text(JsonNode node, String property) {
        return node.path(property).asText(null);
    }

    private static Integer number(JsonNode node, String property) {
        return node.has(property) ? Integer.valueOf(node.get(property).asInt()) : null;
    }

    private static Long size(JsonNode node, String property) {
        return node.has(property) ? Long.valueOf(node.get(property).asLong()) : null;
    }

    /** ISO 8601, as a whole time or a day. */
    private static Instant date(JsonNode node, String property) {
        String text = text(node, property);
        if (text == null) {
            return null;
        }
        return text.contains("T")
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}

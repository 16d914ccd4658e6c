package ateliers.cloud.services.s3;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.BucketLifecycleConfiguration;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleExpiration;
import software.amazon.awssdk.services.s3.model.LifecycleRule;

/**
 * When a bucket's lifecycle rules act, and what answers tell of it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html#intro-lifecycle-rules-number-of-days">Lifecycle
 *     rules: based on an object's age</a>
 */
final class LifecycleDates {
    private static final DateTimeFormatter HTTP = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private LifecycleDates() {}

    /** Rounded up to the next day at midnight UTC. */
    static Instant due(Instant from, int days) {
        return from.plus(days, ChronoUnit.DAYS).truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
    }

    /** When an object expires by a rule; empty when the rule is about delete markers alone. */
    static Optional<Instant> expiry(LifecycleExpiration expiration, StoredObject object) {
        if (expiration.date() != null) {
            return Optional.of(expiration.date());
        }
        return Optional.ofNullable(expiration.days()).map(days -> due(object.lastModified(), days));
    }

    /** The rules of a bucket that are enabled. */
    static List<LifecycleRule> rules(Bucket bucket) {
        return bucket
                .settings()
                .document(BucketLifecycleConfiguration.class)
                .map(BucketLifecycleConfiguration::rules)
                .orElse(List.of())
                .stream()
                .filter(rule -> rule.status() == ExpirationStatus.ENABLED)
                .toList();
    }

    private record Expiry(Instant date, String rule) {}

    /** The member that tells when an object expires and by which rule: of several, the one that acts first. */
    static Map<String, Object> members(Bucket bucket, StoredObject object) {
        return rules(bucket).stream()
                .filter(rule ->
                        rule.expiration() != null && LifecycleScope.of(rule).covers(object))
                .flatMap(rule -> expiry(rule.expiration(), object).map(date -> new Expiry(date, rule.id())).stream())
                .min(Comparator.comparing(Expiry::date))
                .map(expiry -> Map.<String, Object>of(
                        "Expiration",
                        "expiry-date=\"" + HTTP.format(expiry.date()) + "\", rule-id=\"" + encoded(expiry.rule())
                                + "\""))
                .orElse(Map.of());
    }

    /** The members that tell when an upload is aborted unless it is completed, and by which rule. */
    static Map<String, Object> members(Bucket bucket, Upload upload) {
        return rules(bucket).stream()
                .flatMap(rule -> abort(rule, upload).map(date -> new Expiry(date, rule.id())).stream())
                .min(Comparator.comparing(Expiry::date))
                .map(expiry -> Map.<String, Object>of("AbortDate", expiry.date(), "AbortRuleId", expiry.rule()))
                .orElse(Map.of());
    }

    /** When a rule aborts an upload; empty when it never does. */
    static Optional<Instant> abort(LifecycleRule rule, Upload upload) {
        return Optional.ofNullable(rule.abortIncompleteMultipartUpload())
                .filter(abort -> LifecycleScope.of(rule).coversKey(upload.key()))
                .map(abort -> due(upload.initiated(), abort.daysAfterInitiation()));
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8);
    }
}

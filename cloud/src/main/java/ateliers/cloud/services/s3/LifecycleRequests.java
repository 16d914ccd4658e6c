package ateliers.cloud.services.s3;

import ateliers.cloud.kit.Pojos;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.AbortIncompleteMultipartUpload;
import software.amazon.awssdk.services.s3.model.BucketLifecycleConfiguration;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleExpiration;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.NoncurrentVersionExpiration;
import software.amazon.awssdk.services.s3.model.NoncurrentVersionTransition;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Transition;
import software.amazon.awssdk.services.s3.model.TransitionStorageClass;

/**
 * Reads lifecycle configurations and refuses what S3 refuses. See
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html">the operation</a>.
 */
final class LifecycleRequests {
    private static final int MOST_RULES = 1000;
    private static final int LONGEST_ID = 255;
    private static final int INFREQUENT_DAYS = 30;
    private static final int MOST_NEWER = 100;

    private LifecycleRequests() {}

    /** The rules, each with an id. */
    static BucketLifecycleConfiguration read(BucketLifecycleConfiguration asked) {
        if (asked == null || asked.rules().isEmpty() || asked.rules().size() > MOST_RULES) {
            throw S3Errors.malformedXml();
        }
        Set<String> ids = new HashSet<>();
        List<LifecycleRule> rules = new ArrayList<>();
        for (LifecycleRule rule : asked.rules()) {
            check(rule);
            String id =
                    rule.id() == null || rule.id().isEmpty() ? UUID.randomUUID().toString() : rule.id();
            if (!ids.add(id)) {
                throw S3Errors.invalidArgument("Rule ID must be unique. Found same ID for more than one rule");
            }
            rules.add(rule.toBuilder().id(id).build());
        }
        return BucketLifecycleConfiguration.builder().rules(rules).build();
    }

    private static void check(LifecycleRule rule) {
        if (rule.id() != null && rule.id().length() > LONGEST_ID) {
            throw S3Errors.invalidArgument("ID length should not exceed allowed limit of " + LONGEST_ID);
        }
        if (rule.status() == null || rule.status() == ExpirationStatus.UNKNOWN_TO_SDK_VERSION) {
            throw S3Errors.malformedXml();
        }
        checkFilter(rule);
        LifecycleScope scope = LifecycleScope.of(rule);
        if (rule.expiration() == null
                && rule.noncurrentVersionExpiration() == null
                && rule.abortIncompleteMultipartUpload() == null
                && rule.transitions().isEmpty()
                && rule.noncurrentVersionTransitions().isEmpty()) {
            throw S3Errors.invalidRequest("At least one action needs to be specified in a rule");
        }
        checkExpiration(rule.expiration(), scope);
        checkNoncurrent(rule.noncurrentVersionExpiration());
        checkAbort(rule.abortIncompleteMultipartUpload(), scope);
        rule.transitions().forEach(LifecycleRequests::checkTransition);
        for (NoncurrentVersionTransition transition : rule.noncurrentVersionTransitions()) {
            checkClass(transition.storageClass());
            checkDays("Transition", transition.storageClass(), transition.noncurrentDays());
            checkNewer("NoncurrentVersionTransition", transition.newerNoncurrentVersions());
        }
        checkTogether(rule, scope);
    }

    private static void checkFilter(LifecycleRule rule) {
        LifecycleRuleFilter filter = rule.filter();
        if ((filter == null) == (Pojos.text(rule, "Prefix") == null)) {
            throw S3Errors.malformedXml();
        }
        if (filter == null) {
            return;
        }
        long predicates = count(
                filter.prefix(),
                filter.tag(),
                filter.and(),
                filter.objectSizeGreaterThan(),
                filter.objectSizeLessThan());
        if (predicates > 1) {
            throw S3Errors.malformedXml();
        }
        List<Tag> tags = LifecycleScope.of(rule).tags();
        if (tags.stream().anyMatch(tag -> tag.key() == null || tag.value() == null)) {
            throw S3Errors.malformedXml();
        }
        if (tags.stream().map(Tag::key).distinct().count() < tags.size()) {
            throw S3Errors.invalidRequest("Duplicate Tag Keys are not allowed.");
        }
    }

    private static void checkExpiration(LifecycleExpiration expiration, LifecycleScope scope) {
        if (expiration == null) {
            return;
        }
        if (count(expiration.date(), expiration.days(), expiration.expiredObjectDeleteMarker()) != 1) {
            throw S3Errors.malformedXml();
        }
        positive(expiration.days(), "Days", "Expiration");
        checkMidnight(expiration.date());
        if (expiration.expiredObjectDeleteMarker() != null && !scope.tags().isEmpty()) {
            throw S3Errors.invalidRequest("ExpiredObjectDeleteMarker cannot be specified with Tags.");
        }
    }

    private static void checkNoncurrent(NoncurrentVersionExpiration expiration) {
        if (expiration == null) {
            return;
        }
        if (expiration.noncurrentDays() == null && expiration.newerNoncurrentVersions() == null) {
            throw S3Errors.malformedXml();
        }
        positive(expiration.noncurrentDays(), "NoncurrentDays", "NoncurrentVersionExpiration");
        checkNewer("NoncurrentVersionExpiration", expiration.newerNoncurrentVersions());
    }

    private static void checkNewer(String action, Integer newer) {
        positive(newer, "NewerNoncurrentVersions", action);
        if (newer != null && newer > MOST_NEWER) {
            throw S3Errors.invalidArgument(
                    "'NewerNoncurrentVersions' for " + action + " action must be less than or equal to " + MOST_NEWER);
        }
    }

    private static void checkAbort(AbortIncompleteMultipartUpload abort, LifecycleScope scope) {
        if (abort == null) {
            return;
        }
        if (abort.daysAfterInitiation() == null) {
            throw S3Errors.malformedXml();
        }
        positive(abort.daysAfterInitiation(), "DaysAfterInitiation", "AbortIncompleteMultipartUpload");
        if (!scope.tags().isEmpty()) {
            throw S3Errors.invalidRequest("AbortIncompleteMultipartUpload cannot be specified with Tags.");
        }
        if (scope.isBySize()) {
            throw S3Errors.invalidRequest("AbortIncompleteMultipartUpload cannot be specified with Object Size");
        }
    }

    private static void checkTransition(Transition transition) {
        checkClass(transition.storageClass());
        if (count(transition.date(), transition.days()) != 1) {
            throw S3Errors.malformedXml();
        }
        checkMidnight(transition.date());
        checkDays("Transition", transition.storageClass(), transition.days());
    }

    private static void checkClass(TransitionStorageClass storageClass) {
        if (storageClass == null || storageClass == TransitionStorageClass.UNKNOWN_TO_SDK_VERSION) {
            throw S3Errors.malformedXml();
        }
    }

    private static void checkDays(String action, TransitionStorageClass storageClass, Integer days) {
        if (days != null && days < 0) {
            throw S3Errors.invalidArgument("'Days' for " + action + " action must be nonnegative");
        }
        boolean infrequent =
                storageClass == TransitionStorageClass.STANDARD_IA || storageClass == TransitionStorageClass.ONEZONE_IA;
        if (days != null && infrequent && days < INFREQUENT_DAYS) {
            throw S3Errors.invalidArgument("'Days' in " + action + " action must be greater than or equal to "
                    + INFREQUENT_DAYS + " for storageClass '" + storageClass + "'");
        }
    }

    private static void checkTogether(LifecycleRule rule, LifecycleScope scope) {
        LifecycleExpiration expiration = rule.expiration();
        boolean dates = rule.transitions().stream().anyMatch(each -> each.date() != null)
                || expiration != null && expiration.date() != null;
        boolean days = rule.transitions().stream().anyMatch(each -> each.days() != null)
                || expiration != null && expiration.days() != null;
        if (dates && days) {
            throw S3Errors.invalidRequest("Found mixed 'Date' and 'Days' based Expiration and Transition actions in"
                    + " lifecycle rule for filter " + scope.told());
        }
        for (Transition transition : rule.transitions()) {
            if (expiration != null
                    && expiration.days() != null
                    && transition.days() != null
                    && expiration.days() <= transition.days()) {
                throw S3Errors.invalidArgument("'Days' in the Expiration action for filter " + scope.told()
                        + " must be greater than 'Days' in the Transition action");
            }
        }
    }

    private static void positive(Integer number, String member, String action) {
        if (number != null && number <= 0) {
            throw S3Errors.invalidArgument("'" + member + "' for " + action + " action must be a positive integer");
        }
    }

    private static void checkMidnight(Instant date) {
        if (date != null && !date.equals(date.truncatedTo(ChronoUnit.DAYS))) {
            throw S3Errors.invalidArgument("'Date' must be at midnight GMT");
        }
    }

    private static long count(Object... members) {
        return Stream.of(members).filter(Objects::nonNull).count();
    }
}

package ateliers.cloud.services.s3;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.s3.model.LifecycleExpiration;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.NoncurrentVersionExpiration;
import software.amazon.awssdk.services.s3.model.NoncurrentVersionTransition;
import software.amazon.awssdk.services.s3.model.Transition;
import software.amazon.awssdk.services.s3.model.TransitionDefaultMinimumObjectSize;
import software.amazon.awssdk.services.s3.model.TransitionStorageClass;

/**
 * What the lifecycle rules of a bucket do at one midnight. Whoever makes one holds the bucket's monitor.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-expire-general-considerations.html">Expiring
 *     objects</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html">Transitioning
 *     objects</a>
 */
final class LifecycleRun {
    private static final String EXPIRATION = "LifecycleExpiration";
    private static final long SMALLEST_TRANSITION = 128 * 1024;

    /** Objects go down only. */
    private static final List<String> CLASSES = List.of(
            Attributes.STANDARD,
            "STANDARD_IA",
            "INTELLIGENT_TIERING",
            "ONEZONE_IA",
            "GLACIER_IR",
            "GLACIER",
            "DEEP_ARCHIVE");

    private final Bucket bucket;
    private final Instant now;
    private final ObjectWrites writes;
    private final Notifier notifier;
    private final List<LifecycleRule> rules;
    private final boolean smallToArchives;

    LifecycleRun(Bucket bucket, Instant now, ObjectWrites writes, Notifier notifier) {
        this.bucket = bucket;
        this.now = now;
        this.writes = writes;
        this.notifier = notifier;
        this.rules = LifecycleDates.rules(bucket);
        this.smallToArchives = bucket.settings()
                .document(TransitionDefaultMinimumObjectSize.class)
                .map(size -> size == TransitionDefaultMinimumObjectSize.VARIES_BY_STORAGE_CLASS)
                .orElse(false);
    }

    /** Expires first: what is deleted needs no other storage class. */
    void run() {
        for (Upload upload : List.copyOf(bucket.uploads().values())) {
            if (rules.stream().anyMatch(rule -> isDue(LifecycleDates.abort(rule, upload)))) {
                bucket.uploads().remove(Bucket.uploadPlace(upload));
                upload.discard();
            }
        }
        for (String key : List.copyOf(bucket.keys().keySet())) {
            rules.forEach(rule -> expireNoncurrent(rule, key));
            rules.forEach(rule -> expireCurrent(rule, key));
            rules.forEach(rule -> changeClass(rule, key));
        }
    }

    private boolean isDue(Optional<Instant> when) {
        return when.isPresent() && !when.get().isAfter(now);
    }

    private void expireCurrent(LifecycleRule rule, String key) {
        LifecycleExpiration expiration = rule.expiration();
        List<StoredObject> versions = versions(key);
        if (expiration == null || versions.isEmpty()) {
            return;
        }
        StoredObject current = versions.get(versions.size() - 1);
        if (!LifecycleScope.of(rule).covers(current)) {
            return;
        }
        boolean due = isDue(LifecycleDates.expiry(expiration, current));
        if (!current.isDeleteMarker()) {
            if (due) {
                writes.delete(bucket, key, null, null, EXPIRATION);
            }
        } else if (versions.size() == 1 && (due || Boolean.TRUE.equals(expiration.expiredObjectDeleteMarker()))) {
            writes.delete(bucket, key, current.versionId(), null, EXPIRATION);
        }
    }

    private void expireNoncurrent(LifecycleRule rule, String key) {
        NoncurrentVersionExpiration expiration = rule.noncurrentVersionExpiration();
        if (expiration == null) {
            return;
        }
        int days = expiration.noncurrentDays() == null ? 0 : expiration.noncurrentDays();
        for (StoredObject version : noncurrent(rule, key, days, expiration.newerNoncurrentVersions())) {
            writes.delete(bucket, key, version.versionId(), null, EXPIRATION);
        }
    }

    /** The versions that a rule covers and others have replaced long enough ago, with enough newer ones that are kept. */
    private List<StoredObject> noncurrent(LifecycleRule rule, String key, int days, Integer newer) {
        List<StoredObject> versions = versions(key);
        Predicate<StoredObject> covered = LifecycleScope.of(rule)::covers;
        List<StoredObject> found = new ArrayList<>();
        for (int i = 0; i < versions.size() - 1; i++) {
            Instant replaced = versions.get(i + 1).lastModified();
            int between = versions.size() - 2 - i;
            if (covered.test(versions.get(i))
                    && isDue(Optional.of(LifecycleDates.due(replaced, days)))
                    && (newer == null || between >= newer)) {
                found.add(versions.get(i));
            }
        }
        return found;
    }

    private void changeClass(LifecycleRule rule, String key) {
        LifecycleScope scope = LifecycleScope.of(rule);
        for (Transition transition : rule.transitions()) {
            bucket.current(key)
                    .filter(scope::covers)
                    .filter(object -> isDue(Optional.of(
                            transition.date() != null
                                    ? transition.date()
                                    : LifecycleDates.due(object.lastModified(), transition.days()))))
                    .ifPresent(object -> move(object, transition.storageClass(), scope));
        }
        for (NoncurrentVersionTransition transition : rule.noncurrentVersionTransitions()) {
            int days = transition.noncurrentDays() == null ? 0 : transition.noncurrentDays();
            for (StoredObject version : noncurrent(rule, key, days, transition.newerNoncurrentVersions())) {
                if (!version.isDeleteMarker()) {
                    move(version, transition.storageClass(), scope);
                }
            }
        }
    }

    private void move(StoredObject object, TransitionStorageClass storageClass, LifecycleScope scope) {
        boolean archive =
                storageClass == TransitionStorageClass.GLACIER || storageClass == TransitionStorageClass.DEEP_ARCHIVE;
        boolean small = object.size() < SMALLEST_TRANSITION && !scope.isBySize() && !(archive && smallToArchives);
        if (small || CLASSES.indexOf(storageClass.toString()) <= CLASSES.indexOf(object.storageClass())) {
            return;
        }
        StoredObject moved = object.withStorageClass(storageClass.toString());
        bucket.replace(moved);
        notifier.publish(bucket, "LifecycleTransition", moved);
    }

    private List<StoredObject> versions(String key) {
        return List.copyOf(bucket.keys().getOrDefault(key, List.of()));
    }
}

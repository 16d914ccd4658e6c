package ateliers.cloud.services.s3;

import ateliers.cloud.clock.CloudTimer;
import ateliers.cloud.door.CallContext;
import ateliers.cloud.kit.Operations;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketLifecycleConfiguration;
import software.amazon.awssdk.services.s3.model.DeleteBucketLifecycleRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketLifecycleResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.TransitionDefaultMinimumObjectSize;

/**
 * The lifecycle rules of buckets, which act each midnight UTC of cloud time.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html">Managing the lifecycle of
 *     objects</a>
 */
final class LifecycleOperations implements S3Client, Operations {
    private final Store store;
    private final ObjectWrites writes;
    private final Notifier notifier;
    private CloudTimer midnight;

    LifecycleOperations(Store store, ObjectWrites writes, Notifier notifier) {
        this.store = store;
        this.writes = writes;
        this.notifier = notifier;
    }

    @Override
    public PutBucketLifecycleConfigurationResponse putBucketLifecycleConfiguration(
            PutBucketLifecycleConfigurationRequest r) {
        Settings settings = store.bucket(r.bucket(), r.expectedBucketOwner()).settings();
        TransitionDefaultMinimumObjectSize size = r.transitionDefaultMinimumObjectSizeAsString() == null
                ? TransitionDefaultMinimumObjectSize.ALL_STORAGE_CLASSES_128_K
                : r.transitionDefaultMinimumObjectSize();
        if (size == TransitionDefaultMinimumObjectSize.UNKNOWN_TO_SDK_VERSION) {
            throw S3Errors.invalidRequest("Invalid TransitionDefaultMinimumObjectSize found: "
                    + r.transitionDefaultMinimumObjectSizeAsString());
        }
        settings.document(BucketLifecycleConfiguration.class, LifecycleRequests.read(r.lifecycleConfiguration()));
        settings.document(TransitionDefaultMinimumObjectSize.class, size);
        awaitMidnight();
        return PutBucketLifecycleConfigurationResponse.builder()
                .transitionDefaultMinimumObjectSize(size)
                .build();
    }

    @Override
    public GetBucketLifecycleConfigurationResponse getBucketLifecycleConfiguration(
            GetBucketLifecycleConfigurationRequest r) {
        Settings settings = store.bucket(r.bucket(), r.expectedBucketOwner()).settings();
        BucketLifecycleConfiguration configuration = settings.document(BucketLifecycleConfiguration.class)
                .orElseThrow(() -> BucketSettings.missing(
                        "NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist"));
        return GetBucketLifecycleConfigurationResponse.builder()
                .rules(configuration.rules())
                .transitionDefaultMinimumObjectSize(settings.document(TransitionDefaultMinimumObjectSize.class)
                        .orElseThrow())
                .build();
    }

    @Override
    public DeleteBucketLifecycleResponse deleteBucketLifecycle(DeleteBucketLifecycleRequest r) {
        store.bucket(r.bucket(), r.expectedBucketOwner()).settings().removeDocument(BucketLifecycleConfiguration.class);
        return DeleteBucketLifecycleResponse.builder().build();
    }

    private synchronized void awaitMidnight() {
        if (midnight == null && store.buckets().all().stream().anyMatch(LifecycleOperations::hasRules)) {
            Instant now = store.clock().instant();
            Instant next = now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
            midnight = store.clock()
                    .schedule(Duration.between(now, next), () -> store.clock().execute(this::act));
        }
    }

    private static boolean hasRules(Bucket bucket) {
        return bucket.settings().document(BucketLifecycleConfiguration.class).isPresent();
    }

    private void act() {
        synchronized (this) {
            midnight = null;
        }
        for (Bucket bucket : List.copyOf(store.buckets().all())) {
            if (hasRules(bucket)) {
                actOn(bucket);
            }
        }
        awaitMidnight();
    }

    private void actOn(Bucket bucket) {
        bySelf(bucket).run(() -> {
            synchronized (bucket) {
                new LifecycleRun(bucket, store.now(), writes, notifier).run();
            }
        });
    }

    /** S3 acts on its own account, and says so where others name who called, and from where. */
    private CallContext bySelf(Bucket bucket) {
        return new CallContext(
                UUID.randomUUID().toString(),
                CallContext.current().map(CallContext::requestId),
                store.place(),
                notifier.principal(bucket),
                Map.of("aws:SourceIp", List.of("s3.amazonaws.com")),
                Optional.empty());
    }
}

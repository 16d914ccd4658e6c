package ateliers.cloud.services.s3;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.Cloud;
import ateliers.cloud.door.AwsErrors;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A cloud of its own for each test, with a bucket in it. */
abstract class S3TestCase {
    static final String BUCKET = "any-company";

    final Cloud cloud = Cloud.start();
    final S3Client s3 = cloud.door().as(cloud.root(), S3Client.class);

    S3TestCase() {
        create(BUCKET);
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    final void create(String bucket) {
        s3.createBucket(r -> r.bucket(bucket)
                .createBucketConfiguration(
                        c -> c.locationConstraint(cloud.place().region())));
    }

    final void put(String key, String text) {
        s3.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromString(text));
    }

    final String get(String key) {
        return s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asUtf8String();
    }

    final void version(String status) {
        s3.putBucketVersioning(r -> r.bucket(BUCKET).versioningConfiguration(v -> v.status(status)));
    }

    /** Says that a call is refused with AWS's code and status. */
    static void refused(ThrowingCallable call, String code, int status) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, e -> {
            Assertions.assertThat(AwsErrors.code(e)).isEqualTo(code);
            Assertions.assertThat(e.statusCode()).isEqualTo(status);
        });
    }

    /** Says that a call is refused with AWS's code, status and words. */
    static void refused(ThrowingCallable call, String code, int status, String message) {
        refused(call, code, status);
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        e -> Assertions.assertThat(AwsErrors.message(e)).isEqualTo(message));
    }
}

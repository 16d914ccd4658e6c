package ateliers.grader.targets;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketConfiguration;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/** Buckets, such as those that code is uploaded to, with every version of every object. */
final class MadeBuckets implements Makes {

    @Override
    public String noun() {
        return "le bucket";
    }

    @Override
    public Optional<String> madeBy(SdkRequest request) {
        return request instanceof CreateBucketRequest make ? Optional.of(make.bucket()) : Optional.empty();
    }

    @Override
    public SdkRequest tagged(SdkRequest request, String run) {
        CreateBucketRequest make = (CreateBucketRequest) request;
        CreateBucketConfiguration before = make.createBucketConfiguration() == null
                ? CreateBucketConfiguration.builder().build()
                : make.createBucketConfiguration();
        return make.toBuilder()
                .createBucketConfiguration(before.toBuilder()
                        .tags(Tag.builder().key(TAG).value(run).build())
                        .build())
                .build();
    }

    @Override
    public List<Found> found(AwsClients aws, Predicate<String> names) {
        return aws.s3().listBuckets().buckets().stream()
                .filter(bucket -> names.test(bucket.name()))
                .flatMap(bucket -> tags(aws, bucket.name())
                        .filter(tag -> tag.key().equals(TAG))
                        .map(tag -> new Found(bucket.name(), tag.value())))
                .toList();
    }

    /** A bucket without tags answers with an error, and one of another region or of another's may too. */
    private static Stream<Tag> tags(AwsClients aws, String bucket) {
        try {
            return aws.s3().getBucketTagging(r -> r.bucket(bucket)).tagSet().stream();
        } catch (S3Exception e) {
            if (e.statusCode() < 500) {
                return Stream.empty();
            }
            throw e;
        }
    }

    @Override
    public void remove(AwsClients aws, String name) {
        empty(aws, name);
        delete(aws, name);
    }

    /** Deletes an empty bucket, where there is one. */
    static void delete(AwsClients aws, String name) {
        try {
            aws.s3().deleteBucket(r -> r.bucket(name));
        } catch (NoSuchBucketException e) {
            // It is gone already.
        }
    }

    /** Deletes all that a bucket holds, where there is one. */
    static void empty(AwsClients aws, String name) {
        try {
            ListObjectVersionsResponse page;
            do {
                page = aws.s3().listObjectVersions(r -> r.bucket(name));
                List<ObjectIdentifier> objects = Stream.concat(
                                page.versions().stream().map(each -> identifier(each.key(), each.versionId())),
                                page.deleteMarkers().stream().map(each -> identifier(each.key(), each.versionId())))
                        .toList();
                if (!objects.isEmpty()) {
                    aws.s3()
                            .deleteObjects(r -> r.bucket(name)
                                    .delete(all -> all.objects(objects).quiet(true)));
                }
            } while (page.isTruncated() != null && page.isTruncated());
        } catch (NoSuchBucketException e) {
            // It is gone already.
        }
    }

    private static ObjectIdentifier identifier(String key, String version) {
        return ObjectIdentifier.builder().key(key).versionId(version).build();
    }
}

package ateliers.cloud.services.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.journal.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.Tag;

class BucketsTest extends S3TestCase {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ab",
                "Upper",
                "under_score",
                "-start",
                "end-",
                "two..dots",
                "192.168.5.4",
                "xn--x",
                "sthree-x",
                "a-s3alias",
                "amzn-s3-demo-x",
                "x--ol-s3"
            })
    void aNameAgainstTheRulesIsRefused(String name) {
        refused(() -> create(name), "InvalidBucketName", 400, "The specified bucket is not valid.");
    }

    @Test
    void aBucketIsMadeOnceOnly() {
        refused(
                () -> create(BUCKET),
                "BucketAlreadyOwnedByYou",
                409,
                "Your previous request to create the named bucket succeeded and you already own it.");
    }

    @Test
    void theLocationConstraintMustBeTheRegions() {
        refused(
                () -> s3.createBucket(r -> r.bucket("elsewhere")),
                "IllegalLocationConstraintException",
                400,
                "The unspecified location constraint is incompatible for the region specific endpoint this request was"
                        + " sent to.");
        refused(
                () -> s3.createBucket(
                        r -> r.bucket("elsewhere").createBucketConfiguration(c -> c.locationConstraint("eu-west-1"))),
                "IllegalLocationConstraintException",
                400,
                "The eu-west-1 location constraint is incompatible for the region specific endpoint this request was"
                        + " sent to.");
        refused(
                () -> s3.createBucket(
                        r -> r.bucket("elsewhere").createBucketConfiguration(c -> c.locationConstraint("mars-1"))),
                "InvalidLocationConstraint",
                400,
                "The specified location-constraint is not valid");
        assertThat(s3.getBucketLocation(r -> r.bucket(BUCKET)).locationConstraintAsString())
                .isEqualTo("eu-west-3");
    }

    @Test
    void bucketsAreListedByName() {
        create("zoo");
        create("aaa");

        var all = s3.listBuckets();
        var first = s3.listBuckets(r -> r.maxBuckets(1));
        var next = s3.listBuckets(r -> r.maxBuckets(5).continuationToken(first.continuationToken()));

        assertThat(all.buckets()).extracting("name").containsExactly("aaa", BUCKET, "zoo");
        assertThat(first.buckets()).extracting("name").containsExactly("aaa");
        assertThat(next.buckets()).extracting("name").containsExactly(BUCKET, "zoo");
        assertThat(next.continuationToken()).isNull();
    }

    @Test
    void aBucketWithSomethingInItStays() {
        put("k", "x");
        refused(
                () -> s3.deleteBucket(r -> r.bucket(BUCKET)),
                "BucketNotEmpty",
                409,
                "The bucket you tried to delete is not empty");

        s3.deleteObject(r -> r.bucket(BUCKET).key("k"));
        s3.deleteBucket(r -> r.bucket(BUCKET));

        refused(() -> s3.headBucket(r -> r.bucket(BUCKET)), "NoSuchBucket", 404);
    }

    @Test
    void aVersionedBucketWithADeleteMarkerStays() {
        version("Enabled");
        s3.deleteObject(r -> r.bucket(BUCKET).key("k"));

        refused(
                () -> s3.deleteBucket(r -> r.bucket(BUCKET)),
                "BucketNotEmpty",
                409,
                "The bucket you tried to delete is not empty. You must delete all versions in the bucket.");
    }

    @Test
    void versioningIsUnsetAtFirst() {
        assertThat(s3.getBucketVersioning(r -> r.bucket(BUCKET)).status()).isNull();

        version("Suspended");

        assertThat(s3.getBucketVersioning(r -> r.bucket(BUCKET)).status()).isEqualTo(BucketVersioningStatus.SUSPENDED);
        refused(() -> version("Maybe"), "MalformedXML", 400);
    }

    @Test
    void anotherExpectedOwnerIsDenied() {
        refused(
                () -> s3.headBucket(r -> r.bucket(BUCKET).expectedBucketOwner("000000000000")),
                "AccessDenied",
                403,
                "Access Denied");
    }

    @Test
    void tagsAreKeptAndAbsentOnesAreAnError() {
        refused(() -> s3.getBucketTagging(r -> r.bucket(BUCKET)), "NoSuchTagSet", 404, "The TagSet does not exist");
        Tag tag = Tag.builder().key("a").value("b").build();
        s3.putBucketTagging(r -> r.bucket(BUCKET).tagging(t -> t.tagSet(tag)));
        assertThat(s3.getBucketTagging(r -> r.bucket(BUCKET)).tagSet()).containsExactly(tag);
        refused(
                () -> s3.putBucketTagging(r -> r.bucket(BUCKET).tagging(t -> t.tagSet(tag, tag))),
                "InvalidTag",
                400,
                "Cannot provide multiple Tags with the same key");
    }

    @Test
    void whatIsNotConfiguredIsSaidAsByAws() {
        refused(() -> s3.getBucketPolicy(r -> r.bucket(BUCKET)), "NoSuchBucketPolicy", 404);
        refused(() -> s3.getBucketCors(r -> r.bucket(BUCKET)), "NoSuchCORSConfiguration", 404);
        refused(() -> s3.getBucketWebsite(r -> r.bucket(BUCKET)), "NoSuchWebsiteConfiguration", 404);
        refused(() -> s3.getBucketLifecycleConfiguration(r -> r.bucket(BUCKET)), "NoSuchLifecycleConfiguration", 404);
        refused(() -> s3.getBucketReplication(r -> r.bucket(BUCKET)), "ReplicationConfigurationNotFoundError", 404);
    }

    @Test
    void whatWouldHaveAnEffectWeLackIsUnsupported() {
        assertThatThrownBy(() -> s3.putBucketWebsite(r -> r.bucket(BUCKET))).isInstanceOf(Unsupported.class);
        assertThatThrownBy(() -> s3.putBucketEncryption(r ->
                        r.bucket(BUCKET).serverSideEncryptionConfiguration(c -> c.rules(encryption("aws:kms:dsse")))))
                .isInstanceOf(Unsupported.class);
    }

    @Test
    void encryptionAndCorsAreKeptAndTheJournalSaysThatEncryptionIsInert() {
        s3.putBucketEncryption(
                r -> r.bucket(BUCKET).serverSideEncryptionConfiguration(c -> c.rules(encryption("AES256"))));
        s3.putBucketCors(r -> r.bucket(BUCKET)
                .corsConfiguration(c -> c.corsRules(CORSRule.builder()
                        .allowedMethods("GET")
                        .allowedOrigins("*")
                        .build())));

        assertThat(s3.getBucketCors(r -> r.bucket(BUCKET)).corsRules()).hasSize(1);
        assertThat(cloud.journal().entries())
                .filteredOn(entry -> entry.kind() == Entry.Kind.INERT)
                .extracting(Entry::operation)
                .containsExactly("ServerSideEncryptionConfiguration");
    }

    @Test
    void ownershipIsEnforcedAndAccessIsBlockedByDefault() {
        assertThat(s3.getBucketOwnershipControls(r -> r.bucket(BUCKET))
                        .ownershipControls()
                        .rules()
                        .get(0)
                        .objectOwnership())
                .isEqualTo(ObjectOwnership.BUCKET_OWNER_ENFORCED);
        var block = s3.getPublicAccessBlock(r -> r.bucket(BUCKET)).publicAccessBlockConfiguration();
        assertThat(block.blockPublicPolicy()).isTrue();
        assertThat(block.restrictPublicBuckets()).isTrue();
        s3.deletePublicAccessBlock(r -> r.bucket(BUCKET));
        refused(() -> s3.getPublicAccessBlock(r -> r.bucket(BUCKET)), "NoSuchPublicAccessBlockConfiguration", 404);
    }

    private static ServerSideEncryptionRule encryption(String algorithm) {
        return ServerSideEncryptionRule.builder()
                .applyServerSideEncryptionByDefault(d -> d.sseAlgorithm(algorithm))
                .build();
    }
}

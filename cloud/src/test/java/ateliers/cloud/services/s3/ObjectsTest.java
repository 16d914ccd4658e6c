package ateliers.cloud.services.s3;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.door.Unsupported;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.StorageClass;
import software.amazon.awssdk.services.s3.model.Tag;

class ObjectsTest extends S3TestCase {
    @Test
    void whatIsPutIsGotWithItsHeaders() {
        var put = s3.putObject(
                r -> r.bucket(BUCKET)
                        .key("a/é.txt")
                        .contentType("text/csv")
                        .cacheControl("no-store")
                        .metadata(Map.of("Author", "Ann")),
                RequestBody.fromString("hello"));

        ResponseBytes<GetObjectResponse> got =
                s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("a/é.txt"));

        assertThat(put.eTag()).isEqualTo("\"5d41402abc4b2a76b9719d911017c592\"");
        assertThat(put.versionId()).isNull();
        assertThat(put.serverSideEncryptionAsString()).isEqualTo("AES256");
        assertThat(got.asUtf8String()).isEqualTo("hello");
        assertThat(got.response().eTag()).isEqualTo(put.eTag());
        assertThat(got.response().contentLength()).isEqualTo(5);
        assertThat(got.response().contentType()).isEqualTo("text/csv");
        assertThat(got.response().cacheControl()).isEqualTo("no-store");
        assertThat(got.response().metadata()).isEqualTo(Map.of("author", "Ann"));
        assertThat(got.response().acceptRanges()).isEqualTo("bytes");
        assertThat(got.response().storageClass()).isNull();
        assertThat(got.response().lastModified().getNano()).isZero();
    }

    @Test
    void fact13NoSuchKeyIsA404() {
        refused(() -> get("none"), "NoSuchKey", 404, "The specified key does not exist.");
        Assertions.assertThatThrownBy(() -> s3.headObject(r -> r.bucket(BUCKET).key("none")))
                .isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void aMissingBucketIsA404() {
        refused(
                () -> s3.getObjectAsBytes(r -> r.bucket("no-such-bucket-here").key("k")),
                "NoSuchBucket",
                404,
                "The specified bucket does not exist");
    }

    @Test
    void aRangeIsPartOfTheObject() {
        put("k", "0123456789");

        var middle = s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k").range("bytes=2-4"));
        var end = s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k").range("bytes=-3"));
        var rest = s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k").range("bytes=8-100"));

        assertThat(middle.asUtf8String()).isEqualTo("234");
        assertThat(middle.response().contentRange()).isEqualTo("bytes 2-4/10");
        assertThat(middle.response().contentLength()).isEqualTo(3);
        assertThat(end.asUtf8String()).isEqualTo("789");
        assertThat(rest.asUtf8String()).isEqualTo("89");
    }

    @Test
    void aRangeOutsideIsA416() {
        put("k", "0123456789");

        refused(
                () -> s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k").range("bytes=10-")),
                "InvalidRange",
                416,
                "The requested range is not satisfiable");
    }

    @Test
    void aRangeThatIsNoneIsIgnored() {
        put("k", "0123456789");

        var all = s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k").range("bytes=5-2"));

        assertThat(all.asUtf8String()).isEqualTo("0123456789");
        assertThat(all.response().contentRange()).isNull();
    }

    @Test
    void conditionalReadsAnswer304And412() {
        put("k", "hello");
        var head = s3.headObject(r -> r.bucket(BUCKET).key("k"));

        refused(() -> s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k").ifNoneMatch(head.eTag())), "NotModified", 304);
        refused(
                () -> s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k").ifModifiedSince(head.lastModified())),
                "NotModified",
                304);
        refused(
                () -> s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k").ifMatch("\"other\"")),
                "PreconditionFailed",
                412,
                "At least one of the pre-conditions you specified did not hold");
        refused(
                () -> s3.headObject(r -> r.bucket(BUCKET)
                        .key("k")
                        .ifUnmodifiedSince(head.lastModified().minusSeconds(1))),
                "PreconditionFailed",
                412);
        assertThat(s3.getObjectAsBytes(r -> r.bucket(BUCKET)
                                .key("k")
                                .ifMatch(head.eTag())
                                .ifUnmodifiedSince(head.lastModified().minusSeconds(9)))
                        .asUtf8String())
                .isEqualTo("hello");
    }

    @Test
    void conditionalWritesProtectWhatIsThere() {
        put("k", "one");

        refused(
                () -> s3.putObject(r -> r.bucket(BUCKET).key("k").ifNoneMatch("*"), RequestBody.fromString("two")),
                "PreconditionFailed",
                412);
        refused(
                () -> s3.putObject(r -> r.bucket(BUCKET).key("k").ifMatch("\"0\""), RequestBody.fromString("two")),
                "PreconditionFailed",
                412);
        refused(
                () -> s3.putObject(r -> r.bucket(BUCKET).key("new").ifMatch("\"0\""), RequestBody.fromString("two")),
                "NoSuchKey",
                404);
        refused(
                () -> s3.putObject(r -> r.bucket(BUCKET).key("k").ifNoneMatch("\"0\""), RequestBody.fromString("x")),
                "NotImplemented",
                501,
                "A header you provided implies functionality that is not implemented");
        s3.putObject(r -> r.bucket(BUCKET).key("new").ifNoneMatch("*"), RequestBody.fromString("two"));
        assertThat(get("k")).isEqualTo("one");
        assertThat(get("new")).isEqualTo("two");
    }

    @Test
    void aKeyHasAtMost1024BytesOfUtf8() {
        put("é".repeat(512), "fits");

        refused(() -> put("é".repeat(512) + "a", "x"), "KeyTooLongError", 400, "Your key is too long");
    }

    @Test
    void userMetadataHasAtMost2KB() {
        refused(
                () -> s3.putObject(
                        r -> r.bucket(BUCKET).key("k").metadata(Map.of("a", "x".repeat(2048))),
                        RequestBody.fromString("x")),
                "MetadataTooLarge",
                400,
                "Your metadata headers exceed the maximum allowed metadata size");
    }

    @Test
    void cannedAclsAreRefusedAsOwnershipIsEnforced() {
        refused(
                () -> s3.putObject(r -> r.bucket(BUCKET).key("k").acl("public-read"), RequestBody.fromString("x")),
                "AccessControlListNotSupported",
                400,
                "The bucket does not allow ACLs");
    }

    @Test
    void anUnknownStorageClassIsRefusedAndAnArchivedObjectIsNotRead() {
        refused(
                () -> s3.putObject(r -> r.bucket(BUCKET).key("k").storageClass("COLD"), RequestBody.fromString("x")),
                "InvalidStorageClass",
                400,
                "The storage class you specified is not valid");
        s3.putObject(r -> r.bucket(BUCKET).key("k").storageClass(StorageClass.GLACIER), RequestBody.fromString("x"));
        refused(() -> get("k"), "InvalidObjectState", 403, "The operation is not valid for the object's storage class");
        assertThat(s3.headObject(r -> r.bucket(BUCKET).key("k")).storageClass()).isEqualTo(StorageClass.GLACIER);
    }

    @Test
    void customerKeysAreOurGap() {
        Assertions.assertThatThrownBy(() -> s3.putObject(
                        r -> r.bucket(BUCKET).key("k").sseCustomerAlgorithm("AES256"), RequestBody.fromString("x")))
                .isInstanceOf(Unsupported.class)
                .hasMessageContaining("SSECustomerAlgorithm");
    }

    @Test
    void aDeletedObjectIsGoneAndDeletingItAgainIsFine() {
        put("k", "x");

        s3.deleteObject(r -> r.bucket(BUCKET).key("k"));
        s3.deleteObject(r -> r.bucket(BUCKET).key("k"));

        refused(() -> get("k"), "NoSuchKey", 404);
    }

    @Test
    void manyKeysAreDeletedAtOnce() {
        put("a", "x");
        put("b", "x");

        var answer = s3.deleteObjects(r -> r.bucket(BUCKET)
                .delete(d -> d.objects(List.of(
                        ObjectIdentifier.builder().key("a").build(),
                        ObjectIdentifier.builder().key("missing").build()))));

        assertThat(answer.deleted()).extracting("key").containsExactly("a", "missing");
        assertThat(answer.hasErrors()).isFalse();
        assertThat(s3.listObjectsV2(r -> r.bucket(BUCKET)).contents())
                .extracting("key")
                .containsExactly("b");
    }

    @Test
    void deletingMoreThan1000KeysIsMalformed() {
        List<ObjectIdentifier> many = java.util.stream.IntStream.range(0, 1001)
                .mapToObj(i -> ObjectIdentifier.builder().key("k" + i).build())
                .toList();

        refused(() -> s3.deleteObjects(r -> r.bucket(BUCKET).delete(d -> d.objects(many))), "MalformedXML", 400);
    }

    @Test
    void aCopyTakesBytesHeadersAndTags() {
        s3.putObject(
                r -> r.bucket(BUCKET)
                        .key("from")
                        .contentType("text/csv")
                        .metadata(Map.of("a", "1"))
                        .tagging("t=v"),
                RequestBody.fromString("hello"));

        var copy = s3.copyObject(r -> r.sourceBucket(BUCKET)
                .sourceKey("from")
                .destinationBucket(BUCKET)
                .destinationKey("to"));
        s3.deleteObject(r -> r.bucket(BUCKET).key("from"));

        var got = s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("to"));
        assertThat(copy.copyObjectResult().eTag()).isEqualTo("\"5d41402abc4b2a76b9719d911017c592\"");
        assertThat(got.asUtf8String()).isEqualTo("hello");
        assertThat(got.response().contentType()).isEqualTo("text/csv");
        assertThat(got.response().metadata()).isEqualTo(Map.of("a", "1"));
        assertThat(got.response().tagCount()).isEqualTo(1);
    }

    @Test
    void aCopyMayReplaceTheMetadata() {
        s3.putObject(
                r -> r.bucket(BUCKET).key("k").contentType("text/csv").metadata(Map.of("a", "1")),
                RequestBody.fromString("hello"));

        s3.copyObject(r -> r.sourceBucket(BUCKET)
                .sourceKey("k")
                .destinationBucket(BUCKET)
                .destinationKey("k")
                .metadataDirective(MetadataDirective.REPLACE)
                .metadata(Map.of("b", "2")));

        var head = s3.headObject(r -> r.bucket(BUCKET).key("k"));
        assertThat(head.metadata()).isEqualTo(Map.of("b", "2"));
        assertThat(head.contentType()).isEqualTo("binary/octet-stream");
    }

    @Test
    void aCopyOntoItselfMustChangeSomething() {
        put("k", "x");

        refused(
                () -> s3.copyObject(r -> r.sourceBucket(BUCKET)
                        .sourceKey("k")
                        .destinationBucket(BUCKET)
                        .destinationKey("k")),
                "InvalidRequest",
                400,
                "This copy request is illegal because it is trying to copy an object to itself without changing the"
                        + " object's metadata, storage class, website redirect location or encryption attributes.");
    }

    @Test
    void aBodyOfAnotherLengthThanAnnouncedIsRefused() {
        for (long announced : new long[] {3, 9, 300_000}) {
            RequestBody body = RequestBody.fromContentProvider(
                    () -> new java.io.ByteArrayInputStream("hello".getBytes()), announced, "text/plain");

            refused(() -> s3.putObject(r -> r.bucket(BUCKET).key("k"), body), "IncompleteBody", 400);
        }
        refused(() -> get("k"), "NoSuchKey", 404);
    }

    @Test
    void aLargeBodyIsAFileUntilNobodyHoldsIt() throws Exception {
        byte[] large = new byte[1_000_000];
        large[999_999] = 7;
        s3.putObject(r -> r.bucket(BUCKET).key("large"), RequestBody.fromBytes(large));
        s3.copyObject(r -> r.sourceBucket(BUCKET)
                .sourceKey("large")
                .destinationBucket(BUCKET)
                .destinationKey("copy"));
        s3.deleteObject(r -> r.bucket(BUCKET).key("large"));

        byte[] tail = s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("copy").range("bytes=999990-"))
                .asByteArray();
        assertThat(tail).hasSize(10).endsWith(7);
        try (var files = Files.list(cloud.workFolder().resolve("s3"))) {
            assertThat(files).hasSize(1);
        }
        s3.deleteObject(r -> r.bucket(BUCKET).key("copy"));
        try (var files = Files.list(cloud.workFolder().resolve("s3"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void objectTagsAreKeptAndLimited() {
        put("k", "x");

        s3.putObjectTagging(r -> r.bucket(BUCKET).key("k").tagging(t -> t.tagSet(tag("a", "1"))));

        assertThat(s3.getObjectTagging(r -> r.bucket(BUCKET).key("k")).tagSet())
                .extracting("key", "value")
                .containsExactly(Assertions.tuple("a", "1"));
        s3.deleteObjectTagging(r -> r.bucket(BUCKET).key("k"));
        assertThat(s3.getObjectTagging(r -> r.bucket(BUCKET).key("k")).tagSet()).isEmpty();
        refused(
                () -> s3.putObjectTagging(r -> r.bucket(BUCKET).key("k").tagging(t -> t.tagSet(tag("aws:a", "1")))),
                "InvalidTag",
                400,
                "System tags cannot be added/updated by requester");
        refused(
                () -> s3.putObject(r -> r.bucket(BUCKET).key("k").tagging("a=1&a=2"), RequestBody.fromString("x")),
                "InvalidArgument",
                400);
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}

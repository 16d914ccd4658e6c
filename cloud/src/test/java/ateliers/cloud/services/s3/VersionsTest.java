package ateliers.cloud.services.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

class VersionsTest extends S3TestCase {
    @Test
    void eachPutIsAVersionThatStays() {
        version("Enabled");
        String first = putVersion("k", "one");
        String second = putVersion("k", "two");

        assertThat(get("k")).isEqualTo("two");
        assertThat(s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k").versionId(first))
                        .asUtf8String())
                .isEqualTo("one");
        assertThat(s3.listObjectVersions(r -> r.bucket(BUCKET)).versions())
                .extracting(ObjectVersion::versionId)
                .containsExactly(second, first);
    }

    @Test
    void aDeleteMarkerHidesTheObjectUntilItIsDeletedItself() {
        version("Enabled");
        putVersion("k", "one");

        var deletion = s3.deleteObject(r -> r.bucket(BUCKET).key("k"));

        assertThat(deletion.deleteMarker()).isTrue();
        refused(() -> get("k"), "NoSuchKey", 404);
        refused(
                () -> s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k").versionId(deletion.versionId())),
                "MethodNotAllowed",
                405,
                "The specified method is not allowed against this resource.");
        assertThat(s3.listObjectsV2(r -> r.bucket(BUCKET)).contents()).isEmpty();
        var undo = s3.deleteObject(r -> r.bucket(BUCKET).key("k").versionId(deletion.versionId()));
        assertThat(undo.deleteMarker()).isTrue();
        assertThat(get("k")).isEqualTo("one");
    }

    @Test
    void aVersionIsDeletedForGood() {
        version("Enabled");
        String first = putVersion("k", "one");
        putVersion("k", "two");

        s3.deleteObject(r -> r.bucket(BUCKET).key("k").versionId(first));

        refused(
                () -> s3.headObject(r -> r.bucket(BUCKET).key("k").versionId(first)),
                "NoSuchVersion",
                404,
                "The specified version does not exist.");
    }

    @Test
    void aVersionIdThatS3CouldNotHaveMadeIsInvalid() {
        put("k", "x");

        refused(
                () -> s3.headObject(r -> r.bucket(BUCKET).key("k").versionId("1")),
                "InvalidArgument",
                400,
                "Invalid version id specified");
    }

    @Test
    void whileSuspendedTheNullVersionIsOverwritten() {
        put("k", "before");
        version("Enabled");
        String kept = putVersion("k", "kept");
        version("Suspended");

        assertThat(putVersion("k", "after")).isEqualTo("null");

        assertThat(s3.listObjectVersions(r -> r.bucket(BUCKET)).versions())
                .extracting(ObjectVersion::versionId)
                .containsExactly("null", kept);
        assertThat(get("k")).isEqualTo("after");
        s3.deleteObject(r -> r.bucket(BUCKET).key("k"));
        assertThat(s3.listObjectVersions(r -> r.bucket(BUCKET)).deleteMarkers())
                .extracting("versionId")
                .containsExactly("null");
    }

    @Test
    void versionsAreListedInPages() {
        version("Enabled");
        String a1 = putVersion("a", "1");
        String a2 = putVersion("a", "2");
        String b1 = putVersion("b", "1");

        var first = s3.listObjectVersions(r -> r.bucket(BUCKET).maxKeys(1));
        var second = s3.listObjectVersions(r -> r.bucket(BUCKET)
                .maxKeys(5)
                .keyMarker(first.nextKeyMarker())
                .versionIdMarker(first.nextVersionIdMarker()));

        assertThat(first.isTruncated()).isTrue();
        assertThat(first.versions()).extracting("versionId").containsExactly(a2);
        assertThat(first.versions().get(0).isLatest()).isTrue();
        assertThat(second.versions()).extracting("versionId").containsExactly(a1, b1);
        assertThat(second.versions()).extracting("isLatest").containsExactly(false, true);
    }

    @Test
    void deletingManyTellsOfMarkersAndVersions() {
        version("Enabled");
        String first = putVersion("k", "one");

        var answer = s3.deleteObjects(r -> r.bucket(BUCKET)
                .delete(d -> d.objects(List.of(
                        ObjectIdentifier.builder().key("k").build(),
                        ObjectIdentifier.builder().key("k").versionId(first).build()))));

        assertThat(answer.deleted().get(0).deleteMarker()).isTrue();
        assertThat(answer.deleted().get(0).deleteMarkerVersionId()).hasSize(32);
        assertThat(answer.deleted().get(1).versionId()).isEqualTo(first);
        assertThat(answer.deleted().get(1).deleteMarker()).isNull();
    }

    @Test
    void aCopyOfAnOldVersionRestoresIt() {
        version("Enabled");
        String first = putVersion("k", "one");
        putVersion("k", "two");

        var copy = s3.copyObject(r -> r.sourceBucket(BUCKET)
                .sourceKey("k")
                .sourceVersionId(first)
                .destinationBucket(BUCKET)
                .destinationKey("k"));

        assertThat(copy.copySourceVersionId()).isEqualTo(first);
        assertThat(get("k")).isEqualTo("one");
    }

    private String putVersion(String key, String text) {
        return s3.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromString(text))
                .versionId();
    }
}

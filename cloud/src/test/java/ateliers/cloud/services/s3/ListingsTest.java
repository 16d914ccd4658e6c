package ateliers.cloud.services.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.S3Object;

class ListingsTest extends S3TestCase {
    @Test
    void keysAreListedInTheOrderOfTheirUtf8Bytes() {
        for (String key : List.of("b", "a", "\uFF5E", "\uD83D\uDE00", "A")) {
            put(key, "x");
        }

        assertThat(s3.listObjectsV2(r -> r.bucket(BUCKET)).contents())
                .extracting(S3Object::key)
                .containsExactly("A", "a", "b", "\uFF5E", "\uD83D\uDE00");
    }

    @Test
    void pagesFollowEachOther() {
        for (int i = 0; i < 7; i++) {
            put("k" + i, "x");
        }

        var first = s3.listObjectsV2(r -> r.bucket(BUCKET).maxKeys(3));
        var all = s3.listObjectsV2Paginator(r -> r.bucket(BUCKET).maxKeys(3)).contents();

        assertThat(first.keyCount()).isEqualTo(3);
        assertThat(first.isTruncated()).isTrue();
        assertThat(first.nextContinuationToken()).isNotEmpty();
        assertThat(all).extracting(S3Object::key).containsExactly("k0", "k1", "k2", "k3", "k4", "k5", "k6");
    }

    @Test
    void aFullLastPageIsNotTruncated() {
        put("a", "x");
        put("b", "x");

        var page = s3.listObjectsV2(r -> r.bucket(BUCKET).maxKeys(2));

        assertThat(page.isTruncated()).isFalse();
        assertThat(page.nextContinuationToken()).isNull();
    }

    @Test
    void keysBelowADelimiterAreRolledUp() {
        for (String key : List.of("a/1", "a/2", "b", "c/1/2", "c/3")) {
            put(key, "x");
        }

        var top = s3.listObjectsV2(r -> r.bucket(BUCKET).delimiter("/"));
        var below = s3.listObjectsV2(r -> r.bucket(BUCKET).delimiter("/").prefix("c/"));

        assertThat(top.contents()).extracting(S3Object::key).containsExactly("b");
        assertThat(top.commonPrefixes()).extracting("prefix").containsExactly("a/", "c/");
        assertThat(top.keyCount()).isEqualTo(3);
        assertThat(below.contents()).extracting(S3Object::key).containsExactly("c/3");
        assertThat(below.commonPrefixes()).extracting("prefix").containsExactly("c/1/");
    }

    @Test
    void aPageMayEndWithACommonPrefix() {
        for (String key : List.of("a/1", "a/2", "b/1", "c")) {
            put(key, "x");
        }

        var first = s3.listObjectsV2(r -> r.bucket(BUCKET).delimiter("/").maxKeys(1));
        var second = s3.listObjectsV2(
                r -> r.bucket(BUCKET).delimiter("/").maxKeys(9).continuationToken(first.nextContinuationToken()));

        assertThat(first.commonPrefixes()).extracting("prefix").containsExactly("a/");
        assertThat(second.commonPrefixes()).extracting("prefix").containsExactly("b/");
        assertThat(second.contents()).extracting(S3Object::key).containsExactly("c");
    }

    @Test
    void startAfterSkipsAndTheOwnerIsToldOnRequest() {
        put("a", "x");
        put("b", "x");

        var plain = s3.listObjectsV2(r -> r.bucket(BUCKET).startAfter("a"));
        var owned = s3.listObjectsV2(r -> r.bucket(BUCKET).fetchOwner(true));

        assertThat(plain.contents()).extracting(S3Object::key).containsExactly("b");
        assertThat(plain.contents().get(0).owner()).isNull();
        assertThat(owned.contents().get(0).owner().id()).hasSize(64);
    }

    @Test
    void theFirstVersionOfTheListingHasMarkersAndOwners() {
        put("a/1", "x");
        put("b", "x");
        put("c", "x");

        var first = s3.listObjects(r -> r.bucket(BUCKET).delimiter("/").maxKeys(2));
        var second = s3.listObjects(r -> r.bucket(BUCKET).delimiter("/").marker(first.nextMarker()));

        assertThat(first.nextMarker()).isEqualTo("b");
        assertThat(first.contents().get(0).owner().id()).hasSize(64);
        assertThat(second.contents()).extracting(S3Object::key).containsExactly("c");
    }

    @Test
    void keysAreEncodedOnRequest() {
        put("a b/é+", "x");

        var page = s3.listObjectsV2(r -> r.bucket(BUCKET).encodingType(EncodingType.URL));

        assertThat(page.contents().get(0).key()).isEqualTo("a+b/%C3%A9%2B");
    }

    @Test
    void aNegativeLimitOrAWrongTokenIsRefused() {
        refused(
                () -> s3.listObjectsV2(r -> r.bucket(BUCKET).maxKeys(-1)),
                "InvalidArgument",
                400,
                "Argument max-keys must be an integer between 0 and 2147483647");
        refused(
                () -> s3.listObjectsV2(r -> r.bucket(BUCKET).continuationToken("!")),
                "InvalidArgument",
                400,
                "The continuation token provided is incorrect");
    }
}

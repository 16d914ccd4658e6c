package ateliers.cloud.services.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;

class MultipartTest extends S3TestCase {
    private static final String SHA256_OF_A = "ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=";

    private static final byte[] FIVE_MB = new byte[5 << 20];

    @Test
    void partsBecomeOneObject() {
        Arrays.fill(FIVE_MB, (byte) 'a');
        String id = s3.createMultipartUpload(r -> r.bucket(BUCKET).key("k").metadata(Map.of("m", "1")))
                .uploadId();
        CompletedPart second = part(id, 2, "tail".getBytes());
        CompletedPart first = part(id, 1, FIVE_MB);

        CompleteMultipartUploadResponse answer = complete(id, first, second);

        var head = s3.headObject(r -> r.bucket(BUCKET).key("k").partNumber(2));
        assertThat(answer.eTag()).endsWith("-2\"");
        assertThat(answer.location()).isEqualTo("https://any-company.s3.eu-west-3.amazonaws.com/k");
        assertThat(head.metadata()).isEqualTo(Map.of("m", "1"));
        assertThat(head.partsCount()).isEqualTo(2);
        assertThat(head.contentLength()).isEqualTo(4);
        assertThat(s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k").range("bytes=5242878-5242881"))
                        .asUtf8String())
                .isEqualTo("aata");
        assertThat(s3.listMultipartUploads(r -> r.bucket(BUCKET)).uploads()).isEmpty();
        refused(
                () -> complete(id, first, second),
                "NoSuchUpload",
                404,
                "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted"
                        + " or completed.");
    }

    @Test
    void aPartBeforeTheLastHasAtLeast5MB() {
        String id = upload();
        CompletedPart first = part(id, 1, new byte[10]);
        CompletedPart second = part(id, 2, new byte[10]);

        refused(
                () -> complete(id, first, second),
                "EntityTooSmall",
                400,
                "Your proposed upload is smaller than the minimum allowed size");
    }

    @Test
    void partsAreNamedInOrderAndByTheirEtags() {
        String id = upload();
        CompletedPart first = part(id, 1, new byte[10]);
        CompletedPart second = part(id, 2, new byte[10]);

        refused(
                () -> complete(id, second, first),
                "InvalidPartOrder",
                400,
                "The list of parts was not in ascending order. Parts must be ordered by part number.");
        refused(
                () -> complete(id, first.toBuilder().eTag("\"other\"").build()),
                "InvalidPart",
                400,
                "One or more of the specified parts could not be found.  The part may not have been uploaded, or the"
                        + " specified entity tag may not match the part's entity tag.");
        refused(
                () -> part(id, 10_001, new byte[1]),
                "InvalidArgument",
                400,
                "Part number must be an integer between 1 and 10000, inclusive");
    }

    @Test
    void anAbortedUploadIsGoneWithItsParts() throws Exception {
        String id = upload();
        part(id, 1, new byte[1 << 20]);
        assertThat(s3.listParts(r -> r.bucket(BUCKET).key("k").uploadId(id)).parts())
                .extracting("size")
                .containsExactly(1L << 20);

        s3.abortMultipartUpload(r -> r.bucket(BUCKET).key("k").uploadId(id));

        refused(() -> s3.listParts(r -> r.bucket(BUCKET).key("k").uploadId(id)), "NoSuchUpload", 404);
        try (var files = java.nio.file.Files.list(cloud.workFolder().resolve("s3"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aPartMayBeCopiedFromARange() {
        put("from", "0123456789");
        String id = upload();

        var copied = s3.uploadPartCopy(r -> r.sourceBucket(BUCKET)
                .sourceKey("from")
                .destinationBucket(BUCKET)
                .destinationKey("k")
                .uploadId(id)
                .partNumber(1)
                .copySourceRange("bytes=2-4"));
        complete(
                id,
                CompletedPart.builder()
                        .partNumber(1)
                        .eTag(copied.copyPartResult().eTag())
                        .build());

        assertThat(get("k")).isEqualTo("234");
        String other = upload();
        refused(
                () -> s3.uploadPartCopy(r -> r.sourceBucket(BUCKET)
                        .sourceKey("from")
                        .destinationBucket(BUCKET)
                        .destinationKey("k")
                        .uploadId(other)
                        .partNumber(1)
                        .copySourceRange("bytes=2-40")),
                "InvalidArgument",
                400,
                "Range specified is not valid for source object of size: 10");
    }

    @Test
    void aCompositeChecksumIsMadeOfThePartsChecksums() {
        String id = s3.createMultipartUpload(r -> r.bucket(BUCKET).key("k").checksumAlgorithm(ChecksumAlgorithm.SHA256))
                .uploadId();
        var uploaded = s3.uploadPart(
                r -> r.bucket(BUCKET).key("k").uploadId(id).partNumber(1).checksumAlgorithm(ChecksumAlgorithm.SHA256),
                RequestBody.fromString("hello"));
        CompletedPart bare =
                CompletedPart.builder().partNumber(1).eTag(uploaded.eTag()).build();

        refused(
                () -> complete(id, bare),
                "InvalidRequest",
                400,
                "The upload was created using a sha256 checksum. The complete request must include the checksum for each"
                        + " part. It was missing for part 1 in the request.");
        var answer = complete(
                id, bare.toBuilder().checksumSHA256(uploaded.checksumSHA256()).build());

        assertThat(uploaded.checksumSHA256()).isEqualTo("LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=");
        assertThat(answer.checksumType()).isEqualTo(ChecksumType.COMPOSITE);
        assertThat(answer.checksumSHA256()).endsWith("-1");
    }

    @Test
    void withoutAnAlgorithmTheWholeHasACrc64() {
        String id = upload();
        complete(id, part(id, 1, "123456789".getBytes()));

        var head = s3.headObject(r -> r.bucket(BUCKET).key("k").checksumMode(ChecksumMode.ENABLED));

        assertThat(head.checksumCRC64NVME()).isEqualTo("rosUhgp5mIg=");
        assertThat(head.checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
    }

    @Test
    void checksumTypesThatDoNotFitAreRefused() {
        refused(
                () -> s3.createMultipartUpload(r -> r.bucket(BUCKET)
                        .key("k")
                        .checksumAlgorithm(ChecksumAlgorithm.SHA1)
                        .checksumType(ChecksumType.FULL_OBJECT)),
                "InvalidRequest",
                400,
                "The FULL_OBJECT checksum type cannot be used with the sha1 checksum algorithm.");
        String id = s3.createMultipartUpload(r -> r.bucket(BUCKET).key("k").checksumAlgorithm(ChecksumAlgorithm.SHA256))
                .uploadId();
        refused(
                () -> s3.uploadPart(
                        r -> r.bucket(BUCKET)
                                .key("k")
                                .uploadId(id)
                                .partNumber(1)
                                .checksumAlgorithm(ChecksumAlgorithm.CRC32),
                        RequestBody.fromString("x")),
                "InvalidRequest",
                400,
                "Checksum Type mismatch occurred, expected checksum Type: sha256, actual checksum Type: crc32");
    }

    @Test
    void aChecksumOfAnotherAlgorithmIsComparedToo() {
        String id = upload();
        CompletedPart part = part(id, 1, "hello".getBytes());

        refused(() -> complete(id, part.toBuilder().checksumSHA256(SHA256_OF_A).build()), "InvalidPart", 400);
        refused(
                () -> s3.completeMultipartUpload(r -> r.bucket(BUCKET)
                        .key("k")
                        .uploadId(id)
                        .checksumSHA256(SHA256_OF_A)
                        .multipartUpload(m -> m.parts(part))),
                "BadDigest",
                400);
        var answer = complete(
                id,
                part.toBuilder()
                        .checksumSHA256("LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=")
                        .build());

        assertThat(answer.checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
    }

    @Test
    void theChecksumOfTheWholeIsOfTheUploadsAlgorithm() {
        String id = s3.createMultipartUpload(r -> r.bucket(BUCKET).key("k").checksumAlgorithm(ChecksumAlgorithm.CRC32))
                .uploadId();
        var uploaded = s3.uploadPart(
                r -> r.bucket(BUCKET).key("k").uploadId(id).partNumber(1).checksumAlgorithm(ChecksumAlgorithm.CRC32),
                RequestBody.fromString("hello"));

        CompletedPart part = CompletedPart.builder()
                .partNumber(1)
                .eTag(uploaded.eTag())
                .checksumCRC32(uploaded.checksumCRC32())
                .build();

        refused(
                () -> s3.completeMultipartUpload(r -> r.bucket(BUCKET)
                        .key("k")
                        .uploadId(id)
                        .checksumSHA256(SHA256_OF_A)
                        .multipartUpload(m -> m.parts(part))),
                "InvalidRequest",
                400,
                "Checksum Type mismatch occurred, expected checksum Type: crc32, actual checksum Type: sha256");
    }

    private String upload() {
        return s3.createMultipartUpload(r -> r.bucket(BUCKET).key("k")).uploadId();
    }

    private CompletedPart part(String id, int number, byte[] bytes) {
        String etag = s3.uploadPart(
                        r -> r.bucket(BUCKET).key("k").uploadId(id).partNumber(number), RequestBody.fromBytes(bytes))
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    private CompleteMultipartUploadResponse complete(String id, CompletedPart... parts) {
        return s3.completeMultipartUpload(
                r -> r.bucket(BUCKET).key("k").uploadId(id).multipartUpload(m -> m.parts(parts)));
    }
}

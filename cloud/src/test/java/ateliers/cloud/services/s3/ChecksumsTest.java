package ateliers.cloud.services.s3;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.kit.Pojos;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;

class ChecksumsTest extends S3TestCase {
    private static final RequestBody DIGITS = RequestBody.fromString("123456789");

    /** The catalogue values of the algorithms for the digits 1 to 9. */
    @ParameterizedTest
    @CsvSource({
        "CRC32,y/Q5Jg==",
        "CRC32C,4waSgw==",
        "CRC64NVME,rosUhgp5mIg=",
        "SHA1,98O8HYCOBHMq32eZZczDTKeuNEE=",
        "SHA256,FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU="
    })
    void eachAlgorithmIsComputedAndKept(String algorithm, String value) {
        s3.putObject(r -> r.bucket(BUCKET).key("k").checksumAlgorithm(algorithm), DIGITS);

        var head = s3.headObject(r -> r.bucket(BUCKET).key("k").checksumMode(ChecksumMode.ENABLED));

        assertThat(Pojos.text(head, "Checksum" + algorithm)).isEqualTo(value);
        assertThat(head.checksumTypeAsString()).isEqualTo("FULL_OBJECT");
        assertThat(Pojos.text(s3.headObject(r -> r.bucket(BUCKET).key("k")), "Checksum" + algorithm))
                .isNull();
    }

    @Test
    void withoutAWishTheObjectHasACrc64() {
        assertThat(s3.putObject(r -> r.bucket(BUCKET).key("k"), DIGITS).checksumCRC64NVME())
                .isEqualTo("rosUhgp5mIg=");
        assertThat(s3.getObjectAttributes(r -> r.bucket(BUCKET).key("k").objectAttributes(ObjectAttributes.CHECKSUM))
                        .checksum()
                        .checksumCRC64NVME())
                .isEqualTo("rosUhgp5mIg=");
    }

    @Test
    void aChecksumThatDoesNotFitIsABadDigestAndNothingIsStored() {
        refused(
                () -> s3.putObject(r -> r.bucket(BUCKET).key("k").checksumCRC32("AAAAAA=="), DIGITS),
                "BadDigest",
                400,
                "The CRC32 you specified did not match the calculated checksum.");
        refused(() -> get("k"), "NoSuchKey", 404);
    }

    @Test
    void aChecksumThatIsNoneIsInvalid() {
        refused(
                () -> s3.putObject(r -> r.bucket(BUCKET).key("k").checksumSHA256("short"), DIGITS),
                "InvalidRequest",
                400,
                "Value for x-amz-checksum-sha256 header is invalid.");
        refused(
                () -> s3.putObject(
                        r -> r.bucket(BUCKET).key("k").checksumCRC32("y/Q5Jg==").checksumCRC32C("4waSgw=="), DIGITS),
                "InvalidRequest",
                400,
                "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
    }

    @Test
    void contentMd5IsVerified() {
        s3.putObject(r -> r.bucket(BUCKET).key("k").contentMD5("JfnnlDI7RTiF9RgfG2JNCw=="), DIGITS);

        assertThat(get("k")).isEqualTo("123456789");
        refused(
                () -> s3.putObject(r -> r.bucket(BUCKET).key("k").contentMD5("XUFAKrxLKna5cZ2REBfFkg=="), DIGITS),
                "BadDigest",
                400,
                "The Content-MD5 you specified did not match what we received.");
        refused(
                () -> s3.putObject(r -> r.bucket(BUCKET).key("k").contentMD5("nonsense"), DIGITS),
                "InvalidDigest",
                400,
                "The Content-MD5 you specified was invalid.");
    }
}

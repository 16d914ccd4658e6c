package ateliers.cloud.services.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.traits.SeedSignature;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** The example of <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">S3's guide</a>. */
class AwsChunkedStreamTest {
    private static final String SCOPE = "20130524/us-east-1/s3/aws4_request";
    private static final String BODY =
            "10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n"
                    + "a".repeat(65536)
                    + "\r\n400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n"
                    + "a".repeat(1024)
                    + "\r\n0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n";

    @Test
    void signedChunksAreVerified() throws IOException {
        assertThat(read(BODY)).hasSize(66560).containsOnly((byte) 'a');
    }

    @Test
    void aChangedChunkIsRefused() {
        assertThatThrownBy(() -> read(BODY.replaceFirst("aaaa\r\n", "aaab\r\n")))
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("SignatureDoesNotMatch"));
    }

    @Test
    void aChunkWithoutSignatureIsRefused() {
        assertThatThrownBy(() -> read(BODY.replaceFirst(";chunk-signature=[0-9a-f]+", "")))
                .isInstanceOf(AwsServiceException.class);
    }

    @Test
    void aMissingEndIsRefused() {
        assertThatThrownBy(() -> read(BODY.substring(0, BODY.indexOf("\r\n0;"))))
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("IncompleteBody"));
    }

    private static byte[] read(String body) throws IOException {
        byte[] key = "AWS4wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY".getBytes(UTF_8);
        for (String part : SCOPE.split("/")) {
            key = hmac(key, part);
        }
        byte[] signingKey = key;
        SeedSignature seed = new SeedSignature(
                "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9",
                "20130524T000000Z",
                SCOPE,
                text -> HexFormat.of().formatHex(hmac(signingKey, text)));
        try (var stream = new AwsChunkedStream(
                new ByteArrayInputStream(body.getBytes(UTF_8)), new AwsChunkedStream.Chain(seed), null)) {
            return stream.readAllBytes();
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}

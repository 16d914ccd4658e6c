package ateliers.cloud.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** The example of <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">S3's guide</a>. */
class AwsChunkedStreamTest {
    private static final Signature SEED = new Signature(
            "AKIAIOSFODNN7EXAMPLE",
            "20130524",
            "us-east-1",
            "s3",
            List.of("host"),
            "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9",
            "20130524T000000Z",
            null,
            null);
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
        var key = new SigV4().signingKey("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", SEED);
        try (var stream = new AwsChunkedStream(
                new ByteArrayInputStream(body.getBytes()), new AwsChunkedStream.Chain(key, SEED), null)) {
            return stream.readAllBytes();
        }
    }
}

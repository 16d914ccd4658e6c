package ateliers.cloud.wire;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.services.Fakes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Whatever comes gets an AWS error or a closed connection, and the server lives on. */
class FuzzTest {
    private static final String[] METHODS = {"GET", "PUT", "POST", "DELETE", "HEAD", "PATCH", "OPTIONS", "BREW"};
    private static final String[] TARGETS = {
        "/",
        "/b",
        "/b/k",
        "//",
        "/?",
        "/?Action=ListQueues",
        "/b?delete",
        "/b/k?uploads",
        "/%",
        "/%zz",
        "/b/%00",
        "/?list-type=2&&=",
        "/service/X/operation/Y",
        "*",
        "/b/k?partNumber=x&uploadId=y",
        "/_localstack/health"
    };
    private static final String[] HEADERS = {
        "X-Amz-Target: AmazonSQS.GetQueueUrl",
        "X-Amz-Target: .",
        "X-Amz-Target: nothing",
        "Content-Type: application/x-amz-json-1.0",
        "Content-Type: application/x-www-form-urlencoded",
        "Content-Type: multipart/form-data; boundary=x",
        "Content-Type: \u0001",
        "Authorization: AWS4-HMAC-SHA256 Credential=a/20260101/eu-west-3/sqs/aws4_request, SignedHeaders=host, Signature=0",
        "Authorization: AWS4-HMAC-SHA256 Credential=a/20260101/eu-west-3/s3/aws4_request, SignedHeaders=host, Signature=0",
        "Authorization: AWS4-HMAC-SHA256 Credential=////, SignedHeaders=;;, Signature==",
        "Authorization: Basic eDp5",
        "Authorization:",
        "X-Amz-Date: 20260101T000000Z",
        "X-Amz-Date: yesterday",
        "x-amz-content-sha256: STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
        "x-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER",
        "x-amz-content-sha256: 00",
        "x-amz-trailer: x-amz-checksum-crc32",
        "x-amz-trailer: x-amz-checksum-md4",
        "x-amz-decoded-content-length: 5",
        "x-amz-decoded-content-length: -1",
        "Content-Encoding: aws-chunked",
        "Range: bytes=9-1",
        "smithy-protocol: rpc-v2-cbor",
        "Expect: 100-continue",
        "Transfer-Encoding: chunked",
        "Host: a.b.s3.localhost",
        "Host: :::",
        "Content-MD5: x",
        "no colon at all",
        ": no name"
    };

    private final FrontFixture cloud = new FrontFixture(
            true,
            Fakes.open("sqs", SqsClient.class, new FakeQueues()),
            Fakes.open("s3", S3Client.class, new FakeBuckets()));

    @AfterEach
    void close() {
        cloud.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void randomRequestsAreAnsweredOrCutOff(long seed) {
        Random random = new Random(seed);
        List<String> bad = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            byte[] request = request(random);
            String answer = RawHttp.send(cloud.endpoint(), request, true);
            if (!answer.isEmpty() && !answer.startsWith("HTTP/1.1 ")) {
                bad.add(new String(request, StandardCharsets.ISO_8859_1) + " -> " + answer);
            }
            if (answer.startsWith("HTTP/1.1 500")) {
                bad.add(new String(request, StandardCharsets.ISO_8859_1) + " -> " + answer);
            }
        }

        assertThat(bad).isEmpty();
        assertAlive();
    }

    private static byte[] request(Random random) {
        byte[] body = new byte[random.nextInt(200)];
        random.nextBytes(body);
        StringBuilder head = new StringBuilder()
                .append(METHODS[random.nextInt(METHODS.length)])
                .append(' ')
                .append(TARGETS[random.nextInt(TARGETS.length)])
                .append(" HTTP/1.1\r\n");
        for (int i = random.nextInt(8); i > 0; i--) {
            head.append(HEADERS[random.nextInt(HEADERS.length)]).append("\r\n");
        }
        // Now and then a length that lies.
        int length = random.nextInt(5) == 0 ? random.nextInt(400) : body.length;
        head.append("Content-Length: ").append(length).append("\r\n\r\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(body);
        byte[] all = out.toByteArray();
        int kept = random.nextInt(6) == 0 ? random.nextInt(all.length) : all.length;
        if (random.nextInt(4) == 0) {
            all[random.nextInt(all.length)] = (byte) random.nextInt();
        }
        return Arrays.copyOf(all, kept);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void randomDocumentsAreRefused(long seed) {
        Random random = new Random(seed);
        String[] pieces = {"{", "}", "[", "]", "\"", ":", ",", "QueueName", "null", "1e999", "-", "\\u0000", "<", "&"};
        for (int i = 0; i < 150; i++) {
            StringBuilder body = new StringBuilder("{\"QueueName\":");
            for (int n = random.nextInt(12); n > 0; n--) {
                body.append(pieces[random.nextInt(pieces.length)]);
            }
            String answer = json(body.toString());

            assertThat(answer).as(body.toString()).startsWith("HTTP/1.1 400");
        }
        assertAlive();
    }

    @Test
    void deepNestingIsRefused() {
        assertThat(json("{\"QueueName\":" + "[".repeat(100_000))).startsWith("HTTP/1.1 400");
        assertThat(json("{\"x\":" + "[".repeat(100_000))).startsWith("HTTP/1.1 400");
        String xml = "<Delete>" + "<Object>".repeat(50_000);
        assertThat(RawHttp.send(
                        cloud.endpoint(),
                        "POST /b?delete HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
                                + xml.length() + "\r\n\r\n" + xml))
                .contains("MalformedXML");
        assertAlive();
    }

    @Test
    void entitiesAreNotExpanded() {
        String xml = "<!DOCTYPE d [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><Delete><Quiet>&e;</Quiet></Delete>";

        assertThat(RawHttp.send(
                        cloud.endpoint(),
                        "POST /b?delete HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
                                + xml.length() + "\r\n\r\n" + xml))
                .contains("MalformedXML");
    }

    @Test
    void tenThousandHeadersAreCutOff() {
        String answer = RawHttp.send(
                cloud.endpoint(),
                "GET / HTTP/1.1\r\n" + "x-amz-meta-a: b\r\n".repeat(10_000) + "Connection: close\r\n\r\n");

        assertThat(answer)
                .satisfiesAnyOf(a -> assertThat(a).isEmpty(), a -> assertThat(a).startsWith("HTTP/1.1 4"));
        assertAlive();
    }

    @Test
    void aHundredMegabytesAreRefused() throws IOException {
        long size = 100L << 20;
        try (Socket socket =
                new Socket(cloud.endpoint().getHost(), cloud.endpoint().getPort())) {
            socket.getOutputStream()
                    .write(
                            ("POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Amz-Target: AmazonSQS.GetQueueUrl\r\n"
                                            + "Content-Length: " + size + "\r\n\r\n")
                                    .getBytes(StandardCharsets.UTF_8));
            byte[] megabyte = new byte[1 << 20];
            for (int i = 0; i < 100; i++) {
                socket.getOutputStream().write(megabyte);
            }
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 413")
                    .contains("RequestEntityTooLargeException");
        }
        assertAlive();
    }

    @Test
    void slowClientsKeepNobodyWaiting() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 50; i++) {
                Socket socket =
                        new Socket(cloud.endpoint().getHost(), cloud.endpoint().getPort());
                socket.getOutputStream().write("PUT /b/k HTTP/1.1\r\nContent-Length: 9\r\n\r\nabc".getBytes());
                slow.add(socket);
            }
            assertAlive();
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    private String json(String body) {
        return RawHttp.send(
                cloud.endpoint(),
                "POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Amz-Target: AmazonSQS.GetQueueUrl\r\n"
                        + "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }

    private void assertAlive() {
        try (SqsClient sqs = cloud.client(SqsClient.builder())) {
            assertThat(sqs.listQueues().queueUrls()).hasSize(1);
        }
    }
}

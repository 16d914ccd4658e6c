package ateliers.cloud.services.s3;

import ateliers.cloud.door.Credentials;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A form as a page of the shop has it: fields, a policy that lets them, its signature, and a file. */
final class PostUploadFixture {
    static final String BOUNDARY = "----WebKitFormBoundaryhRYeQzVlQ9Hz";

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final URI bucketAddress;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final List<Object> conditions = new ArrayList<>();
    private String filename = "été.txt";
    private byte[] file = "bonjour".getBytes(StandardCharsets.UTF_8);
    private Object expiration = Instant.now().plus(Duration.ofMinutes(5)).toString();
    private boolean hasFile = true;

    PostUploadFixture(URI bucketAddress, String bucket) {
        this.bucketAddress = bucketAddress;
        conditions.add(Map.of("bucket", bucket));
    }

    /** A field that the policy knows. */
    PostUploadFixture with(String field, String value) {
        conditions.add(Map.of(field, value));
        return unknown(field, value);
    }

    /** A field that the policy does not know. */
    PostUploadFixture unknown(String field, String value) {
        fields.put(field, value);
        return this;
    }

    PostUploadFixture without(String field) {
        fields.remove(field);
        return this;
    }

    PostUploadFixture condition(Object condition) {
        conditions.add(condition);
        return this;
    }

    PostUploadFixture expiring(Object when) {
        expiration = when;
        return this;
    }

    /** @param name null for a field in the place of a file */
    PostUploadFixture file(String name, String content) {
        filename = name;
        file = content.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    PostUploadFixture withoutFile() {
        hasFile = false;
        return this;
    }

    /** Signs it by <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-UsingHTTPPOST.html">SigV4</a>. */
    PostUploadFixture signed(Credentials.Key key, String region) throws Exception {
        String now = TIMESTAMP.format(Instant.now());
        String day = now.substring(0, 8);
        with("x-amz-algorithm", "AWS4-HMAC-SHA256");
        with("x-amz-credential", String.join("/", key.accessKeyId(), day, region, "s3", "aws4_request"));
        with("x-amz-date", now);
        key.sessionToken().ifPresent(token -> with("x-amz-security-token", token));
        Map<String, Object> policy = new LinkedHashMap<>();
        policy.put("expiration", expiration);
        policy.put("conditions", conditions);
        String text = Base64.getEncoder().encodeToString(new ObjectMapper().writeValueAsBytes(policy));
        byte[] secret = ("AWS4" + key.secretAccessKey()).getBytes(StandardCharsets.UTF_8);
        for (String part : List.of(day, region, "s3", "aws4_request")) {
            secret = hmac(secret, part);
        }
        return unknown("policy", text).unknown("x-amz-signature", HexFormat.of().formatHex(hmac(secret, text)));
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Posts it, as a browser does. */
    HttpResponse<String> post(String... headers) throws IOException, InterruptedException {
        return send("multipart/form-data; boundary=" + BOUNDARY, body(), headers);
    }

    /** Posts another body. */
    HttpResponse<String> send(String type, byte[] body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(bucketAddress)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .header("Content-Type", type);
        return HttpClient.newHttpClient()
                .send(
                        (headers.length == 0 ? request : request.headers(headers)).build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    byte[] body() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        fields.forEach(
                (name, value) -> part(body, "name=\"" + name + "\"", "", value.getBytes(StandardCharsets.UTF_8)));
        if (hasFile) {
            String name = filename == null ? "" : "; filename=\"" + filename + "\"";
            part(body, "name=\"file\"" + name, "Content-Type: text/plain\r\n", file);
            // What comes after the file does not count.
            part(body, "name=\"submit\"", "", "Envoyer".getBytes(StandardCharsets.UTF_8));
        }
        write(body, "--" + BOUNDARY + "--\r\n");
        return body.toByteArray();
    }

    private static void part(ByteArrayOutputStream body, String disposition, String headers, byte[] content) {
        write(body, "--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n" + headers + "\r\n");
        body.writeBytes(content);
        write(body, "\r\n");
    }

    private static void write(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}

package ateliers.cloud.services.s3;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.http.WireRequest;
import ateliers.cloud.traits.SeedSignature;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Takes the wrapping off the bodies of requests to S3 and verifies what the headers say of them. */
final class RequestBodies {
    private static final String HASH_HEADER = "x-amz-content-sha256";
    private static final String ALGORITHM_HEADER = "x-amz-sdk-checksum-algorithm";

    private RequestBodies() {}

    /**
     * The request as its author meant it: without aws-chunked, its body verified while it is read.
     *
     * @param seed empty when there is no signature to verify
     */
    static WireRequest unwrap(WireRequest request, Optional<SeedSignature> seed) {
        String kind = request.header(HASH_HEADER).orElse("UNSIGNED-PAYLOAD");
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(request.headers());
        headers.remove("Content-Encoding");
        String coding = request.header("Content-Encoding").orElse("");
        String rest = contentEncoding(coding);
        if (rest != null) {
            headers.put("Content-Encoding", List.of(rest));
        }
        boolean chunked =
                kind.startsWith("STREAMING-") || coding.toLowerCase(Locale.ROOT).contains("aws-chunked");
        InputStream body = request.body();
        long length = number(request, chunked ? "x-amz-decoded-content-length" : "Content-Length");
        if (chunked) {
            boolean signed = kind.startsWith("STREAMING-AWS4-HMAC-SHA256-PAYLOAD");
            if (!signed && !kind.equals("STREAMING-UNSIGNED-PAYLOAD-TRAILER")) {
                throw new Unsupported("payloads signed as " + kind);
            }
            String trailer = request.header("x-amz-trailer")
                    .map(t -> t.trim().toLowerCase(Locale.ROOT))
                    .orElse(null);
            if (kind.endsWith("-TRAILER") != (trailer != null)) {
                throw S3Errors.of("InvalidRequest", 400, "The x-amz-trailer header does not fit x-amz-content-sha256.");
            }
            if (trailer != null && trailer.startsWith("x-amz-checksum-")) {
                String algorithm = trailer.substring("x-amz-checksum-".length()).toUpperCase(Locale.ROOT);
                String named = request.header(ALGORITHM_HEADER).orElse(algorithm);
                if (!named.equalsIgnoreCase(algorithm)) {
                    throw S3Errors.of(
                            "InvalidRequest", 400, "Value for x-amz-sdk-checksum-algorithm header is invalid.");
                }
                headers.put(ALGORITHM_HEADER, List.of(algorithm));
            }
            AwsChunkedStream.Chain chain =
                    signed ? seed.map(AwsChunkedStream.Chain::new).orElse(null) : null;
            body = new VerifiedStream(new AwsChunkedStream(body, chain, trailer), length, null);
        } else {
            boolean hashed = kind.length() == 64 && seed.isPresent();
            body = new VerifiedStream(body, length, hashed ? kind : null);
        }
        requireNamedChecksum(request, headers);
        headers.put("Content-Length", List.of(Long.toString(length)));
        return request.withHeaders(headers).withBody(body);
    }

    /** Who names an algorithm has to send a checksum too, before the body or behind it. */
    private static void requireNamedChecksum(WireRequest request, Map<String, List<String>> headers) {
        boolean named = headers.containsKey(ALGORITHM_HEADER);
        if (named
                && request.header("x-amz-trailer").isEmpty()
                && Arrays.stream(Algorithm.values()).map(Algorithm::header).noneMatch(headers::containsKey)) {
            throw S3Errors.of(
                    "InvalidRequest",
                    400,
                    "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer"
                            + " headers were found.");
        }
    }

    private static long number(WireRequest request, String header) {
        String text = request.header(header).orElse(null);
        if (text == null) {
            if (header.equals("Content-Length")
                    && request.header("Transfer-Encoding").isEmpty()) {
                return 0;
            }
            throw S3Errors.of("MissingContentLength", 411, "You must provide the Content-Length HTTP header.");
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw S3Errors.invalidArgument("Invalid value for " + header);
        }
    }

    /** Compares a body in memory with the checksums that its headers promise. */
    static void verify(WireRequest request, byte[] body) {
        for (Algorithm algorithm : Algorithm.values()) {
            verify(request, algorithm.header(), algorithm.start(), body);
        }
        verify(request, "content-md5", Algorithm.md5(), body);
    }

    private static void verify(WireRequest request, String header, Algorithm.Running checksum, byte[] body) {
        String given = request.header(header).orElse(null);
        if (given != null) {
            checksum.update(body, body.length);
            if (!checksum.base64().equals(given)) {
                throw BodyFaults.badDigest(header);
            }
        }
    }

    /** What is left of Content-Encoding when the chunks are gone; null when nothing is. */
    static String contentEncoding(String header) {
        StringBuilder rest = new StringBuilder();
        for (String coding : header.split(",")) {
            if (!coding.trim().toLowerCase(Locale.ROOT).equals("aws-chunked") && !coding.isBlank()) {
                rest.append(rest.isEmpty() ? "" : ",").append(coding.trim());
            }
        }
        return rest.isEmpty() ? null : rest.toString();
    }
}

package ateliers.cloud.wire;

import ateliers.cloud.http.WireRequest;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Takes the wrapping off the bodies of requests to S3 and verifies what the headers say of them. */
final class S3Bodies {
    private static final String HASH_HEADER = "x-amz-content-sha256";
    private static final String ALGORITHM_HEADER = "x-amz-sdk-checksum-algorithm";

    private S3Bodies() {}

    /**
     * The request as its author meant it: without aws-chunked, its body verified while it is read.
     *
     * @param signature of the request, or null
     */
    static WireRequest unwrap(WireRequest request, Signature signature, Authenticator.Caller caller) {
        String kind = request.header(HASH_HEADER).orElse("UNSIGNED-PAYLOAD");
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(request.headers());
        headers.remove("Content-Encoding");
        String coding = request.header("Content-Encoding").orElse("");
        String rest = S3Rest.contentEncoding(coding);
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
                throw WireFault.unsupported("Unsupported by the embedded cloud: payloads signed as " + kind);
            }
            String trailer = request.header("x-amz-trailer")
                    .map(t -> t.trim().toLowerCase(Locale.ROOT))
                    .orElse(null);
            if (kind.endsWith("-TRAILER") != (trailer != null)) {
                throw new WireFault(
                        "InvalidRequest", 400, "The x-amz-trailer header does not fit x-amz-content-sha256.");
            }
            if (trailer != null && trailer.startsWith("x-amz-checksum-")) {
                String algorithm = trailer.substring("x-amz-checksum-".length()).toUpperCase(Locale.ROOT);
                String named = request.header(ALGORITHM_HEADER).orElse(algorithm);
                if (!named.equalsIgnoreCase(algorithm)) {
                    throw new WireFault(
                            "InvalidRequest", 400, "Value for x-amz-sdk-checksum-algorithm header is invalid.");
                }
                headers.put(ALGORITHM_HEADER, List.of(algorithm));
            }
            boolean verify = signed && signature != null;
            AwsChunkedStream.Chain chain = verify ? new AwsChunkedStream.Chain(caller.chunkKey(), signature) : null;
            body = new VerifiedStream(new AwsChunkedStream(body, chain, trailer), length, null);
        } else {
            boolean hashed = kind.length() == 64 && caller.chunkKey() != null;
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
                && Digests.headers().stream()
                        .noneMatch(header -> header.startsWith("x-amz-checksum-") && headers.containsKey(header))) {
            throw new WireFault(
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
            throw new WireFault("MissingContentLength", 411, "You must provide the Content-Length HTTP header.");
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw WireFault.invalidArgument("Invalid value for " + header);
        }
    }

    /** Compares a body in memory with the checksums that its headers promise. */
    static void verify(WireRequest request, byte[] body) {
        for (String header : Digests.headers()) {
            String given = request.header(header).orElse(null);
            if (given != null) {
                Digests.Digest digest = Digests.of(header);
                digest.update(body, 0, body.length);
                if (!digest.base64().equals(given)) {
                    throw S3Faults.badDigest(header);
                }
            }
        }
    }
}

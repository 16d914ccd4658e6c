package ateliers.cloud.services.s3;

import ateliers.cloud.http.WireRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What stands in the query of a presigned URL in the place of headers: signers move a request's {@code x-amz-} headers
 * there, so that whoever has the URL need not send them.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">Authenticating requests:
 *     using query parameters</a>
 */
final class SignedQuery {
    private static final String PREFIX = "x-amz-";

    /** Of the signature itself. */
    private static final Set<String> OF_SIGNATURES = Set.of(
            "x-amz-algorithm",
            "x-amz-content-sha256",
            "x-amz-credential",
            "x-amz-date",
            "x-amz-expires",
            "x-amz-security-token",
            "x-amz-signature",
            "x-amz-signedheaders");

    private SignedQuery() {}

    /** The request with those headers; one that it has all the same stays as it came. */
    static WireRequest asHeaders(WireRequest request) {
        if (request.parameter("X-Amz-Signature").isEmpty()) {
            return request;
        }
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        request.query().forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith(PREFIX) && !OF_SIGNATURES.contains(lower)) {
                headers.put(name, values);
            }
        });
        if (headers.isEmpty()) {
            return request;
        }
        headers.putAll(request.headers());
        return request.withHeaders(headers);
    }
}

package ateliers.cloud.services.s3;

import ateliers.cloud.http.WireRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.CORSConfiguration;
import software.amazon.awssdk.services.s3.model.CORSRule;

/**
 * What a bucket's CORS configuration lets pages of other sites do: the first rule that fits origin, method and headers counts.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html">Using cross-origin resource sharing</a>
 */
record BucketCors(Buckets buckets) {
    private static final String ASKED_METHOD = "Access-Control-Request-Method";
    private static final String ASKED_HEADERS = "Access-Control-Request-Headers";

    /** The headers that let a page read the answer; empty where the bucket does not let it, or there is no page. */
    Optional<Map<String, String>> headers(String bucket, WireRequest request) {
        return request.header("Origin")
                .flatMap(origin -> buckets.lookUp(bucket)
                        .flatMap(found -> found.settings().document(CORSConfiguration.class))
                        .flatMap(cors -> cors.corsRules().stream()
                                .flatMap(rule -> allowed(rule, origin, request).stream())
                                .findFirst()));
    }

    /**
     * What a preflight request is told that no rule fits.
     *
     * @param object whether it is for an object of the bucket
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors-troubleshooting.html">Troubleshooting CORS</a>;
     *     words and elements are those that AWS answered to LocalStack's tests of {@code TestS3Cors}
     */
    AwsServiceException refusal(String bucket, boolean object, WireRequest request) {
        if (request.header("Origin").isEmpty()) {
            return S3Errors.of("BadRequest", 400, "Insufficient information. Origin request header needed.");
        }
        Map<String, String> elements = new LinkedHashMap<>();
        elements.put("Method", request.header(ASKED_METHOD).orElse(request.method()));
        Optional<Bucket> found = buckets.lookUp(bucket);
        boolean configured = found.flatMap(each -> each.settings().document(CORSConfiguration.class))
                .isPresent();
        elements.put("ResourceType", configured && object ? "OBJECT" : "BUCKET");
        String why = found.isEmpty()
                ? "Bucket not found"
                : configured
                        ? "This CORS request is not allowed. This is usually because the evalution of Origin, request method"
                                + " / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted"
                                + " by the resource's CORS spec."
                        : "CORS is not enabled for this bucket.";
        return DetailedError.of(S3Errors.of("AccessForbidden", 403, "CORSResponse: " + why), elements);
    }

    private static Optional<Map<String, String>> allowed(CORSRule rule, String origin, WireRequest request) {
        boolean preflight = request.method().equals("OPTIONS");
        String method = preflight ? request.header(ASKED_METHOD).orElse("") : request.method();
        List<String> asked = preflight ? askedHeaders(request) : List.of();
        Optional<String> pattern = rule.allowedOrigins().stream()
                .filter(allowed -> fits(allowed, origin))
                .findFirst();
        boolean allowed = pattern.isPresent()
                && rule.allowedMethods().contains(method)
                && asked.stream()
                        .allMatch(header -> rule.allowedHeaders().stream()
                                .anyMatch(each -> fits(each.toLowerCase(Locale.ROOT), header)));
        return allowed ? Optional.of(answer(rule, pattern.get(), origin, asked, preflight)) : Optional.empty();
    }

    private static List<String> askedHeaders(WireRequest request) {
        return Stream.of(request.header(ASKED_HEADERS).orElse("").split(","))
                .map(header -> header.strip().toLowerCase(Locale.ROOT))
                .filter(header -> !header.isEmpty())
                .toList();
    }

    /** One asterisk stands for anything. */
    private static boolean fits(String pattern, String text) {
        return Pattern.matches(
                Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")), text);
    }

    private static Map<String, String> answer(
            CORSRule rule, String pattern, String origin, List<String> asked, boolean preflight) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Access-Control-Allow-Origin", pattern.equals("*") ? "*" : origin);
        if (!pattern.equals("*")) {
            headers.put("Access-Control-Allow-Credentials", "true");
        }
        headers.put("Access-Control-Allow-Methods", String.join(", ", rule.allowedMethods()));
        if (!asked.isEmpty()) {
            headers.put("Access-Control-Allow-Headers", String.join(", ", asked));
        }
        if (!rule.exposeHeaders().isEmpty()) {
            headers.put("Access-Control-Expose-Headers", String.join(", ", rule.exposeHeaders()));
        }
        if (preflight && rule.maxAgeSeconds() != null) {
            headers.put("Access-Control-Max-Age", rule.maxAgeSeconds().toString());
        }
        headers.put("Vary", String.join(", ", "Origin", ASKED_HEADERS, ASKED_METHOD));
        return headers;
    }
}

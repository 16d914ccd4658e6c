package ateliers.cloud.wire;

import ateliers.cloud.door.Proof;
import ateliers.cloud.http.WireRequest;
import ateliers.cloud.traits.SignedPolicy;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/**
 * What a request says of its
 * <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html">SigV4</a> signature, in its
 * Authorization header or, presigned, in its query.
 *
 * @param timestamp as {@code 20260102T030405Z}
 * @param lifetime of a presigned URL; null for a header
 * @param token the session's, or null
 */
record Signature(
        String accessKey,
        String date,
        String region,
        String service,
        List<String> signedHeaders,
        String signature,
        String timestamp,
        Duration lifetime,
        String token) {

    static final String ALGORITHM = "AWS4-HMAC-SHA256";

    private static final Duration LONGEST_LIFE = Duration.ofDays(7);

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");

    boolean presigned() {
        return lifetime != null;
    }

    /** {@code date/region/service/aws4_request}. */
    String scope() {
        return date + "/" + region + "/" + service + "/aws4_request";
    }

    Instant signedAt() {
        // By hand: a formatter took as long as half the verification.
        if (!timestamp.endsWith("Z") || timestamp.length() != 16 || timestamp.charAt(8) != 'T') {
            throw new DateTimeException("not a timestamp: " + timestamp);
        }
        return LocalDateTime.of(digits(0, 4), digits(4, 6), digits(6, 8), digits(9, 11), digits(11, 13), digits(13, 15))
                .toInstant(ZoneOffset.UTC);
    }

    private int digits(int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            char c = timestamp.charAt(i);
            if (c < '0' || c > '9') {
                throw new DateTimeException("not a timestamp: " + timestamp);
            }
            value = value * 10 + c - '0';
        }
        return value;
    }

    /** Thrown when a request has a signature that cannot be read; the message names what is missing. */
    static final class Incomplete extends Exception {
        private static final long serialVersionUID = 1L;

        Incomplete(String message) {
            super(message);
        }
    }

    /** The signature of a request, if it has one. */
    static Optional<Signature> of(WireRequest request) throws Incomplete {
        Optional<String> header = request.header("Authorization");
        if (header.isPresent()) {
            return Optional.of(fromHeader(header.get(), request));
        }
        return request.query().containsKey("X-Amz-Algorithm") || request.query().containsKey("X-Amz-Signature")
                ? Optional.of(fromQuery(request))
                : Optional.empty();
    }

    /** The claim of a text that is signed. */
    static Signature ofText(Proof.SignedText text) throws Incomplete {
        String day = text.timestamp().split("T", 2)[0];
        return make(
                String.join("/", text.accessKey(), day, text.region(), text.service(), "aws4_request"),
                "",
                text.signature(),
                text.timestamp() + "Z",
                text.lifetime(),
                text.token());
    }

    /** The claim of a form's policy, which says itself until when it counts: its key is a week's. */
    static Signature ofPolicy(SignedPolicy policy) throws Incomplete {
        return make(
                policy.credential(),
                "",
                policy.signature(),
                policy.timestamp().orElse(""),
                LONGEST_LIFE,
                policy.token().orElse(null));
    }

    private static Signature fromHeader(String header, WireRequest request) throws Incomplete {
        String[] words = header.trim().split("\\s+", 2);
        if (!words[0].equals(ALGORITHM)) {
            throw new Incomplete("Unsupported AWS 'algorithm': '" + words[0] + "'.");
        }
        Map<String, String> parts = new HashMap<>();
        for (String part : (words.length < 2 ? "" : words[1]).split(",")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(
                        part.substring(0, equals).trim(),
                        part.substring(equals + 1).trim());
            }
        }
        StringBuilder missing = new StringBuilder();
        for (String name : List.of("Credential", "Signature", "SignedHeaders")) {
            if (parts.getOrDefault(name, "").isEmpty()) {
                missing.append("Authorization header requires '").append(name).append("' parameter. ");
            }
        }
        String timestamp = request.header("X-Amz-Date").orElse("");
        if (timestamp.isEmpty()) {
            timestamp = request.header("Date").flatMap(Signature::fromHttpDate).orElse("");
        }
        if (timestamp.isEmpty()) {
            missing.append("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
        }
        if (!missing.isEmpty()) {
            throw new Incomplete(missing + "Authorization=" + header);
        }
        return make(
                parts.get("Credential"),
                parts.get("SignedHeaders"),
                parts.get("Signature"),
                timestamp,
                null,
                request.header("X-Amz-Security-Token").orElse(null));
    }

    private static Signature fromQuery(WireRequest request) throws Incomplete {
        List<String> needed = List.of(
                "X-Amz-Algorithm",
                "X-Amz-Credential",
                "X-Amz-Date",
                "X-Amz-Expires",
                "X-Amz-SignedHeaders",
                "X-Amz-Signature");
        for (String name : needed) {
            if (request.parameter(name).orElse("").isEmpty()) {
                throw new Incomplete("AWS query-string parameters must include '" + name + "'.");
            }
        }
        if (!request.parameter("X-Amz-Algorithm").orElse("").equals(ALGORITHM)) {
            throw new Incomplete("X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"");
        }
        long seconds;
        try {
            seconds = Long.parseLong(request.parameter("X-Amz-Expires").orElse(""));
        } catch (NumberFormatException e) {
            throw new Incomplete("X-Amz-Expires should be a number");
        }
        if (seconds < 0) {
            throw new Incomplete("X-Amz-Expires must be non-negative");
        }
        if (seconds > LONGEST_LIFE.toSeconds()) {
            throw new Incomplete("X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires"
                    + " must be less than 604800 seconds");
        }
        return make(
                request.parameter("X-Amz-Credential").orElse(""),
                request.parameter("X-Amz-SignedHeaders").orElse(""),
                request.parameter("X-Amz-Signature").orElse(""),
                request.parameter("X-Amz-Date").orElse(""),
                Duration.ofSeconds(seconds),
                request.parameter("X-Amz-Security-Token").orElse(null));
    }

    private static Signature make(
            String credential, String headers, String signature, String timestamp, Duration lifetime, String token)
            throws Incomplete {
        String[] parts = credential.split("/");
        int n = parts.length;
        if (n < 5 || !parts[n - 1].equals("aws4_request")) {
            throw new Incomplete("Credential must have exactly 5 slash-delimited elements, e.g."
                    + " keyid/date/region/service/term, got '" + credential + "'");
        }
        String key = String.join("/", List.of(parts).subList(0, n - 4));
        List<String> signed =
                new ArrayList<>(List.of(headers.toLowerCase(Locale.ROOT).split(";")));
        Signature result = new Signature(
                key, parts[n - 4], parts[n - 3], parts[n - 2], signed, signature, timestamp, lifetime, token);
        try {
            result.signedAt();
        } catch (DateTimeException e) {
            throw new Incomplete("Date must be in ISO-8601 'basic format'. Got '" + timestamp + "'."
                    + " See http://en.wikipedia.org/wiki/ISO_8601");
        }
        if (!timestamp.startsWith(result.date())) {
            throw new Incomplete("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
                    + " HTTP: '" + result.date() + "' != '" + timestamp.substring(0, 8) + "', from '" + timestamp
                    + "'.");
        }
        return result;
    }

    private static Optional<String> fromHttpDate(String date) {
        try {
            Instant instant = Scalars.instant(date.trim(), Format.RFC_822);
            return Optional.of(TIMESTAMP.withZone(ZoneOffset.UTC).format(instant));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

package ateliers.cloud.wire;

import ateliers.cloud.door.Credentials;
import ateliers.cloud.door.Place;
import ateliers.cloud.door.Principal;
import ateliers.cloud.http.WireRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells who signed a request, in real time: a moved clock does not age signatures.
 *
 * <p>In a cloud that takes any key, keys that nobody issued are the root user's; those that were issued are verified all
 * the same, so that functions act in their roles.
 */
final class Authenticator {
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final Duration S3_SKEW = Duration.ofMinutes(15);
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** Services that sign for us-east-1 wherever one is. */
    private static final Set<String> GLOBAL = Set.of("iam", "sts", "cloudfront", "route53", "organizations");

    /** Operations that give credentials to those who have none. */
    private static final Set<String> UNSIGNED = Set.of("AssumeRoleWithSAML", "AssumeRoleWithWebIdentity");

    private static final Set<String> PUBLIC_SERVICES = Set.of("s3", "sqs");

    private final Credentials credentials;
    private final InstantSource realTime;
    private final Place place;
    private final boolean anyKey;
    private final SigV4 sigV4 = new SigV4();

    /**
     * Who it is.
     *
     * @param chunkKey what signs the chunks of an aws-chunked body; null when there is nothing to verify
     */
    record Caller(Principal principal, SecretKeySpec chunkKey) {}

    Authenticator(Credentials credentials, InstantSource realTime, Place place, boolean anyKey) {
        this.credentials = credentials;
        this.realTime = realTime;
        this.place = place;
        this.anyKey = anyKey;
    }

    /**
     * Authenticates a request.
     *
     * @param signature null for a request without one
     * @param body for its hash; null when it streams
     * @throws WireFault in the service's words
     */
    Caller authenticate(WireRequest request, Signature signature, Resolution resolution, Refusals words, byte[] body) {
        if (signature != null) {
            return signed(request, signature, words, body);
        }
        return isOlder(request) ? older(request, words) : unsigned(resolution, words);
    }

    /**
     * Who signed a request that is no AWS API's, for a service.
     *
     * @throws WireFault in the words of REST services
     */
    Principal verify(String service, WireRequest request, byte[] body) {
        Refusals words = Refusals.REST;
        Signature signature;
        try {
            signature = Signature.of(request).orElseThrow(words::missing);
        } catch (Signature.Incomplete e) {
            throw words.incomplete(
                    e.getMessage(), request.header("Authorization").isEmpty());
        }
        Caller caller = signed(request, signature, words, body);
        if (!anyKey && !signature.service().equals(service)) {
            throw words.wrongService(service);
        }
        return caller.principal();
    }

    private Caller signed(WireRequest request, Signature signature, Refusals words, byte[] body) {
        if (credentials.isWithdrawn(signature.accessKey())) {
            throw words.unknownKey();
        }
        Optional<Credentials.Key> found = credentials.find(signature.accessKey());
        if (found.isEmpty()) {
            if (!anyKey) {
                throw words.unknownKey();
            }
            return new Caller(new Principal.Root(place.account()), null);
        }
        Credentials.Key key = found.get();
        checkToken(key, signature, words);
        if (!anyKey) {
            checkRegion(signature, words);
        }
        checkTime(signature, words);
        String payloadHash = payloadHash(request, signature, body, words);
        String expected = sigV4.signature(request, signature, key.secretAccessKey(), payloadHash);
        if (!signature.signedHeaders().contains("host") || !SigV4.same(expected, signature.signature())) {
            throw words.mismatch();
        }
        return new Caller(key.principal(), sigV4.signingKey(key.secretAccessKey(), signature));
    }

    /** Whether a URL is signed as before SigV4, which tools still do where S3 once took nothing else. */
    private static boolean isOlder(WireRequest request) {
        return request.parameter("AWSAccessKeyId").isPresent()
                && request.parameter("Signature").isPresent();
    }

    private Caller older(WireRequest request, Refusals words) {
        String key = request.parameter("AWSAccessKeyId").orElseThrow();
        boolean known = credentials.find(key).isPresent() || credentials.isWithdrawn(key);
        if (!anyKey || known) {
            throw Refusals.olderSignature();
        }
        long expires;
        try {
            expires = Long.parseLong(request.parameter("Expires").orElse(""));
        } catch (NumberFormatException e) {
            throw words.missing();
        }
        if (expires < realTime.instant().getEpochSecond()) {
            throw words.expiredUrl();
        }
        return new Caller(new Principal.Root(place.account()), null);
    }

    private static Caller unsigned(Resolution resolution, Refusals words) {
        if (PUBLIC_SERVICES.contains(resolution.operation().service().signingName())
                || UNSIGNED.contains(resolution.operation().name())) {
            return new Caller(new Principal.Anonymous(), null);
        }
        throw words.missing();
    }

    private void checkToken(Credentials.Key key, Signature signature, Refusals words) {
        String token = key.sessionToken().orElse(null);
        if (token == null ? signature.token() != null : !token.equals(signature.token())) {
            throw words.wrongToken();
        }
        if (key.expires().isPresent()
                && !realTime.instant().isBefore(key.expires().get())) {
            throw words.expiredToken();
        }
    }

    private void checkRegion(Signature signature, Refusals words) {
        boolean global =
                GLOBAL.contains(signature.service()) && signature.region().equals("us-east-1");
        if (!signature.region().equals(place.region()) && !global) {
            throw words.wrongRegion(signature.region(), place.region());
        }
    }

    private void checkTime(Signature signature, Refusals words) {
        Instant now = realTime.instant();
        Instant signed = signature.signedAt();
        Duration skew = words == Refusals.S3 ? S3_SKEW : SKEW;
        if (signed.isAfter(now.plus(skew))) {
            throw words.skewed("Signature not yet current: " + signature.timestamp() + " is still later than "
                    + TIMESTAMP.format(now.plus(skew)) + " (" + TIMESTAMP.format(now) + " + " + skew.toMinutes()
                    + " min.)");
        }
        if (signature.presigned()) {
            if (signed.plus(signature.lifetime()).isBefore(now)) {
                throw words.expiredUrl();
            }
        } else if (signed.isBefore(now.minus(skew))) {
            throw words.skewed("Signature expired: " + signature.timestamp() + " is now earlier than "
                    + TIMESTAMP.format(now.minus(skew)) + " (" + TIMESTAMP.format(now) + " - " + skew.toMinutes()
                    + " min.)");
        }
    }

    /** The hash that was signed; that of a body in memory is compared with it, a stream's is when it ends. */
    private static String payloadHash(WireRequest request, Signature signature, byte[] body, Refusals words) {
        Optional<String> claimed = request.header("x-amz-content-sha256");
        if (words == Refusals.S3) {
            if (signature.presigned()) {
                return claimed.orElse("UNSIGNED-PAYLOAD");
            }
            return claimed.orElseThrow(Refusals::missingPayloadHash);
        }
        if (claimed.isPresent() && claimed.get().equals("UNSIGNED-PAYLOAD")) {
            return claimed.get();
        }
        return body.length == 0 ? SigV4.EMPTY_HASH : SigV4.hex(SigV4.sha256().digest(body));
    }
}

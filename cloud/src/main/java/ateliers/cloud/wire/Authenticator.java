package ateliers.cloud.wire;

import ateliers.cloud.door.Credentials;
import ateliers.cloud.door.Place;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.Proof;
import ateliers.cloud.http.WireRequest;
import ateliers.cloud.traits.SeedSignature;
import ateliers.cloud.traits.SignedPolicy;
import ateliers.cloud.traits.WireTraits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells who signed a request, in real time: a moved clock does not age signatures.
 *
 * <p>In a cloud that takes any key, keys that nobody issued are the root user's; those that were issued are verified all
 * the same, so that functions act in their roles.
 */
final class Authenticator {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Credentials credentials;
    private final InstantSource realTime;
    private final Place place;
    private final Services services;
    private final boolean anyKey;
    private final SigV4 sigV4 = new SigV4();

    /**
     * Who it is.
     *
     * @param conditionKeys of the credentials that were signed with
     * @param seed of the signatures of the body's chunks; empty when there is nothing to verify
     */
    record Caller(Principal principal, Map<String, List<String>> conditionKeys, Optional<SeedSignature> seed) {
        /** One whose signature, if there is one, is not verified. */
        static Caller unverified(Principal principal) {
            return new Caller(principal, Map.of(), Optional.empty());
        }
    }

    /** @param services what each says of signatures */
    Authenticator(Credentials credentials, InstantSource realTime, Place place, Services services, boolean anyKey) {
        this.services = services;
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
     * Refuses whom no body will help: whose key is unknown or over, who signs for elsewhere or too late, who does not sign.
     *
     * @param signature null for a request without one
     * @param resolution empty where the operation stands in the body
     * @throws WireFault in the service's words
     */
    void beforeBody(WireRequest request, Signature signature, Optional<Resolution> resolution, Refusals words) {
        if (signature != null) {
            checked(signature, words);
        } else if (isOlder(request)) {
            older(request, words);
        } else {
            resolution.ifPresent(known -> unsigned(known, words));
        }
    }

    /**
     * Whose proof it is, of a request that is no AWS API's.
     *
     * @throws WireFault in the words of REST services
     */
    Principal verify(Proof proof) {
        if (proof instanceof Proof.SignedRequest signed) {
            return request(signed.service(), signed.request(), signed.body());
        }
        return proof instanceof Proof.SignedText text ? text(text) : password((Proof.Password) proof);
    }

    private Principal text(Proof.SignedText proof) {
        Refusals words = Refusals.REST;
        Optional<Credentials.Key> known = key(proof.accessKey(), words);
        if (known.isEmpty()) {
            return new Principal.Root(place.account());
        }
        Signature claimed;
        try {
            claimed = Signature.ofText(proof);
        } catch (Signature.Incomplete e) {
            throw words.incomplete(e.getMessage(), false);
        }
        Credentials.Key key = known.get();
        check(key, claimed, services.traits(proof.service()), words);
        String expected = sigV4.signature(proof.text(), proof.timestamp(), claimed, key.secretAccessKey());
        if (!SigV4.same(expected, proof.signature())) {
            throw words.mismatch();
        }
        return key.principal();
    }

    /**
     * Who signed a form's policy.
     *
     * @throws WireFault in the service's words
     */
    Caller signer(SignedPolicy policy, WireTraits traits, Refusals words) {
        if (policy.timestamp().isEmpty()) {
            return Caller.unverified(olderKey(policy.credential()));
        }
        Signature claimed;
        try {
            claimed = Signature.ofPolicy(policy);
        } catch (Signature.Incomplete e) {
            throw words.incomplete(e.getMessage(), true);
        }
        Optional<Credentials.Key> known = key(claimed.accessKey(), words);
        if (known.isEmpty()) {
            return Caller.unverified(new Principal.Root(place.account()));
        }
        Credentials.Key key = known.get();
        check(key, claimed, traits, words);
        String expected = SigV4.hex(SigV4.hmac(sigV4.signingKey(key.secretAccessKey(), claimed), policy.text()));
        if (!SigV4.same(expected, policy.signature())) {
            throw words.mismatch();
        }
        return new Caller(key.principal(), key.conditionKeys(), Optional.empty());
    }

    private Principal password(Proof.Password proof) {
        boolean known = credentials.ofServices().knows(proof.service(), proof.user());
        if (anyKey && !known) {
            return new Principal.Root(place.account());
        }
        return credentials
                .ofServices()
                .find(proof.service(), proof.user(), proof.password())
                .orElseThrow(Refusals.REST::mismatch);
    }

    private Principal request(String service, WireRequest request, byte[] body) {
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
        Optional<Credentials.Key> known = checked(signature, words);
        if (known.isEmpty()) {
            return Caller.unverified(new Principal.Root(place.account()));
        }
        Credentials.Key key = known.get();
        WireTraits traits = services.traits(signature.service());
        String payloadHash = payloadHash(request, signature, body, traits);
        String path = traits.rest()
                .map(rest -> rest.signedPath(request.rawPath()))
                .orElseGet(() -> SigV4.path(request.rawPath()));
        String expected = sigV4.signature(request, path, signature, key.secretAccessKey(), payloadHash);
        if (!signature.signedHeaders().contains("host") || !SigV4.same(expected, signature.signature())) {
            throw words.mismatch();
        }
        SecretKeySpec signingKey = sigV4.signingKey(key.secretAccessKey(), signature);
        SeedSignature seed = new SeedSignature(
                signature.signature(),
                signature.timestamp(),
                signature.scope(),
                text -> SigV4.hex(SigV4.hmac(signingKey, text)));
        return new Caller(key.principal(), key.conditionKeys(), Optional.of(seed));
    }

    /** The key that was signed with, if it may be used so; empty where nobody issued it and any key will do. */
    private Optional<Credentials.Key> checked(Signature signature, Refusals words) {
        Optional<Credentials.Key> known = key(signature.accessKey(), words);
        WireTraits traits = services.traits(signature.service());
        if (known.isPresent()) {
            check(known.get(), signature, traits, words);
        } else if (signature.presigned()) {
            // It does not matter who signed a URL; for how long does.
            checkTime(signature, traits.clockSkew(), words);
        }
        return known;
    }

    /** The key of this id; empty where nobody issued it and any key will do. */
    private Optional<Credentials.Key> key(String id, Refusals words) {
        Optional<Credentials.Key> found = credentials.isWithdrawn(id) ? Optional.empty() : credentials.find(id);
        if (found.isEmpty() && (!anyKey || credentials.isWithdrawn(id))) {
            throw words.unknownKey();
        }
        return found;
    }

    private void check(Credentials.Key key, Signature signature, WireTraits traits, Refusals words) {
        checkToken(key, signature, words);
        if (!anyKey) {
            checkRegion(signature, traits, words);
        }
        checkTime(signature, traits.clockSkew(), words);
    }

    /** Whether a URL is signed as before SigV4, which tools still do where once nothing else was taken. */
    private static boolean isOlder(WireRequest request) {
        return request.parameter("AWSAccessKeyId").isPresent()
                && request.parameter("Signature").isPresent();
    }

    private Caller older(WireRequest request, Refusals words) {
        Principal principal = olderKey(request.parameter("AWSAccessKeyId").orElseThrow());
        long expires;
        try {
            expires = Long.parseLong(request.parameter("Expires").orElse(""));
        } catch (NumberFormatException e) {
            throw words.missing();
        }
        if (expires < realTime.instant().getEpochSecond()) {
            throw words.expiredUrl();
        }
        return Caller.unverified(principal);
    }

    /** Whose a key is that was signed with before SigV4: nobody's who was issued one. */
    private Principal olderKey(String id) {
        boolean known = credentials.find(id).isPresent() || credentials.isWithdrawn(id);
        if (!anyKey || known) {
            throw Refusals.olderSignature();
        }
        return new Principal.Root(place.account());
    }

    private static Caller unsigned(Resolution resolution, Refusals words) {
        if (resolution.api().traits().isAnonymous(resolution.operation().name())) {
            return Caller.unverified(new Principal.Anonymous());
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

    private void checkRegion(Signature signature, WireTraits traits, Refusals words) {
        boolean global = traits.globalRegion().map(signature.region()::equals).orElse(false);
        if (!signature.region().equals(place.region()) && !global) {
            throw words.wrongRegion(signature.region(), place.region());
        }
    }

    private void checkTime(Signature signature, Duration skew, Refusals words) {
        Instant now = realTime.instant();
        Instant signed = signature.signedAt();
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
    private static String payloadHash(WireRequest request, Signature signature, byte[] body, WireTraits traits) {
        if (traits.rest().isPresent()) {
            return traits.rest().get().payloadHash(request, signature.presigned());
        }
        Optional<String> claimed = request.header("x-amz-content-sha256");
        if (claimed.isPresent() && claimed.get().equals("UNSIGNED-PAYLOAD")) {
            return claimed.get();
        }
        return body.length == 0 ? SigV4.EMPTY_HASH : SigV4.hex(SigV4.sha256().digest(body));
    }
}

package ateliers.cloud.executeapi;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a token is one of an issuer's for an audience: the steps of the developer guide, in its order. Only RSA
 * signatures count, as on AWS.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html">JWT authorizers</a>
 */
public final class JwtCheck {
    private static final Set<JWSAlgorithm> RSA = JWSAlgorithm.Family.RSA;

    private final Jwks keys;

    public JwtCheck(Jwks keys) {
        this.keys = keys;
    }

    /** What a valid token says. */
    public record Token(Map<String, Object> claims, List<String> scopes) {}

    /** A token does not hold. */
    public static final class Invalid extends Exception {
        private static final long serialVersionUID = 1L;

        Invalid(String message) {
            super(message);
        }
    }

    /**
     * Checks a token.
     *
     * @param text the token, with or without {@code Bearer} before it
     * @param now cloud time
     * @throws Invalid with what AWS tells the client in {@code error_description}
     */
    public Token check(String text, String issuer, List<String> audience, Instant now) throws Invalid {
        SignedJWT token = parse(text.replaceFirst("(?i)^bearer\\s+", ""));
        signature(token, issuer, now);
        JWTClaimsSet claims;
        Map<String, Object> all;
        try {
            claims = token.getJWTClaimsSet();
            all = token.getPayload().toJSONObject();
        } catch (ParseException e) {
            throw new Invalid("invalid claims");
        }
        if (!issuer.equals(claims.getIssuer())) {
            throw new Invalid("invalid issuer");
        }
        if (!isFor(claims, audience)) {
            throw new Invalid("the token does not have a valid audience");
        }
        times(claims, now);
        return new Token(all, scopes(all));
    }

    private static SignedJWT parse(String text) throws Invalid {
        if (text.split("\\.", -1).length != 3) {
            throw new Invalid("token contains an invalid number of segments");
        }
        try {
            return SignedJWT.parse(text);
        } catch (ParseException e) {
            throw new Invalid("token is malformed");
        }
    }

    private void signature(SignedJWT token, String issuer, Instant now) throws Invalid {
        JWSAlgorithm algorithm = token.getHeader().getAlgorithm();
        if (!RSA.contains(algorithm)) {
            throw new Invalid("signing method " + algorithm + " is invalid");
        }
        try {
            RSAKey key = keys.key(issuer, token.getHeader().getKeyID(), now)
                    .orElseThrow(() -> new Invalid("unable to find the key of the token among those of its issuer"));
            if (!token.verify(new RSASSAVerifier(key))) {
                throw new Invalid("invalid signature");
            }
        } catch (Jwks.NoIssuer e) {
            throw new Invalid("OIDC discovery endpoint communication error");
        } catch (JOSEException e) {
            throw new Invalid("invalid signature");
        }
    }

    /** By {@code client_id} only where there is no {@code aud}. */
    private static boolean isFor(JWTClaimsSet claims, List<String> audience) {
        return claims.getAudience().isEmpty()
                ? audience.contains(String.valueOf(claims.getClaim("client_id")))
                : claims.getAudience().stream().anyMatch(audience::contains);
    }

    private static void times(JWTClaimsSet claims, Instant now) throws Invalid {
        if (claims.getExpirationTime() == null
                || !claims.getExpirationTime().toInstant().isAfter(now)) {
            throw new Invalid("the token has expired");
        }
        if (claims.getNotBeforeTime() != null
                && claims.getNotBeforeTime().toInstant().isAfter(now)) {
            throw new Invalid("the token is not valid yet");
        }
        if (claims.getIssueTime() != null && claims.getIssueTime().toInstant().isAfter(now)) {
            throw new Invalid("the token was issued in the future");
        }
    }

    /** Of {@code scope}, words in a text, or of {@code scp}, a text or a list. */
    private static List<String> scopes(Map<String, Object> claims) {
        Object given = claims.getOrDefault("scope", claims.get("scp"));
        if (given instanceof Collection<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        return given == null ? List.of() : List.of(given.toString().trim().split("\\s+"));
    }

    /** A claim as events have it, which is always a text: lists in brackets, with spaces between. */
    public static String text(Object claim) {
        if (claim instanceof Collection<?> list) {
            return list.stream().map(JwtCheck::text).collect(Collectors.joining(" ", "[", "]"));
        }
        if (claim instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(each -> each.getKey() + ":" + text(each.getValue()))
                    .collect(Collectors.joining(" ", "map[", "]"));
        }
        return String.valueOf(claim);
    }
}

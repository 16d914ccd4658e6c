package ateliers.cloud.services.apigatewayv2;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.executeapi.Caller;
import ateliers.cloud.executeapi.Issuer;
import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * JWT authorizers, over HTTP, as the developer guide tells: "Control access to HTTP APIs with JWT authorizers",
 * "Troubleshooting issues with HTTP API JWT authorizers" (the challenge's form and the words about audiences).
 */
class HttpJwtTest extends GuardedApiFixture {
    private final Issuer issuer = new Issuer();

    @AfterEach
    void close() {
        issuer.close();
    }

    private String authorizer(String... source) {
        return client.createAuthorizer(r -> r.apiId(api)
                        .name("tokens")
                        .authorizerType("JWT")
                        .identitySource(source.length == 0 ? List.of("$request.header.Authorization") : List.of(source))
                        .jwtConfiguration(c -> c.issuer(issuer.url()).audience("shop", "mobile")))
                .authorizerId();
    }

    private void guard(String... scopes) {
        String id = authorizer();
        route("GET /a", r -> r.authorizationType("JWT").authorizerId(id).authorizationScopes(scopes));
    }

    private JWTClaimsSet.Builder claims() {
        return issuer.claims(now());
    }

    private Instant now() {
        return cloud.cloud().clock().instant();
    }

    private Caller.Reply with(JWTClaimsSet.Builder claims) {
        return caller.get("/a", "Authorization", "Bearer " + issuer.sign(claims));
    }

    private static void invalid(Caller.Reply reply, String description) {
        answers(reply, 401, "Unauthorized");
        assertThat(reply.header("www-authenticate"))
                .containsExactly("Bearer scope=\"\" error=\"invalid_token\" error_description=\"" + description + "\"");
    }

    @Test
    void whoHasATokenOfTheIssuerGoesOnWithItsClaimsAsTexts() {
        guard();

        Instant now = now();
        Caller.Reply reply = with(issuer.claims(now)
                .claim("groups", List.of("admin", "users"))
                .claim("age", 36)
                .claim("scope", "orders/read"));

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        JsonNode jwt = reply.json().at("/requestContext/authorizer/jwt");
        assertThat(jwt.at("/claims/sub").asText()).isEqualTo("ada");
        assertThat(jwt.at("/claims/groups").asText()).isEqualTo("[admin users]");
        assertThat(jwt.at("/claims/age").isTextual()).isTrue();
        assertThat(jwt.at("/claims/exp").asText()).isEqualTo(Long.toString(now.getEpochSecond() + 3600));
        assertThat(jwt.get("scopes").isNull()).isTrue();
    }

    @Test
    void bearerMayBeLeftOut() {
        guard();

        assertThat(caller.get("/a", "Authorization", issuer.sign(claims())).status())
                .isEqualTo(200);
    }

    @Test
    void withoutATokenThereIsAChallenge() {
        guard();

        Caller.Reply reply = caller.get("/a");

        answers(reply, 401, "Unauthorized");
        assertThat(reply.header("www-authenticate")).containsExactly("Bearer");
    }

    @Test
    void aTokenForSomebodyElseDoesNotHold() {
        guard();

        invalid(with(claims().audience("other")), "the token does not have a valid audience");
        invalid(with(claims().audience((String) null)), "the token does not have a valid audience");
        invalid(
                with(claims().audience("other").claim("client_id", "shop")),
                "the token does not have a valid audience");
        assertThat(with(claims().audience(List.of("x", "mobile"))).status()).isEqualTo(200);
        assertThat(with(claims().audience((String) null).claim("client_id", "shop"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aTokenHoldsInItsTimeOfTheCloudOnly() {
        guard();
        JWTClaimsSet.Builder claims = claims();
        invalid(with(claims().notBeforeTime(Date.from(now().plusSeconds(60)))), "the token is not valid yet");
        invalid(with(claims().issueTime(Date.from(now().plusSeconds(60)))), "the token was issued in the future");
        invalid(with(claims().expirationTime(null)), "the token has expired");
        assertThat(with(claims).status()).isEqualTo(200);

        cloud.cloud().clock().advance(Duration.ofSeconds(3601));

        invalid(with(claims), "the token has expired");
    }

    @Test
    void onlyTheIssuersSignatureCounts() throws Exception {
        guard();
        String header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        String shared = new String(new char[64]).replace('\0', 'k');
        SignedJWT symmetric = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build(), claims().build());
        symmetric.sign(new MACSigner(shared));

        invalid(caller.get("/a", "Authorization", issuer.forge(claims())), "invalid signature");
        invalid(with(claims().issuer("http://127.0.0.1:1")), "invalid issuer");
        invalid(caller.get("/a", "Authorization", symmetric.serialize()), "signing method HS256 is invalid");
        invalid(caller.get("/a", "Authorization", "Bearer hello"), "token contains an invalid number of segments");
        invalid(caller.get("/a", "Authorization", header + ".e30."), "token is malformed");
        invalid(caller.get("/a", "Authorization", "a.b.c"), "token is malformed");
    }

    @Test
    void oneOfTheRoutesScopesIsEnoughAndWithoutThemItIsForbidden() {
        guard("orders/read", "orders/write");

        Caller.Reply without = with(claims().claim("scope", "mail"));

        answers(without, 403, "Forbidden");
        assertThat(without.header("www-authenticate").get(0)).contains("error=\"insufficient_scope\"");
        assertThat(with(claims()).status()).isEqualTo(403);
        Caller.Reply reply = with(claims().claim("scope", "mail orders/read"));
        assertThat(reply.json().at("/requestContext/authorizer/jwt/scopes")).hasSize(1);
        assertThat(with(claims().claim("scp", List.of("orders/write"))).status())
                .isEqualTo(200);
    }

    @Test
    void keysAreKeptForTwoHoursButRotationIsNoticed() {
        guard();
        int before = issuer.fetched();
        with(claims());
        with(claims());
        assertThat(issuer.fetched() - before).isEqualTo(1);

        issuer.rotate();
        assertThat(with(claims()).status()).isEqualTo(200);
        assertThat(issuer.fetched() - before).isEqualTo(2);
        cloud.cloud().clock().advance(Duration.ofHours(2));
        with(claims());
        assertThat(issuer.fetched() - before).isEqualTo(3);
    }

    @Test
    void anIssuerThatIsGoneLetsNobodyIn() {
        guard();
        JWTClaimsSet.Builder claims = claims();
        String token = issuer.sign(claims);
        issuer.close();

        invalid(caller.get("/a", "Authorization", token), "OIDC discovery endpoint communication error");
    }

    @Test
    void aTokenMayComeInTheQueryAndPayload1HasItsClaimsElsewhere() {
        String id = authorizer("$request.querystring.token");
        String mirror = functions.mirroring("first");
        functions.permit("first", arn("*"));
        String integration = integration(mirror, "1.0");
        route("GET /b", r -> r.authorizationType("JWT").authorizerId(id).target("integrations/" + integration));

        Caller.Reply reply = caller.get("/b?token=" + issuer.sign(claims()));

        assertThat(reply.json().at("/requestContext/authorizer/claims/sub").asText())
                .isEqualTo("ada");
    }

    @Test
    void issuersElsewhereAreOurGap() {
        String id = client.createAuthorizer(r -> r.apiId(api)
                        .name("cognito")
                        .authorizerType("JWT")
                        .identitySource("$request.header.Authorization")
                        .jwtConfiguration(c -> c.issuer("https://cognito-idp.eu-west-3.amazonaws.com/p")
                                .audience("shop")))
                .authorizerId();
        route("GET /c", r -> r.authorizationType("JWT").authorizerId(id));

        Caller.Reply reply = caller.get("/c", "Authorization", issuer.sign(claims()));

        assertThat(reply.status()).isEqualTo(501);
        assertThat(reply.body()).contains("issuers of tokens that are not on this machine");
    }

    @Test
    void whatIsNoIssuerIsRefusedAsAnAuthorizerIsMade() {
        issuer.close();

        refused(
                () -> authorizer(),
                "Caught exception when connecting to " + issuer.url() + "/.well-known/openid-configuration for issuer "
                        + issuer.url() + ". Please try again later. Error: Invalid issuer: " + issuer.url()
                        + ". Issuer must have a valid discovery endpoint ended with"
                        + " '/.well-known/openid-configuration'");
    }
}

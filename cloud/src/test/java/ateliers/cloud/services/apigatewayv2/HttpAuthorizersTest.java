package ateliers.cloud.services.apigatewayv2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.executeapi.Caller;
import ateliers.cloud.executeapi.PlayedFunctions;
import ateliers.cloud.executeapi.ProxyEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.apigatewayv2.model.CreateAuthorizerRequest;

/**
 * Lambda authorizers of HTTP APIs, over HTTP, as the developer guide tells: "Control access to HTTP APIs with AWS Lambda
 * authorizers", with its examples of events and answers.
 */
class HttpAuthorizersTest extends GuardedApiFixture {
    private String guard;

    private static ObjectNode simple(boolean allowed) {
        return ProxyEvent.JSON.createObjectNode().put("isAuthorized", allowed);
    }

    private static ObjectNode policy(String effect, String resource) {
        ObjectNode answer = ProxyEvent.JSON.createObjectNode().put("principalId", "ada");
        answer.putObject("policyDocument")
                .put("Version", "2012-10-17")
                .putArray("Statement")
                .addObject()
                .put("Action", "execute-api:Invoke")
                .put("Effect", effect)
                .put("Resource", resource);
        return answer;
    }

    private void function(UnaryOperator<JsonNode> answer) {
        guard = functions.answering("guard", answer);
        functions.permit("guard", arn("authorizers/*"));
    }

    private String authorizer(Consumer<CreateAuthorizerRequest.Builder> more) {
        return client.createAuthorizer(r -> {
                    r.apiId(api).name("guard").authorizerType("REQUEST").authorizerUri(PlayedFunctions.uri(guard));
                    r.authorizerPayloadFormatVersion("2.0").enableSimpleResponses(true);
                    r.identitySource("$request.header.X-User");
                    more.accept(r);
                })
                .authorizerId();
    }

    /** Guards GET /a/{id}. */
    private void guard(Consumer<CreateAuthorizerRequest.Builder> more) {
        String id = authorizer(more);
        route("GET /a/{id}", r -> r.authorizationType("CUSTOM").authorizerId(id));
    }

    private Caller.Reply get(String user) {
        return caller.get("/a/1?q=1&q=2", "X-User", user, "Cookie", "c=1");
    }

    private int asked() {
        return functions.events("guard").size();
    }

    @Test
    void aSimpleAnswerLetsInAndItsContextGoesOnAsItIs() {
        function(event -> {
            ObjectNode answer = simple(true);
            answer.putObject("context").put("age", 36).putArray("groups").add("admin");
            return answer;
        });
        guard(r -> {});

        Caller.Reply reply = get("ada");

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.json().at("/requestContext/authorizer").toString())
                .isEqualTo("{\"lambda\":{\"age\":36,\"groups\":[\"admin\"]}}");
        JsonNode event = functions.events("guard").get(0);
        assertThat(event.path("version").asText() + event.path("type").asText()).isEqualTo("2.0REQUEST");
        assertThat(event.path("routeArn").asText()).isEqualTo(arn("$default/GET/a/1"));
        assertThat(event.path("identitySource").toString()).isEqualTo("[\"ada\"]");
        assertThat(event.path("routeKey").asText()).isEqualTo("GET /a/{id}");
        assertThat(event.path("rawQueryString").asText()).isEqualTo("q=1&q=2");
        assertThat(event.path("cookies").toString()).isEqualTo("[\"c=1\"]");
        assertThat(event.at("/queryStringParameters/q").asText()).isEqualTo("1,2");
        assertThat(event.at("/pathParameters/id").asText()).isEqualTo("1");
        assertThat(event.at("/requestContext/http/method").asText()).isEqualTo("GET");
        assertThat(event.has("body") || event.has("isBase64Encoded")).isFalse();
    }

    @Test
    void aSimpleNoIsForbidden() {
        function(event -> simple(false));
        guard(r -> {});

        answers(get("ada"), 403, "Forbidden");
    }

    @Test
    void withoutItsIdentitySourceNobodyIsAsked() {
        function(event -> simple(true));
        guard(r -> {});

        Caller.Reply reply = caller.get("/a/1");

        answers(reply, 401, "Unauthorized");
        assertThat(reply.header("www-authenticate")).isEmpty();
        assertThat(asked()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"isAuthorized\":\"true\"}", "[true]", "\"yes\""})
    void anAnswerThatIsNoneIsTheApisFault(String answer) {
        function(event -> {
            try {
                return ProxyEvent.JSON.readTree(answer);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        guard(r -> r.authorizerResultTtlInSeconds(300));

        answers(get("ada"), 500, "Internal Server Error");
        get("ada");
        assertThat(asked()).as("failures are not remembered").isEqualTo(2);
    }

    @Test
    void aFunctionMayAskForAuthentication() {
        guard = functions.failing("guard", "Unauthorized");
        functions.permit("guard", arn("authorizers/*"));
        guard(r -> {});

        answers(get("ada"), 401, "Unauthorized");
    }

    @Test
    void aFunctionThatFailsOrMayNotBeInvokedIsTheApisFault() {
        guard = functions.failing("guard", "broken");
        guard(r -> {});
        answers(get("ada"), 500, "Internal Server Error");
        assertThat(asked()).isZero();

        functions.permit("guard", arn("authorizers/*"));

        answers(get("ada"), 500, "Internal Server Error");
        assertThat(asked()).isEqualTo(1);
    }

    @Test
    void nothingIsRememberedUnlessTheAuthorizerSaysForHowLong() {
        function(event -> simple(true));
        guard(r -> {});
        get("ada");
        get("ada");
        assertThat(asked()).isEqualTo(2);

        String id = client.getAuthorizers(r -> r.apiId(api)).items().get(0).authorizerId();
        client.updateAuthorizer(r -> r.apiId(api).authorizerId(id).authorizerResultTtlInSeconds(60));
        get("ada");
        get("ada");
        get("bob");
        assertThat(asked()).isEqualTo(4);
        cloud.cloud().clock().advance(Duration.ofSeconds(61));
        get("ada");
        assertThat(asked()).isEqualTo(5);
        client.resetAuthorizersCache(r -> r.apiId(api).stageName("$default"));
        get("ada");
        assertThat(asked()).isEqualTo(6);
    }

    @Test
    void payload1TakesAPolicyAndJoinsTheIdentitySources() {
        function(event -> {
            ObjectNode answer = policy("Allow", event.path("methodArn").asText());
            answer.putObject("context").put("name", "Ada");
            return answer;
        });
        guard(r -> r.authorizerPayloadFormatVersion("1.0")
                .enableSimpleResponses(null)
                .identitySource("$request.header.X-User", "$request.querystring.q", "$context.routeKey")
                .authorizerResultTtlInSeconds(300));

        Caller.Reply reply = get("ada");

        assertThat(reply.json().at("/requestContext/authorizer/lambda/name").asText())
                .isEqualTo("Ada");
        JsonNode event = functions.events("guard").get(0);
        assertThat(event.path("version").asText()).isEqualTo("1.0");
        assertThat(event.path("methodArn").asText()).isEqualTo(arn("$default/GET/a/1"));
        assertThat(event.path("authorizationToken").asText()).isEqualTo("ada,1,GET /a/{id}");
        assertThat(event.path("identitySource")).isEqualTo(event.path("authorizationToken"));
        assertThat(event.path("stageVariables")).isEmpty();
        answers(caller.get("/a/2?q=1", "X-User", "ada"), 403, "Forbidden");
        assertThat(asked()).as("a remembered policy is judged anew").isEqualTo(1);
    }

    @Test
    void whomAPolicyDeniesIsForbidden() {
        function(event -> policy("Deny", "*"));
        guard(r -> r.enableSimpleResponses(false));

        answers(get("ada"), 403, "Forbidden");
    }

    @Test
    void aRouteNamesAnAuthorizerOfItsKind() {
        function(event -> simple(true));
        String id = authorizer(r -> {});

        refused(
                () -> route("GET /x", r -> r.authorizationType("JWT").authorizerId(id)),
                "Invalid authorizer ID specified. Setting the authorization type to JWT requires a valid JWT"
                        + " authorizer.");
        refused(
                () -> route("GET /x", r -> r.authorizationType("CUSTOM").authorizerId("none")),
                "Invalid authorizer ID specified. Setting the authorization type to CUSTOM requires a valid REQUEST"
                        + " authorizer.");
        refused(
                () -> route(
                        "GET /x",
                        r -> r.authorizationType("CUSTOM").authorizerId(id).authorizationScopes("a")),
                "Invalid Route authorization type specified. Authorization Scopes are only valid for"
                        + " COGNITO_USER_POOLS and JWT authorization types");
    }

    @Test
    void whatIsNoAuthorizerIsRefused() {
        function(event -> simple(true));
        String id = authorizer(r -> {});
        route("GET /x", r -> r.authorizationType("CUSTOM").authorizerId(id));

        refused(
                () -> authorizer(r -> r.name("b").identitySource(List.of()).authorizerResultTtlInSeconds(60)),
                "Identity source must be set if authorizer caching is enabled (TTL is greater than 0)");
        refused(
                () -> authorizer(r -> r.name("b").authorizerPayloadFormatVersion(null)),
                "AuthorizerPayloadFormatVersion is a required parameter for REQUEST authorizer");
        refused(
                () -> authorizer(r -> r.name("b").authorizerPayloadFormatVersion("1.0")),
                "EnableSimpleResponses is supported only for AuthorizerPayloadFormatVersion 2.0");
        refused(
                () -> authorizer(r -> r.name("b").identitySource("Authorization")),
                "Invalid identity source specified: Authorization");
        refused(
                () -> authorizer(r -> r.name("b").authorizerType("JWT")),
                "AuthorizerPayloadFormatVersion is supported only for REQUEST authorizers");
        assertThatThrownBy(() -> client.deleteAuthorizer(r -> r.apiId(api).authorizerId(id)))
                .hasMessageContaining("Cannot delete authorizer '" + id + "', is referenced in route: GET /x");
    }

    @Test
    void documentsDefineAuthorizers() {
        function(event -> simple(true));
        String body = """
                {"openapi":"3.0.1","info":{"title":"t","version":"1.0"},
                 "components":{"securitySchemes":{
                  "tokens":{"type":"oauth2","x-amazon-apigateway-authorizer":{"type":"jwt",
                   "jwtConfiguration":{"issuer":"https://issuer.example.com","audience":["shop"]},
                   "identitySource":"$request.header.Authorization"}},
                  "guard":{"type":"apiKey","name":"X-User","in":"header","x-amazon-apigateway-authorizer":{
                   "type":"request","authorizerUri":"%s","authorizerPayloadFormatVersion":"2.0",
                   "enableSimpleResponses":true,"authorizerResultTtlInSeconds":60,
                   "identitySource":"$request.header.X-User, $request.querystring.q"}}}},
                 "paths":{"/a":{"get":{"security":[{"tokens":["orders/read"]}]},
                  "post":{"security":[{"guard":[]}]},"put":{}}}}
                """.formatted(PlayedFunctions.uri(guard));

        String made = client.importApi(r -> r.body(body)).apiId();

        Map<String, String> ids = new HashMap<>();
        client.getAuthorizers(r -> r.apiId(made)).items().forEach(each -> ids.put(each.name(), each.authorizerId()));
        assertThat(client.getAuthorizer(r -> r.apiId(made).authorizerId(ids.get("guard")))
                        .identitySource())
                .containsExactly("$request.header.X-User", "$request.querystring.q");
        assertThat(client.getRoutes(r -> r.apiId(made)).items())
                .extracting(route -> route.routeKey() + " " + route.authorizationTypeAsString() + " "
                        + route.authorizerId() + " " + route.authorizationScopes())
                .containsExactlyInAnyOrder(
                        "GET /a JWT " + ids.get("tokens") + " [orders/read]",
                        "POST /a CUSTOM " + ids.get("guard") + " []",
                        "PUT /a NONE null []");
    }
}

package ateliers.cloud.services.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.executeapi.Caller;
import ateliers.cloud.executeapi.PlayedFunctions;
import ateliers.cloud.executeapi.ProxyEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.apigateway.model.CreateAuthorizerRequest;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * Lambda authorizers of REST APIs, over HTTP, as the developer guide tells: "Use API Gateway Lambda authorizers", "Input to
 * an API Gateway Lambda authorizer", "Output from an API Gateway Lambda authorizer", "How API Gateway resource policies
 * affect authorization workflow". The words of denials and the empty message of failures are those that callers of AWS
 * report.
 */
class RestAuthorizersTest extends ApiFixture {
    private static final String ALLOW = "Allow";

    private PlayedFunctions functions;
    private Caller caller;
    private String guard;
    private String mirror;

    @BeforeEach
    void makeFunctions() {
        functions = new PlayedFunctions(cloud);
        mirror = functions.mirroring("mirror");
        functions.permit("mirror", cloud.cloud().place().arn("execute-api", api + "/*"));
        caller = new Caller(cloud.cloud().endpoint(), api + ".execute-api.eu-west-3.amazonaws.com");
    }

    /** The answer that lets the caller have all methods, or not. */
    private ObjectNode policy(String effect, String resource) {
        ObjectNode answer = ProxyEvent.JSON.createObjectNode().put("principalId", "ada");
        ObjectNode document = answer.putObject("policyDocument").put("Version", "2012-10-17");
        document.putArray("Statement")
                .addObject()
                .put("Action", "execute-api:Invoke")
                .put("Effect", effect)
                .put("Resource", resource);
        return answer;
    }

    private ObjectNode all(String effect) {
        return policy(effect, cloud.cloud().place().arn("execute-api", api + "/*"));
    }

    private void guard(UnaryOperator<JsonNode> answer) {
        guard = functions.answering("guard", answer);
        functions.permit("guard", cloud.cloud().place().arn("execute-api", api + "/authorizers/*"));
    }

    /** Deploys GET / with an authorizer to the stage prod. */
    private String deploy(Consumer<CreateAuthorizerRequest.Builder> more) {
        String id = client.createAuthorizer(r -> {
                    r.restApiId(api).name("guard").authorizerUri(PlayedFunctions.uri(guard));
                    r.type("TOKEN").identitySource("method.request.header.Authorization");
                    more.accept(r);
                })
                .id();
        method("GET", r -> r.authorizationType("CUSTOM").authorizerId(id));
        client.putIntegration(r -> r.restApiId(api)
                .resourceId(root)
                .httpMethod("GET")
                .type("AWS_PROXY")
                .integrationHttpMethod("POST")
                .uri(PlayedFunctions.uri(mirror)));
        client.createDeployment(r -> r.restApiId(api).stageName("prod").variables(Map.of("tenant", "paris")));
        return id;
    }

    private Caller.Reply get(String... headers) {
        return caller.get("/prod/", headers);
    }

    private Caller.Reply withToken(String token) {
        return get("Authorization", token);
    }

    private static void refused(Caller.Reply reply, int status, String type, String body) {
        assertThat(reply.status() + " " + reply.body()).isEqualTo(status + " " + body);
        assertThat(reply.header("x-amzn-ErrorType")).containsExactly(type);
    }

    private int asked() {
        return functions.events("guard").size();
    }

    @Test
    void aTokenIsHandedToTheFunctionWhichLetsTheCallerIn() {
        guard(event -> all(ALLOW));
        deploy(r -> {});

        Caller.Reply reply = withToken("Bearer abc");

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(functions.events("guard"))
                .containsExactly(ProxyEvent.JSON
                        .createObjectNode()
                        .put("type", "TOKEN")
                        .put("methodArn", cloud.cloud().place().arn("execute-api", api + "/prod/GET/"))
                        .put("authorizationToken", "Bearer abc"));
    }

    @Test
    void withoutATokenNobodyIsAsked() {
        guard(event -> all(ALLOW));
        deploy(r -> {});

        refused(get(), 401, "UnauthorizedException", "{\"message\":\"Unauthorized\"}");
        refused(withToken(""), 401, "UnauthorizedException", "{\"message\":\"Unauthorized\"}");
        assertThat(asked()).isZero();
    }

    @Test
    void aTokenThatIsNotAsItMustBeIsRefusedUnseen() {
        guard(event -> all(ALLOW));
        deploy(r -> r.identityValidationExpression("^Bearer [a-z]+$"));

        refused(withToken("Basic abc"), 401, "UnauthorizedException", "{\"message\":\"Unauthorized\"}");
        assertThat(asked()).isZero();
        assertThat(withToken("Bearer abc").status()).isEqualTo(200);
    }

    @Test
    void whoIsAllowedElsewhereOnlyIsNotAuthorized() {
        guard(event -> policy(ALLOW, cloud.cloud().place().arn("execute-api", api + "/prod/POST/*")));
        deploy(r -> {});

        refused(
                withToken("t"),
                403,
                "AccessDeniedException",
                "{\"Message\":\"User is not authorized to access this resource\"}");
    }

    @Test
    void whoIsDeniedIsToldSo() {
        guard(event -> all("Deny"));
        deploy(r -> {});

        refused(
                withToken("t"),
                403,
                "AccessDeniedException",
                "{\"Message\":\"User is not authorized to access this resource with an explicit deny\"}");
    }

    @Test
    void aFunctionAsksForAnotherTokenByTheWordUnauthorized() {
        guard = functions.failing("guard", "Unauthorized");
        functions.permit("guard", cloud.cloud().place().arn("execute-api", api + "/authorizers/*"));
        deploy(r -> {});

        refused(withToken("t"), 401, "UnauthorizedException", "{\"message\":\"Unauthorized\"}");
    }

    @Test
    void aFunctionThatFailsOtherwiseIsTheApisFault() {
        guard = functions.failing("guard", "Unauthorized: no such user");
        functions.permit("guard", cloud.cloud().place().arn("execute-api", api + "/authorizers/*"));
        deploy(r -> {});

        refused(withToken("t"), 500, "AuthorizerConfigurationException", "{\"message\":null}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "\"Allow\"",
                "{}",
                "{\"principalId\":\"ada\"}",
                "{\"statusCode\":401,\"body\":\"no\"}",
                "{\"principalId\":\"ada\",\"policyDocument\":{\"Statement\":[{\"Effect\":\"Perhaps\"}]}}"
            })
    void anAnswerWithoutAPolicyIsNone(String answer) {
        guard(event -> json(answer));
        deploy(r -> {});

        refused(withToken("t"), 500, "AuthorizerConfigurationException", "{\"message\":null}");
        assertThat(withToken("t").status()).isEqualTo(500);
        assertThat(asked()).as("failures are not remembered").isEqualTo(2);
    }

    private static JsonNode json(String text) {
        try {
            return ProxyEvent.JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void objectsAreNoContext() {
        guard(event -> {
            ObjectNode answer = all(ALLOW);
            answer.putObject("context").putObject("user").put("name", "ada");
            return answer;
        });
        deploy(r -> {});

        refused(withToken("t"), 500, "AuthorizerConfigurationException", "{\"message\":null}");
    }

    @Test
    void theContextGoesOnAsTexts() {
        guard(event -> {
            ObjectNode answer = all(ALLOW);
            answer.putObject("context").put("name", "Ada").put("age", 36).put("admin", true);
            return answer;
        });
        deploy(r -> {});

        ObjectNode told = (ObjectNode) withToken("t").json().at("/requestContext/authorizer");

        assertThat(told.remove("integrationLatency").isNumber()).isTrue();
        assertThat((JsonNode) told)
                .isEqualTo(ProxyEvent.JSON
                        .createObjectNode()
                        .put("principalId", "ada")
                        .put("name", "Ada")
                        .put("age", "36")
                        .put("admin", "true"));
    }

    @Test
    void anAnswerHoldsFiveMinutesForItsTokenUnlessTheAuthorizerSaysOtherwise() {
        guard(event -> all(ALLOW));
        deploy(r -> {});

        withToken("a");
        withToken("a");
        assertThat(asked()).isEqualTo(1);
        withToken("b");
        assertThat(asked()).isEqualTo(2);
        cloud.cloud().clock().advance(Duration.ofSeconds(299));
        withToken("a");
        assertThat(asked()).isEqualTo(2);
        cloud.cloud().clock().advance(Duration.ofSeconds(2));
        withToken("a");
        assertThat(asked()).isEqualTo(3);
    }

    @Test
    void aRememberedPolicyIsJudgedAnewForEachMethod() {
        guard(event -> policy(ALLOW, event.path("methodArn").asText()));
        String id = deploy(r -> {});
        method("POST", r -> r.authorizationType("CUSTOM").authorizerId(id));
        client.putIntegration(r -> r.restApiId(api)
                .resourceId(root)
                .httpMethod("POST")
                .type("MOCK")
                .requestTemplates(Map.of("application/json", "{\"statusCode\": 200}")));
        client.createDeployment(r -> r.restApiId(api).stageName("prod"));

        assertThat(withToken("t").status()).isEqualTo(200);
        assertThat(caller.send("POST", "/prod/", "", "Authorization", "t").status())
                .isEqualTo(403);
        assertThat(asked()).isEqualTo(1);
    }

    @Test
    void nothingIsRememberedForZeroSecondsNorAfterAFlush() {
        guard(event -> all(ALLOW));
        String id = deploy(r -> r.authorizerResultTtlInSeconds(0));
        withToken("a");
        withToken("a");
        assertThat(asked()).isEqualTo(2);

        client.updateAuthorizer(r -> r.restApiId(api)
                .authorizerId(id)
                .patchOperations(patch("replace", "/authorizerResultTtlInSeconds", "3600")));
        client.createDeployment(r -> r.restApiId(api).stageName("prod"));
        withToken("a");
        withToken("a");
        assertThat(asked()).isEqualTo(3);
        client.flushStageAuthorizersCache(r -> r.restApiId(api).stageName("prod"));
        withToken("a");
        assertThat(asked()).isEqualTo(4);
    }

    @Test
    void aRequestAuthorizerSeesTheRequestButItsBody() {
        guard(event -> all(ALLOW));
        deploy(r -> r.type("REQUEST")
                .identitySource("method.request.header.X-User, method.request.querystring.q, stageVariables.tenant,"
                        + " context.httpMethod"));

        Caller.Reply reply = caller.get("/prod/?q=1&q=2", "X-User", "ada");

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        JsonNode event = functions.events("guard").get(0);
        assertThat(event.path("type").asText()).isEqualTo("REQUEST");
        assertThat(event.path("methodArn").asText())
                .isEqualTo(cloud.cloud().place().arn("execute-api", api + "/prod/GET/"));
        assertThat(event.path("headers").path("X-User").asText()).isEqualTo("ada");
        assertThat(event.path("multiValueQueryStringParameters").path("q")).hasSize(2);
        assertThat(event.path("stageVariables").path("tenant").asText()).isEqualTo("paris");
        assertThat(event.path("pathParameters")).isEqualTo(ProxyEvent.JSON.createObjectNode());
        assertThat(event.at("/requestContext/stage").asText()).isEqualTo("prod");
        assertThat(event.has("body") || event.has("isBase64Encoded")).isFalse();
    }

    @Test
    void aRequestThatLacksAnyOfTheIdentitySourcesIsRefusedUnseen() {
        guard(event -> all(ALLOW));
        deploy(r -> r.type("REQUEST").identitySource("method.request.header.X-User,method.request.querystring.q"));

        refused(get("X-User", "ada"), 401, "UnauthorizedException", "{\"message\":\"Unauthorized\"}");
        refused(caller.get("/prod/?q=1"), 401, "UnauthorizedException", "{\"message\":\"Unauthorized\"}");
        caller.get("/prod/?q=1", "X-User", "ada");
        caller.get("/prod/?q=1", "X-User", "ada");
        caller.get("/prod/?q=2", "X-User", "ada");
        assertThat(asked()).as("by all sources together").isEqualTo(2);
    }

    @Test
    void aFunctionThatDoesNotLetTheAuthorizerInIsTheApisFault() {
        guard = functions.answering("guard", event -> all(ALLOW));
        deploy(r -> {});

        refused(withToken("t"), 500, "AuthorizerConfigurationException", "{\"message\":null}");
        assertThat(asked()).isZero();
    }

    @Test
    void aRoleMayInvokeTheFunctionInstead() {
        guard = functions.answering("guard", event -> all(ALLOW));
        String role = functions.role("apigateway.amazonaws.com");
        deploy(r -> r.authorizerCredentials(role));
        assertThat(withToken("t").status()).isEqualTo(500);

        cloud.client(IamClient.builder())
                .putRolePolicy(r -> r.roleName(role.substring(role.indexOf('/') + 1))
                        .policyName("invoke")
                        .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
                                + "\"lambda:InvokeFunction\",\"Resource\":\"" + guard + "\"}]}"));

        assertThat(withToken("t").status()).isEqualTo(200);
    }

    @Test
    void thePolicyOfTheApiRefusesBeforeAnybodyIsAskedAndMayLetInWhomTheAuthorizerDoesNotKnow() {
        guard(event -> policy(ALLOW, "arn:aws:execute-api:eu-west-3:123456789012:other/*"));
        deploy(r -> {});
        String statement = "{\"Effect\":\"%s\",\"Principal\":\"*\",\"Action\":\"execute-api:Invoke\",\"Resource\":"
                + "\"execute-api:/*\"}";
        assertThat(withToken("t").status()).isEqualTo(403);

        policy(statement.formatted("Deny"));
        assertThat(withToken("new").json().path("Message").asText()).contains("with an explicit deny");
        assertThat(asked()).isEqualTo(1);

        policy(statement.formatted(ALLOW));
        assertThat(withToken("t").status()).isEqualTo(200);
    }

    private void policy(String statement) {
        client.updateRestApi(r -> r.restApiId(api)
                .patchOperations(
                        patch("replace", "/policy", "{\"Version\":\"2012-10-17\",\"Statement\":[" + statement + "]}")));
        client.createDeployment(r -> r.restApiId(api).stageName("prod"));
    }

    @Test
    void gatewayResponsesSayItInTheApisWords() {
        guard(event -> json("{}"));
        client.putGatewayResponse(r -> r.restApiId(api)
                .responseType("UNAUTHORIZED")
                .statusCode("418")
                .responseTemplates(Map.of("application/json", "{\"no\":$context.error.messageString}")));
        client.putGatewayResponse(r -> r.restApiId(api)
                .responseType("AUTHORIZER_CONFIGURATION_ERROR")
                .responseParameters(Map.of("gatewayresponse.header.X-Why", "context.error.responseType")));
        deploy(r -> {});

        assertThat(get().status() + get().body()).isEqualTo("418{\"no\":\"Unauthorized\"}");
        Caller.Reply failed = withToken("t");
        assertThat(failed.status() + failed.body()).isEqualTo("500{\"message\":null}");
        assertThat(failed.header("X-Why")).containsExactly("AUTHORIZER_CONFIGURATION_ERROR");
    }
}

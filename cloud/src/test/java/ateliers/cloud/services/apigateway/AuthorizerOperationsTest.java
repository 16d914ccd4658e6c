package ateliers.cloud.services.apigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.door.Principal;
import ateliers.cloud.executeapi.PlayedFunctions;
import ateliers.cloud.executeapi.ProxyEvent;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.Authorizer;
import software.amazon.awssdk.services.apigateway.model.CreateAuthorizerRequest;
import software.amazon.awssdk.services.apigateway.model.GetMethodResponse;
import software.amazon.awssdk.services.apigateway.model.TestInvokeAuthorizerResponse;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * Authorizers as the control plane keeps them. What it says of APIs and methods was recorded against AWS (LocalStack's
 * snapshots of {@code test_apigateway_api} and {@code test_apigateway_basic}); names and URIs are refused in the words
 * that its users report.
 */
class AuthorizerOperationsTest extends ApiFixture {
    private static final String URI = PlayedFunctions.uri("arn:aws:lambda:eu-west-3:123456789012:function:guard");

    private String create(Consumer<CreateAuthorizerRequest.Builder> more) {
        return client.createAuthorizer(r -> {
                    r.restApiId(api).name("guard").type("TOKEN").authorizerUri(URI);
                    r.identitySource("method.request.header.Auth");
                    more.accept(r);
                })
                .id();
    }

    @Test
    void anAuthorizerIsShownWithTheTypeOfAuthenticationAndWithoutSecondsThatNobodyGave() {
        String id = create(r -> {});

        Authorizer expected = Authorizer.builder()
                .id(id)
                .name("guard")
                .type("TOKEN")
                .authType("custom")
                .authorizerUri(URI)
                .identitySource("method.request.header.Auth")
                .build();
        assertThat(client.getAuthorizers(r -> r.restApiId(api)).items()).containsExactly(expected);
        assertThat(client.getAuthorizer(r -> r.restApiId(api).authorizerId(id)).authorizerResultTtlInSeconds())
                .isNull();
    }

    @Test
    void aMethodNamesItsAuthorizerWhichThenStays() {
        String id = create(r -> {});
        String invalid = "Invalid authorizer ID specified. Setting the authorization type to CUSTOM or"
                + " COGNITO_USER_POOLS requires a valid authorizer.";
        bad(() -> method("GET", r -> r.authorizationType("CUSTOM")), invalid);
        bad(() -> method("GET", r -> r.authorizationType("CUSTOM").authorizerId("abc123")), invalid);
        bad(() -> method("GET", r -> r.authorizationType("COGNITO_USER_POOLS").authorizerId(id)), invalid);

        method("GET", r -> {});
        client.updateMethod(r -> r.restApiId(api)
                .resourceId(root)
                .httpMethod("GET")
                .patchOperations(
                        patch("replace", "/authorizationType", "CUSTOM"), patch("replace", "/authorizerId", id)));

        assertThat(client.getMethod(r -> r.restApiId(api).resourceId(root).httpMethod("GET"))
                        .authorizerId())
                .isEqualTo(id);
        refused(
                () -> client.deleteAuthorizer(r -> r.restApiId(api).authorizerId(id)),
                409,
                "ConflictException",
                "Cannot delete authorizer '" + id + "', is referenced in method: //GET");
        client.deleteMethod(r -> r.restApiId(api).resourceId(root).httpMethod("GET"));
        client.deleteAuthorizer(r -> r.restApiId(api).authorizerId(id));
        notFound(
                () -> client.getAuthorizer(r -> r.restApiId(api).authorizerId(id)),
                "Invalid Authorizer identifier specified");
    }

    @Test
    void whatIsNoAuthorizerIsRefused() {
        create(r -> {});

        refused(
                () -> create(r -> r.name(null)),
                400,
                "ValidationException",
                "1 validation error detected: Value null at 'createAuthorizerInput.name' failed to satisfy constraint:"
                        + " Member must not be null");
        refused(
                () -> create(r -> r.name("b").type("JWT")),
                400,
                "ValidationException",
                "1 validation error detected: Value 'JWT' at 'createAuthorizerInput.type' failed to satisfy"
                        + " constraint: Member must satisfy enum value set: [TOKEN, REQUEST, COGNITO_USER_POOLS]");
        bad(() -> create(r -> {}), "Authorizer name must be unique. Authorizer guard already exists in this RestApi.");
        bad(
                () -> create(r -> r.name("b").authorizerUri("arn:aws:lambda:eu-west-3:123456789012:function:f")),
                "Invalid Authorizer URI: arn:aws:lambda:eu-west-3:123456789012:function:f. Authorizer URI should be a"
                        + " valid API Gateway ARN that represents a Lambda function invocation.");
        bad(
                () -> create(r -> r.name("b").type("REQUEST").identitySource(null)),
                "Identity source must be set if authorizer caching is enabled (TTL is greater than 0)");
        bad(
                () -> create(r -> r.name("b").identitySource("header.Auth")),
                "Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping"
                        + " expression specified: header.Auth]");
        create(r -> r.name("b").type("REQUEST").identitySource(null).authorizerResultTtlInSeconds(0));
    }

    @Test
    void anApiThatIsNotThereIsToldInTwoWays() {
        refused(
                () -> client.createAuthorizer(
                        r -> r.restApiId("none").name("a").type("TOKEN").authorizerUri(URI)),
                409,
                "ConflictException",
                "Unable to complete operation due to concurrent modification. Please try again later.");
        notFound(
                () -> client.getAuthorizers(r -> r.restApiId("none")),
                "Invalid API identifier specified " + cloud.cloud().place().account() + ":none");
    }

    @Test
    void userPoolsAreOurGap() {
        assertThatThrownBy(() -> create(r -> r.type("COGNITO_USER_POOLS")))
                .hasMessageContaining("apigateway: authorizers of type COGNITO_USER_POOLS");
    }

    @Test
    void patchesChangeOneThingEach() {
        String id = create(r -> {});

        client.updateAuthorizer(r -> r.restApiId(api)
                .authorizerId(id)
                .patchOperations(
                        patch("replace", "/name", "other"),
                        patch("replace", "/type", "REQUEST"),
                        patch("replace", "/identitySource", "method.request.querystring.q"),
                        patch("replace", "/identityValidationExpression", "x+"),
                        patch("replace", "/authType", "oauth2"),
                        patch("replace", "/authorizerResultTtlInSeconds", "60")));

        Authorizer changed =
                client.getAuthorizers(r -> r.restApiId(api)).items().get(0);
        assertThat(changed.name() + changed.typeAsString() + changed.identitySource() + changed.authType())
                .isEqualTo("otherREQUESTmethod.request.querystring.qoauth2");
        assertThat(changed.authorizerResultTtlInSeconds()).isEqualTo(60);
        assertThat(changed.identityValidationExpression()).isEqualTo("x+");
        bad(
                () -> client.updateAuthorizer(r -> r.restApiId(api)
                        .authorizerId(id)
                        .patchOperations(patch("replace", "/authorizerResultTtlInSeconds", "3601"))),
                "AuthorizerResultTtlInSeconds must be between 0 and 3600");
    }

    @Test
    void theRoleOfAnAuthorizerIsHandedOver() {
        String role = new PlayedFunctions(cloud).role("apigateway.amazonaws.com");
        IamClient iam = cloud.client(IamClient.builder());
        Principal user = cloud.user("dev");
        iam.putUserPolicy(r -> r.userName("dev")
                .policyName("apis")
                .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
                        + "\"apigateway:*\",\"Resource\":\"*\"}]}"));
        ApiGatewayClient dev = cloud.clientAs(user, ApiGatewayClient.builder());

        assertThatThrownBy(() -> dev.createAuthorizer(r -> r.restApiId(api)
                        .name("a")
                        .type("TOKEN")
                        .authorizerUri(URI)
                        .identitySource("method.request.header.A")
                        .authorizerCredentials(role)))
                .hasMessageContaining("is not authorized to perform: iam:PassRole on resource: " + role);
    }

    @Test
    void anAuthorizerIsTriedWithoutAMethod() {
        PlayedFunctions functions = new PlayedFunctions(cloud);
        String guard = functions.answering(
                "guard",
                event -> ProxyEvent.JSON
                        .createObjectNode()
                        .put("principalId", event.path("authorizationToken").asText())
                        .set(
                                "policyDocument",
                                ProxyEvent.JSON
                                        .createObjectNode()
                                        .put("Version", "2012-10-17")
                                        .set(
                                                "Statement",
                                                ProxyEvent.JSON
                                                        .createArrayNode()
                                                        .add(ProxyEvent.JSON
                                                                .createObjectNode()
                                                                .put("Effect", "Allow")
                                                                .put("Action", "execute-api:Invoke")
                                                                .put("Resource", "*")))));
        functions.permit("guard", cloud.cloud().place().arn("execute-api", api + "/authorizers/*"));
        String id = create(r -> r.authorizerUri(PlayedFunctions.uri(guard)));

        TestInvokeAuthorizerResponse tried = client.testInvokeAuthorizer(
                r -> r.restApiId(api).authorizerId(id).headers(Map.of("Auth", "ada")));
        TestInvokeAuthorizerResponse untold =
                client.testInvokeAuthorizer(r -> r.restApiId(api).authorizerId(id));

        assertThat(tried.clientStatus()).isEqualTo(200);
        assertThat(tried.principalId()).isEqualTo("ada");
        assertThat(tried.policy()).contains("execute-api:Invoke");
        assertThat(tried.log()).contains("Using valid authorizer policy for principal: ada");
        assertThat(untold.clientStatus()).isEqualTo(401);
    }

    @Test
    void anExpressionThatNeverEndsIsGivenUp() {
        String id = create(r -> r.identityValidationExpression("(.*a){25}c"));

        TestInvokeAuthorizerResponse tried = client.testInvokeAuthorizer(
                r -> r.restApiId(api).authorizerId(id).headers(Map.of("Auth", "a".repeat(60))));

        assertThat(tried.clientStatus()).isEqualTo(500);
        assertThat(tried.log()).contains("the token takes too long to be matched");
    }

    @Test
    void documentsDefineAuthorizers() {
        String body = """
                {"swagger":"2.0","info":{"title":"t","version":"1.0"},"x-amazon-apigateway-api-key-source":"AUTHORIZER",
                 "securityDefinitions":{
                  "tokens":{"type":"apiKey","name":"Authorization","in":"header","x-amazon-apigateway-authtype":"oauth2",
                   "x-amazon-apigateway-authorizer":{"type":"token","authorizerUri":"%1$s",
                    "identityValidationExpression":"^x-[a-z]+","authorizerResultTtlInSeconds":60}},
                  "requests":{"type":"apiKey","name":"Unused","in":"header","x-amazon-apigateway-authtype":"custom",
                   "x-amazon-apigateway-authorizer":{"type":"request","authorizerUri":"%1$s",
                    "identitySource":"method.request.header.Custom-Authorization"}}},
                 "security":[{"requests":[]}],
                 "paths":{"/a":{"get":{"security":[{"tokens":[]}]},"post":{},"put":{"security":[]}}}}
                """.formatted(URI);
        String id =
                client.importRestApi(r -> r.body(SdkBytes.fromUtf8String(body))).id();

        List<Authorizer> authorizers =
                client.getAuthorizers(r -> r.restApiId(id)).items();
        assertThat(authorizers)
                .extracting(each -> each.name() + " " + each.typeAsString() + " " + each.authType() + " "
                        + each.identitySource() + " " + each.authorizerResultTtlInSeconds())
                .containsExactly(
                        "tokens TOKEN oauth2 method.request.header.Authorization 60",
                        "requests REQUEST custom method.request.header.Custom-Authorization null");
        String resource = client.getResources(r -> r.restApiId(id)).items().stream()
                .filter(each -> each.path().equals("/a"))
                .findFirst()
                .orElseThrow()
                .id();
        Function<String, GetMethodResponse> method = name ->
                client.getMethod(r -> r.restApiId(id).resourceId(resource).httpMethod(name));
        assertThat(method.apply("GET").authorizerId())
                .isEqualTo(authorizers.get(0).id());
        assertThat(method.apply("POST").authorizerId())
                .isEqualTo(authorizers.get(1).id());
        assertThat(method.apply("PUT").authorizationType()).isEqualTo("NONE");
    }
}

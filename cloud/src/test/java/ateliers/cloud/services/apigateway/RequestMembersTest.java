package ateliers.cloud.services.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.journal.Entry;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigateway.model.MethodSnapshot;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;

/** Members of requests that are rarely given: none of them is silently ignored. */
class RequestMembersTest extends ApiFixture {
    private static final String COPIES = "Valid copy:path are [/deploymentId, /variables] and valid copy:from are"
            + " [/canarySettings/deploymentId, /canarySettings/stageVariableOverrides]";

    private static void unsupported(ThrowingCallable call, String what) {
        refused(call, 501, "Unsupported", "Unsupported by the embedded cloud: " + what);
    }

    private static void lacking(ThrowingCallable call, String operation, String member) {
        unsupported(call, "the parameter " + member + " of apigateway:" + operation);
    }

    private static PatchOperation copy(String path, String from) {
        return PatchOperation.builder().op("copy").path(path).from(from).build();
    }

    private void deploy() {
        mock("GET");
        client.createDeployment(r -> r.restApiId(api).stageName("s1").description("first"));
    }

    private Iterable<String> inert() {
        return cloud.cloud().journal().entries().stream()
                .filter(entry -> entry.kind() == Entry.Kind.INERT)
                .map(Entry::message)
                .toList();
    }

    @Test
    void whatRestApisLackHereIsRefusedByItsName() {
        lacking(() -> client.createRestApi(r -> r.name("x").cloneFrom(api)), "CreateRestApi", "cloneFrom");
        lacking(
                () -> client.createRestApi(
                        r -> r.name("x").endpointConfiguration(e -> e.vpcEndpointIds("vpce-0123456789"))),
                "CreateRestApi",
                "endpointConfiguration.vpcEndpointIds");
        lacking(
                () -> client.createStage(r ->
                        r.restApiId(api).stageName("s").deploymentId("d").canarySettings(c -> c.percentTraffic(10.0))),
                "CreateStage",
                "canarySettings");
        lacking(
                () -> client.createDeployment(
                        r -> r.restApiId(api).stageName("s").cacheClusterEnabled(true)),
                "CreateDeployment",
                "cacheClusterEnabled");
        lacking(() -> method("GET", r -> r.authorizationScopes("a")), "PutMethod", "authorizationScopes");
        lacking(
                () -> client.putIntegration(r -> r.restApiId(api)
                        .resourceId(root)
                        .httpMethod("GET")
                        .type("MOCK")
                        .requestParameters(Map.of("integration.request.header.a", "'b'"))),
                "PutIntegration",
                "requestParameters");
        lacking(() -> client.getModel(r -> r.restApiId(api).modelName("Empty").flatten(true)), "GetModel", "flatten");
    }

    @Test
    void whatIsSaidToBeAbsentIsNotRefused() {
        method("GET", r -> r.apiKeyRequired(false));

        assertThat(client.getModel(r -> r.restApiId(api).modelName("Empty").flatten(false))
                        .name())
                .isEqualTo("Empty");
        assertThat(client.getMethod(r -> r.restApiId(api).resourceId(root).httpMethod("GET"))
                        .apiKeyRequired())
                .isFalse();
    }

    @Test
    void aDeploymentIsSummarizedForThoseWhoAsk() {
        deploy();
        String id = client.getDeployments(r -> r.restApiId(api)).items().get(0).id();
        method("POST", r -> r.authorizationType("AWS_IAM"));

        assertThat(client.getDeployment(r -> r.restApiId(api).deploymentId(id)).hasApiSummary())
                .isFalse();
        assertThat(client.getDeployment(r -> r.restApiId(api).deploymentId(id).embed("apisummary"))
                        .apiSummary())
                .isEqualTo(Map.of(
                        "/",
                        Map.of(
                                "GET",
                                MethodSnapshot.builder()
                                        .authorizationType("NONE")
                                        .apiKeyRequired(false)
                                        .build())));
        unsupported(
                () -> client.getDeployment(
                        r -> r.restApiId(api).deploymentId(id).embed("x")),
                "apigateway: x embedded in a deployment");
        unsupported(
                () -> client.getResources(r -> r.restApiId(api).embed("methods", "x")),
                "apigateway: [methods, x] embedded in a resource");
    }

    @Test
    void aStageWithoutACanaryPromotesNone() {
        deploy();

        bad(
                () -> client.updateStage(r -> r.restApiId(api)
                        .stageName("s1")
                        .patchOperations(copy("/deploymentId", "/canarySettings/deploymentId"))),
                "Promotion not available. Canary does not exist.");
        bad(
                () -> client.updateStage(
                        r -> r.restApiId(api).stageName("s1").patchOperations(copy("/description", "/variables"))),
                "Invalid copy operation with path: /description and from /variables. " + COPIES);
        bad(
                () -> client.updateStage(
                        r -> r.restApiId(api).stageName("s1").patchOperations(copy("/variables", null))),
                "Invalid copy operation with path: /variables and from null. " + COPIES);
    }

    @Test
    void aStageMovesAndTestsNothing() {
        deploy();

        for (String op : new String[] {"move", "test"}) {
            bad(
                    () -> client.updateStage(
                            r -> r.restApiId(api).stageName("s1").patchOperations(patch(op, "/description", "x"))),
                    "Invalid patch operation specified. Must be one of: [add, remove, replace, copy]");
        }
    }

    @Test
    void theSourceOfAPatchThatCopiesNothingIsToldOf() {
        client.updateRestApi(r -> r.restApiId(api)
                .patchOperations(patch("replace", "/name", "a").toBuilder()
                        .from("/description")
                        .build()));

        assertThat(client.getRestApi(r -> r.restApiId(api)).name()).isEqualTo("a");
        assertThat(inert()).containsExactly("the source of a patch that copies nothing has no effect here");
    }

    @Test
    void accountsReplaceTheirRoleOnly() {
        bad(
                () -> client.updateAccount(r -> r.patchOperations(copy("/cloudwatchRoleArn", "/features"))),
                "Invalid patch path  '/cloudwatchRoleArn' specified for op 'copy'. Please choose supported operations");
        bad(
                () -> client.updateAccount(r -> r.patchOperations(patch("replace", "/wrong", "x"))),
                "Invalid patch path  '/wrong' specified for op 'replace'. Must be one of: [/features,"
                        + " /cloudwatchRoleArn]");
        unsupported(
                () -> client.updateAccount(r -> r.patchOperations(patch("add", "/features", "UsagePlans"))),
                "apigateway: the patch of /features of an account");
    }

    @Test
    void anAuthorizerOfAMethodThatUsesNoneIsToldOf() {
        method("GET", r -> r.authorizerId("abc123"));

        assertThat(client.getMethod(r -> r.restApiId(api).resourceId(root).httpMethod("GET"))
                        .authorizerId())
                .isNull();
        client.updateMethod(r -> r.restApiId(api)
                .resourceId(root)
                .httpMethod("GET")
                .patchOperations(patch("replace", "/authorizerId", "abc123")));
        assertThat(inert())
                .containsExactly(
                        "the authorizer of a method that uses none has no effect here",
                        "the authorizer of a method that uses none has no effect here");
    }

    @Test
    void allTagsComeOnOnePage() {
        String arn = "arn:aws:apigateway:eu-west-3::/restapis/" + api;
        client.tagResource(r -> r.resourceArn(arn).tags(Map.of("a", "1", "b", "2")));

        assertThat(client.getTags(r -> r.resourceArn(arn).limit(1)).tags()).containsOnlyKeys("a", "b");
        assertThat(inert()).containsExactly("limit of GetTags has no effect in this cloud");
    }
}

package ateliers.cloud.services;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.executeapi.FakeFunctions;
import ateliers.cloud.executeapi.Visitor;
import ateliers.cloud.http.WireResponse;
import ateliers.cloud.journal.Entry;
import ateliers.cloud.services.apigateway.ApiGatewayService;
import ateliers.cloud.services.apigatewayv2.ApiGatewayV2Service;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;

/** Whatever a function answers to an API, there is an answer of the API's, and it is never an accident of ours. */
class FuzzedAnswersTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FUNCTION = "arn:aws:lambda:eu-west-3:123456789012:function:f";

    /** Rounds a test; {@code -Dateliers.hasard} asks for more, as a time does of the longer tests. */
    private static final int ROUNDS = 25 * Integer.getInteger("ateliers.hasard", 60);

    private static final List<String> STRANGE = List.of(
            "null",
            "true",
            "0",
            "-1",
            "99",
            "204",
            "304",
            "600",
            "1e99",
            "200.5",
            "\"200\"",
            "\"\"",
            "\"\\u0000\\u001b[31m\\r\\nX-Forged: 1\"",
            "\"\\ud83d\"",
            "[]",
            "{}",
            "[1,null,{}]",
            "{\"a\":1,\"b\":null,\"c\":[\"d\"]}",
            "{\"content-length\":\"5\",\"Content-Length\":\"7\",\"transfer-encoding\":\"chunked\"}",
            "{\"\":\"x\",\"a b\":\"y\",\"é\":\"z\",\"set-cookie\":\"a\\nb\"}",
            "\"%%%not-base64%%%\"");

    private static final List<String> ANSWERS = List.of(
            "{\"statusCode\":200,\"body\":\"ok\"}",
            "{\"statusCode\":200,\"headers\":{\"a\":\"b\"},\"multiValueHeaders\":{\"c\":[\"d\",\"e\"]},\"body\":\"ok\",\"isBase64Encoded\":false}",
            "{\"statusCode\":201,\"headers\":{\"Content-Type\":\"image/png\"},\"cookies\":[\"a=b\"],\"body\":\"AAEC\",\"isBase64Encoded\":true}");

    private final FakeFunctions functions = new FakeFunctions();
    private TestServices cloud;

    @AfterEach
    void close() {
        cloud.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "2.0"})
    void whateverAFunctionAnswersIsNoDefectOfOurs(String format) {
        String id = httpApi(format);

        answeredAll(new Visitor(cloud.door, id), "/x", format.hashCode());
    }

    @Test
    void whateverItAnswersToARestApiIsNoDefectOfOurs() {
        String id = restApi();

        answeredAll(new Visitor(cloud.door, id), "/prod/x", 26);
    }

    private void answeredAll(Visitor api, String target, int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            String answer = answer(random);
            functions.handler = event -> answer;
            functions.fails = random.nextInt(10) == 0;
            WireResponse response = api.get(target);
            assertThat(response.status()).as("round %d: %s", i, answer).isBetween(100, 599);
            assertThat(response.headers().toString())
                    .as("round %d: %s", i, answer)
                    .doesNotContain("\r", "\n", "\u0000");
        }
        assertNoDefect();
        functions.fails = false;
        functions.handler = event -> ANSWERS.get(0);
        assertThat(api.get(target).status()).isEqualTo(200);
    }

    /** Who is not let in by {@code true} stays out. */
    @Test
    void onlyAPlainTrueOfAnAuthorizerLetsIn() {
        String id = httpApi("2.0");
        ApiGatewayV2Client client = cloud.client(ApiGatewayV2Client.class);
        String authorizer = client.createAuthorizer(r -> r.apiId(id)
                        .name("garde")
                        .authorizerType("REQUEST")
                        .authorizerPayloadFormatVersion("2.0")
                        .enableSimpleResponses(true)
                        .authorizerUri("arn:aws:apigateway:eu-west-3:lambda:path/2015-03-31/functions/" + FUNCTION
                                + "/invocations"))
                .authorizerId();
        String route = client.getRoutes(r -> r.apiId(id)).items().get(0).routeId();
        client.updateRoute(
                r -> r.apiId(id).routeId(route).authorizationType("CUSTOM").authorizerId(authorizer));
        Visitor api = new Visitor(cloud.door, id);
        Random random = new Random(27);
        for (int i = 0; i < ROUNDS; i++) {
            String answer = changed("{\"isAuthorized\":false,\"context\":{\"a\":\"b\"}}", random);
            functions.handler = event -> event.contains("\"type\":\"REQUEST\"") ? answer : ANSWERS.get(0);
            assertThat(api.get("/x").status() == 200)
                    .as("round %d: %s", i, answer)
                    .isEqualTo(isTrue(answer));
        }
        assertNoDefect();
    }

    private static boolean isTrue(String answer) {
        try {
            return JSON.readTree(answer).path("isAuthorized").equals(JSON.readTree("true"));
        } catch (IOException e) {
            return false;
        }
    }

    private void assertNoDefect() {
        assertThat(cloud.journal.entries())
                .filteredOn(entry -> entry.kind() == Entry.Kind.DEFECT || entry.kind() == Entry.Kind.UNSUPPORTED)
                .isEmpty();
    }

    private static String answer(Random random) {
        return changed(ANSWERS.get(random.nextInt(ANSWERS.size())), random);
    }

    private static String changed(String answer, Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> "";
            case 1 -> STRANGE.get(random.nextInt(STRANGE.size()));
            case 2 -> answer.substring(0, random.nextInt(answer.length()));
            case 3 -> "{\"body\":".repeat(1 + random.nextInt(3_000)) + "1";
            case 4 -> "{\"body\":".repeat(900) + "1" + "}".repeat(900);
            default -> withStrangeMembers(answer, random);
        };
    }

    private static String withStrangeMembers(String answer, Random random) {
        try {
            ObjectNode tree = (ObjectNode) JSON.readTree(answer);
            List<String> names = List.of(
                    "statusCode",
                    "headers",
                    "multiValueHeaders",
                    "body",
                    "isBase64Encoded",
                    "cookies",
                    "isAuthorized",
                    "context",
                    "x");
            for (int i = 0; i <= random.nextInt(3); i++) {
                String name = names.get(random.nextInt(names.size()));
                JsonNode value = JSON.readTree(STRANGE.get(random.nextInt(STRANGE.size())));
                if (random.nextInt(4) == 0) {
                    tree.remove(name);
                } else {
                    tree.set(name, value);
                }
            }
            return tree.toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String httpApi(String format) {
        cloud = new TestServices(functions, new ApiGatewayV2Service());
        ApiGatewayV2Client client = cloud.client(ApiGatewayV2Client.class);
        String id =
                client.createApi(r -> r.name("boutique").protocolType("HTTP")).apiId();
        String integration = client.createIntegration(r -> r.apiId(id)
                        .integrationType("AWS_PROXY")
                        .payloadFormatVersion(format)
                        .integrationUri(FUNCTION))
                .integrationId();
        client.createRoute(r -> r.apiId(id).routeKey("$default").target("integrations/" + integration));
        client.createStage(r -> r.apiId(id).stageName("$default").autoDeploy(true));
        return id;
    }

    private String restApi() {
        cloud = new TestServices(functions, new ApiGatewayService());
        ApiGatewayClient client = cloud.client(ApiGatewayClient.class);
        String body = """
                {"swagger":"2.0","info":{"title":"t","version":"1.0"},"paths":{"/x":{"get":{
                 "x-amazon-apigateway-integration":{"type":"aws_proxy","httpMethod":"POST",
                  "uri":"arn:aws:apigateway:eu-west-3:lambda:path/2015-03-31/functions/%s/invocations"}}}}}
                """.formatted(FUNCTION);
        String id =
                client.importRestApi(r -> r.body(SdkBytes.fromUtf8String(body))).id();
        String deployment = client.createDeployment(r -> r.restApiId(id)).id();
        client.createStage(r -> r.restApiId(id).stageName("prod").deploymentId(deployment));
        return id;
    }
}

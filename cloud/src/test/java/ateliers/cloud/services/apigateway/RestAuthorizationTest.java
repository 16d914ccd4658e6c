package ateliers.cloud.services.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.CloudExtension;
import ateliers.cloud.door.Principal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.services.iam.IamClient;

/** Who may invoke a method, over HTTP: signatures, permissions, and the API's own policy. */
class RestAuthorizationTest extends ApiFixture {
    private static final String POLICY = "{\"Version\":\"2012-10-17\",\"Statement\":[%s]}";
    private static final String ALLOW =
            "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"execute-api:Invoke\",\"Resource\":\"execute-api:/*\"}";

    private final HttpClient http = HttpClient.newHttpClient();
    private IamClient iam;
    private Principal ada;
    private AwsCredentials key;

    @BeforeEach
    void deployAndMakeUser() {
        for (String method : List.of("GET", "POST")) {
            method(method, r -> r.authorizationType(method.equals("GET") ? "AWS_IAM" : "NONE"));
            client.putIntegration(r -> r.restApiId(api)
                    .resourceId(root)
                    .httpMethod(method)
                    .type("MOCK")
                    .requestTemplates(Map.of("application/json", "{\"statusCode\": 200}")));
            client.putMethodResponse(
                    r -> r.restApiId(api).resourceId(root).httpMethod(method).statusCode("200"));
            client.putIntegrationResponse(
                    r -> r.restApiId(api).resourceId(root).httpMethod(method).statusCode("200"));
        }
        deploy();
        iam = cloud.client(IamClient.builder());
        ada = cloud.user("ada");
        key = CloudExtension.credentials(cloud.cloud().credentials().issue(ada));
    }

    private void deploy() {
        client.createDeployment(r -> r.restApiId(api).stageName("prod"));
    }

    private URI uri() {
        return URI.create(cloud.cloud().endpoint() + "/_aws/execute-api/" + api + "/prod/");
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> unsigned(String method) {
        return send(HttpRequest.newBuilder(uri())
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build());
    }

    private HttpResponse<String> signed(AwsCredentials credentials) {
        SdkHttpRequest request = AwsV4HttpSigner.create()
                .sign(r -> r.identity(credentials)
                        .request(SdkHttpRequest.builder()
                                .method(SdkHttpMethod.GET)
                                .uri(uri())
                                .build())
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "execute-api")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-3"))
                .request();
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri());
        request.forEachHeader((name, values) -> {
            if (!name.equalsIgnoreCase("host")) {
                values.forEach(value -> builder.header(name, value));
            }
        });
        return send(builder.build());
    }

    private void policy(String... statements) {
        client.updateRestApi(r -> r.restApiId(api)
                .patchOperations(patch("replace", "/policy", POLICY.formatted(String.join(",", statements)))));
        deploy();
    }

    private String denial(String who, String method) {
        String account = cloud.cloud().place().account();
        return "User: " + who + " is not authorized to perform: execute-api:Invoke on resource:"
                + " arn:aws:execute-api:eu-west-3:********" + account.substring(8) + ":" + api + "/prod/" + method
                + "/";
    }

    @Test
    void anUnsignedRequestMissesAToken() {
        HttpResponse<String> response = unsigned("GET");

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).isEqualTo("{\"message\":\"Missing Authentication Token\"}");
        assertThat(response.headers().firstValue("x-amzn-ErrorType")).contains("MissingAuthenticationTokenException");
    }

    @Test
    void aSignatureWithAnotherSecretDoesNotMatch() {
        HttpResponse<String> response = signed(AwsBasicCredentials.create(key.accessKeyId(), "wrong"));

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body())
                .startsWith("{\"message\":\"The request signature we calculated does not match the signature you"
                        + " provided. Check your AWS Secret Access Key and signing method. Consult the service"
                        + " documentation for details.");
        assertThat(response.headers().firstValue("x-amzn-ErrorType")).contains("InvalidSignatureException");
    }

    @Test
    void anUnknownKeyIsRefused() {
        HttpResponse<String> response = signed(AwsBasicCredentials.create("AKIASTRANGER", "secret"));

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body())
                .isEqualTo("{\"message\":\"The security token included in the request is invalid.\"}");
        assertThat(response.headers().firstValue("x-amzn-ErrorType")).contains("UnrecognizedClientException");
    }

    @Test
    void aUserNeedsThePermissionToInvoke() {
        HttpResponse<String> denied = signed(key);
        iam.putUserPolicy(r -> r.userName("ada")
                .policyName("invoke")
                .policyDocument(POLICY.formatted("{\"Effect\":\"Allow\",\"Action\":\"execute-api:Invoke\",\"Resource\":"
                        + "\"arn:aws:execute-api:eu-west-3:*:" + api + "/prod/GET/*\"}")));
        HttpResponse<String> allowed = signed(key);

        assertThat(denied.statusCode()).isEqualTo(403);
        assertThat(denied.body())
                .isEqualTo("{\"Message\":\"" + denial(ada.arn(), "GET")
                        + " because no identity-based policy allows the execute-api:Invoke action\"}");
        assertThat(denied.headers().firstValue("x-amzn-ErrorType")).contains("AccessDeniedException");
        assertThat(allowed.statusCode()).isEqualTo(200);
    }

    @Test
    void thePolicyOfAnApiMayAllowAUser() {
        policy(ALLOW.replace("\"*\"", "{\"AWS\":\"" + ada.arn() + "\"}"));

        assertThat(signed(key).statusCode()).isEqualTo(200);
        assertThat(unsigned("POST").body()).startsWith("{\"Message\":\"" + denial("anonymous", "POST"));
    }

    @Test
    void thePolicyOfAnApiMayRefuseAnAddress() {
        policy(
                ALLOW,
                ALLOW.replace("Allow", "Deny")
                        .replace(
                                "execute-api:/*\"",
                                "execute-api:/*\",\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":"
                                        + "\"127.0.0.0/8\"}}"));

        assertThat(unsigned("POST").statusCode()).isEqualTo(403);
        assertThat(unsigned("POST").body()).contains(denial("anonymous", "POST") + " with an explicit deny");
        policy(ALLOW);
        assertThat(unsigned("POST").statusCode()).isEqualTo(200);
    }

    @Test
    void aPolicyIsShownEscapedWithWholeArns() {
        policy(ALLOW);

        assertThat(client.getRestApi(r -> r.restApiId(api)).policy())
                .isEqualTo(POLICY.formatted(ALLOW.replace(
                                "execute-api:/*", cloud.cloud().place().arn("execute-api", api + "/*")))
                        .replace("\"", "\\\""));
        bad(
                () -> client.createRestApi(r -> r.name("x").policy("{}")),
                "Invalid policy document. Please check the policy syntax and ensure that Principals are valid.");
    }
}

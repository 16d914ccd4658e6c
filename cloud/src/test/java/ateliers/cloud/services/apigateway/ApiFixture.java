package ateliers.cloud.services.apigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.CloudExtension;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.PutMethodRequest;

/** A cloud, reached over HTTP by the SDK's client, and an empty API in it. */
abstract class ApiFixture {
    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    ApiGatewayClient client;
    String api;
    String root;

    @BeforeEach
    void makeApi() {
        client = cloud.client(ApiGatewayClient.builder());
        CreateRestApiResponse made = client.createRestApi(r -> r.name("shop"));
        api = made.id();
        root = made.rootResourceId();
    }

    static PatchOperation patch(String op, String path, String value) {
        return PatchOperation.builder().op(op).path(path).value(value).build();
    }

    /** A method of the root resource. */
    void method(String name, Consumer<PutMethodRequest.Builder> more) {
        client.putMethod(r -> {
            r.restApiId(api).resourceId(root).httpMethod(name).authorizationType("NONE");
            more.accept(r);
        });
    }

    /** A method of the root resource that answers 200 by itself. */
    void mock(String name) {
        method(name, r -> {});
        client.putIntegration(r -> r.restApiId(api)
                .resourceId(root)
                .httpMethod(name)
                .type("MOCK")
                .requestTemplates(Map.of("application/json", "{\"statusCode\": 200}")));
    }

    static void refused(ThrowingCallable call, int status, String code, String words) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, e -> {
            assertThat(e.awsErrorDetails().errorCode() + ": "
                            + e.awsErrorDetails().errorMessage())
                    .isEqualTo(code + ": " + words);
            assertThat(e.statusCode()).isEqualTo(status);
        });
    }

    static void notFound(ThrowingCallable call, String words) {
        refused(call, 404, "NotFoundException", words);
    }

    static void bad(ThrowingCallable call, String words) {
        refused(call, 400, "BadRequestException", words);
    }
}

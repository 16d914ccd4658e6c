package ateliers.cloud.services.apigatewayv2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.CloudExtension;
import ateliers.cloud.door.Principal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.ApiGatewayV2Exception;
import software.amazon.awssdk.services.apigatewayv2.model.ApiGatewayV2Response;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetStageResponse;
import software.amazon.awssdk.services.apigatewayv2.model.NotFoundException;
import software.amazon.awssdk.services.apigatewayv2.model.RouteSettings;
import software.amazon.awssdk.services.iam.IamClient;

/** The SDK's own client over HTTP: statuses, paths with special characters, and rights. */
class HttpApiWireTest {
    private static final String DOCUMENT = """
            {"openapi":"3.0.1","info":{"title":"new","version":"1"},
             "paths":{"/a":{"get":{"x-amazon-apigateway-integration":
              {"type":"aws_proxy","payloadFormatVersion":"2.0","uri":"arn:aws:lambda:eu-west-3:123456789012:function:f"}}}}}
            """;

    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    private static int status(ApiGatewayV2Response response) {
        return response.sdkHttpResponse().statusCode();
    }

    @Test
    void operationsAnswerWithTheirStatuses() {
        ApiGatewayV2Client client = cloud.client(ApiGatewayV2Client.builder());
        CreateApiResponse api =
                client.createApi(r -> r.name("shop").protocolType("HTTP").corsConfiguration(c -> c.allowOrigins("*")));
        String id = api.apiId();
        String arn = "arn:aws:apigateway:eu-west-3::/apis/" + id + "/stages/$default";

        assertThat(status(api)).isEqualTo(201);
        assertThat(status(client.updateApi(r -> r.apiId(id).version("2")))).isEqualTo(200);
        assertThat(status(client.reimportApi(r -> r.apiId(id).body(DOCUMENT)))).isEqualTo(201);
        assertThat(status(client.importApi(r -> r.body(DOCUMENT)))).isEqualTo(201);
        assertThat(status(client.createStage(r -> r.apiId(id)
                        .stageName("$default")
                        .autoDeploy(true)
                        .routeSettings(Map.of(
                                "GET /a",
                                RouteSettings.builder().throttlingBurstLimit(3).build())))))
                .isEqualTo(201);
        assertThat(status(client.tagResource(r -> r.resourceArn(arn).tags(Map.of("a", "b")))))
                .isEqualTo(201);

        GetStageResponse stage = client.getStage(r -> r.apiId(id).stageName("$default"));
        assertThat(stage.routeSettings().get("GET /a").throttlingBurstLimit()).isEqualTo(3);
        assertThat(stage.tags()).containsExactly(Map.entry("a", "b"));
        assertThat(stage.createdDate()).isNotNull();
        assertThat(client.getDeployments(r -> r.apiId(id)).items()).hasSize(1);

        assertThat(status(client.deleteRouteSettings(
                        r -> r.apiId(id).stageName("$default").routeKey("GET /a"))))
                .isEqualTo(204);
        assertThat(status(client.untagResource(r -> r.resourceArn(arn).tagKeys("a"))))
                .isEqualTo(204);
        assertThat(status(client.deleteStage(r -> r.apiId(id).stageName("$default"))))
                .isEqualTo(204);
        assertThat(status(client.deleteApi(r -> r.apiId(id)))).isEqualTo(204);
    }

    @Test
    void refusalsHaveTheSdksClasses() {
        ApiGatewayV2Client client = cloud.client(ApiGatewayV2Client.builder());

        assertThatThrownBy(() -> client.getApi(r -> r.apiId("none")))
                .isInstanceOfSatisfying(
                        NotFoundException.class, e -> assertThat(e.statusCode()).isEqualTo(404));
    }

    @Test
    void aUserMayDoWhatItsPolicySays() {
        IamClient iam = cloud.client(IamClient.builder());
        Principal reader = cloud.user("reader");
        iam.putUserPolicy(r -> r.userName("reader").policyName("read").policyDocument("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"apigateway:GET",
                 "Resource":"arn:aws:apigateway:eu-west-3::/apis"}]}"""));
        ApiGatewayV2Client client = cloud.clientAs(reader, ApiGatewayV2Client.builder());

        assertThat(client.getApis(r -> {}).items()).isEmpty();
        assertThatThrownBy(() -> client.createApi(r -> r.name("a").protocolType("HTTP")))
                .isInstanceOfSatisfying(ApiGatewayV2Exception.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(403);
                    assertThat(e.getMessage())
                            .contains("reader is not authorized to perform: apigateway:POST on resource:"
                                    + " arn:aws:apigateway:eu-west-3::/apis");
                });
    }
}

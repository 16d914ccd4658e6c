package ateliers.cloud.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Templates write the slash of a binary media type as {@code ~1}: {@code image~1png} is {@code image/png}.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-restapi.html">AWS::ApiGateway::RestApi</a>
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-api.html">AWS::Serverless::Api</a>
 */
class BinaryMediaTypesTest extends ConformanceCase {
    private static final byte[] IMAGE = {(byte) 0x89, 'P', 'N', 'G', (byte) 0xff, 0};
    private static final byte[] BYTES = {(byte) 0xfe, 1, 2};
    private static final String SAM = """
            Transform: AWS::Serverless-2016-10-31
            Globals: {Api: {BinaryMediaTypes: [image~1png]}}
            Resources:
              Painting:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: %s
                  Runtime: java21
                  MemorySize: 256
                  Timeout: 30
                  CodeUri: s3://code-of-the-shop/painting.jar
                  Events:
                    Web: {Type: Api, Properties: {Path: /image, Method: any}}
            Outputs:
              Api: {Value: !Ref ServerlessRestApi}
            """.formatted(Painting.class.getName());
    private static final String PLAIN = """
            Resources:
              Api:
                Type: AWS::ApiGateway::RestApi
                Properties: {Name: shop, BinaryMediaTypes: ['%s', '*/*']}
            Outputs:
              Api: {Value: !Ref Api}
            """;

    private CloudFormationClient stacks;
    private ApiGatewayClient apis;

    @BeforeEach
    void connect() {
        stacks = cloud.client(CloudFormationClient.builder());
        apis = cloud.client(ApiGatewayClient.builder());
    }

    @Test
    void samsFormServesBytesBothWays() throws Exception {
        S3Client s3 = cloud.client(S3Client.builder().forcePathStyle(true));
        s3.createBucket(r -> r.bucket("code-of-the-shop")
                .createBucketConfiguration(
                        c -> c.locationConstraint(cloud.cloud().place().region())));
        s3.putObject(
                r -> r.bucket("code-of-the-shop").key("painting.jar"),
                RequestBody.fromBytes(FunctionJar.of(Painting.class)));

        String api = create(SAM);

        assertThat(types(api)).containsExactly("image/png");
        assertThat(send(api, "GET", BodyPublishers.noBody())).isEqualTo(IMAGE);
        assertThat(send(api, "POST", BodyPublishers.ofByteArray(BYTES))).isEqualTo(BYTES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image~1png", "image/png"})
    void aRestApisPropertyMayBeWrittenBothWays(String type) {
        String api = create(PLAIN.formatted(type));
        assertThat(types(api)).containsExactlyInAnyOrder("image/png", "*/*");

        stacks.updateStack(r -> r.stackName("shop").templateBody(PLAIN.formatted("application~1pdf")));
        idle();

        assertThat(types(api)).containsExactlyInAnyOrder("application/pdf", "*/*");
    }

    private String create(String template) {
        stacks.createStack(r -> r.stackName("shop")
                .templateBody(template)
                .capabilities(Capability.CAPABILITY_IAM, Capability.CAPABILITY_AUTO_EXPAND));
        idle();
        Stack stack = stacks.describeStacks(r -> r.stackName("shop")).stacks().get(0);
        assertThat(stack.stackStatusAsString()).isEqualTo("CREATE_COMPLETE");
        return stack.outputs().get(0).outputValue();
    }

    private Iterable<String> types(String api) {
        return apis.getRestApi(r -> r.restApiId(api)).binaryMediaTypes();
    }

    private byte[] send(String api, String method, BodyPublisher body) throws Exception {
        URI url = URI.create(cloud.cloud().endpoint() + "/_aws/execute-api/" + api + "/Prod/image");
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(url)
                                .method(method, body)
                                .header("Content-Type", "image/png")
                                .header("Accept", "image/png")
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray())
                .body();
    }
}

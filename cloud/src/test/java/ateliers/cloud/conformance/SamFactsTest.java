package ateliers.cloud.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.EndpointType;
import software.amazon.awssdk.services.apigateway.model.RestApi;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;

class SamFactsTest extends ConformanceCase {
    private static final String TEMPLATE = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Hello:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: %s
                  Runtime: java21
                  CodeUri: s3://code-of-the-facts/mirror.jar
                  Events:
                    Web: {Type: Api, Properties: {Path: /hello, Method: get}}
            Outputs:
              Function: {Value: !GetAtt Hello.Arn}
            """.formatted(Mirror.class.getName());

    @Test
    @Fact(55)
    @DisplayName("Fact 55: the tags of a SAM function, and a REST API at an edge endpoint")
    void tagsAndEndpoint() {
        S3Client s3 = cloud.client(S3Client.builder().forcePathStyle(true));
        s3.createBucket(r -> r.bucket("code-of-the-facts")
                .createBucketConfiguration(
                        c -> c.locationConstraint(cloud.cloud().place().region())));
        s3.putObject(
                r -> r.bucket("code-of-the-facts").key("mirror.jar"),
                RequestBody.fromBytes(FunctionJar.of(Mirror.class)));
        CloudFormationClient stacks = cloud.client(CloudFormationClient.builder());

        stacks.createStack(r -> r.stackName("shop")
                .templateBody(TEMPLATE)
                .capabilities(Capability.CAPABILITY_IAM, Capability.CAPABILITY_AUTO_EXPAND));
        idle();

        Stack stack = stacks.describeStacks(r -> r.stackName("shop")).stacks().get(0);
        assertThat(stack.stackStatusAsString()).isEqualTo("CREATE_COMPLETE");
        Map<String, String> tags = cloud.client(LambdaClient.builder())
                .listTags(r -> r.resource(stack.outputs().get(0).outputValue()))
                .tags();
        assertThat(tags)
                .containsOnly(
                        Map.entry("lambda:createdBy", "SAM"),
                        Map.entry("aws:cloudformation:stack-name", "shop"),
                        Map.entry("aws:cloudformation:stack-id", stack.stackId()),
                        Map.entry("aws:cloudformation:logical-id", "Hello"));
        RestApi api =
                cloud.client(ApiGatewayClient.builder()).getRestApis().items().get(0);
        assertThat(api.endpointConfiguration().types()).containsExactly(EndpointType.EDGE);
        assertThat(api.tags())
                .containsOnly(
                        Map.entry("aws:cloudformation:stack-name", "shop"),
                        Map.entry("aws:cloudformation:stack-id", stack.stackId()),
                        Map.entry("aws:cloudformation:logical-id", "ServerlessRestApi"));
    }
}

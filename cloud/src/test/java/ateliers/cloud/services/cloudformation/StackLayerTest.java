package ateliers.cloud.services.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.services.lambda.Zips;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Layer;
import software.amazon.awssdk.services.lambda.model.LayerVersionsListItem;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Layers in templates.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-layerversion.html">AWS::Lambda::LayerVersion</a>
 */
class StackLayerTest extends StackFixture {
    private static final String SAM = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Common:
                Type: AWS::Serverless::LayerVersion
                Properties: {ContentUri: s3://code-of-the-shop/one.zip, CompatibleRuntimes: [java21]}
              Hello:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: java21
                  Handler: shop.Hello::handle
                  CodeUri: s3://code-of-the-shop/one.jar
                  Layers: [!Ref Common]
              Share:
                Type: AWS::Lambda::LayerVersionPermission
                Properties: {LayerVersionArn: !Ref Common, Action: lambda:GetLayerVersion, Principal: '*'}
            Outputs:
              Layer: {Value: !Ref Common}
              Function: {Value: !Ref Hello}
            """;

    private LambdaClient lambda;

    @BeforeEach
    void putLayers() {
        lambda = client(LambdaClient.class);
        putCode("one.jar", 1);
        for (String name : List.of("one", "two")) {
            client(S3Client.class)
                    .putObject(
                            r -> r.bucket("code-of-the-shop").key(name + ".zip"),
                            RequestBody.fromBytes(Zips.layer("common.jar", Map.of("name.txt", name))));
        }
    }

    private List<Long> versions() {
        return lambda.listLayerVersions(r -> r.layerName("Common")).layerVersions().stream()
                .map(LayerVersionsListItem::version)
                .toList();
    }

    @Test
    void aChangedLayerIsANewVersionAndTheOneBeforeIsKept() {
        Stack stack = create(SAM);
        assertThat(stack.stackStatusAsString())
                .as(() -> String.join("\n", events()))
                .isEqualTo("CREATE_COMPLETE");
        String first = cloud.place().arn("lambda", "layer:Common:1");
        assertThat(output(stack, "Layer")).isEqualTo(first);
        assertThat(lambda.getFunctionConfiguration(r -> r.functionName(output(stack, "Function")))
                        .layers())
                .extracting(Layer::arn)
                .containsExactly(first);
        assertThat(lambda.getLayerVersionPolicy(r -> r.layerName("Common").versionNumber(1L))
                        .policy())
                .contains("\"Principal\":\"*\"");

        Stack after = update(SAM.replace("one.zip", "two.zip"));

        assertThat(output(after, "Layer")).endsWith(":layer:Common:2");
        assertThat(versions()).containsExactly(2L, 1L);

        assertThat(update(SAM.replace("      Layers: [!Ref Common]\n", "")).stackStatusAsString())
                .isEqualTo("UPDATE_COMPLETE");
        assertThat(lambda.getFunctionConfiguration(r -> r.functionName(output(stack, "Function")))
                        .layers())
                .isEmpty();
    }

    @Test
    void aLayerOfCloudFormationsOwnGoesWithItsStack() {
        create("""
                Resources:
                  Common:
                    Type: AWS::Lambda::LayerVersion
                    Properties:
                      Content: {S3Bucket: code-of-the-shop, S3Key: one.zip}
                      Description: shared
                """);
        assertThat(versions()).containsExactly(1L);

        delete();

        assertThat(versions()).isEmpty();
    }
}

package ateliers.cloud.sam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ateliers.cloud.template.TemplateReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Layers. The logical ids and the words are those of SAM's own outputs ({@code basic_layer}, {@code
 * layers_all_properties}, {@code layers_with_intrinsics}, {@code error_layer_invalid_properties}, {@code
 * function_with_aliasallproperties_and_lambda_layer_publishversion_true} of its translator's tests). */
class SamLayersTest {
    private static ObjectNode transform(String yaml) {
        SamContext context = new SamContext("ap-southeast-1", "aws", "123456789012", Map.of());
        return SamTransform.transform(TemplateReader.read(yaml).root(), context);
    }

    private static String layer(String id, String properties) {
        return "Resources: {" + id + ": {Type: 'AWS::Serverless::LayerVersion', Properties: {" + properties + "}}}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MinimalLayer | ContentUri: 's3://sam-demo-bucket/layer.zip' | 0c7f96cce7 | Retain",
                "LayerWithContentUriObject | ContentUri: {Bucket: somebucket, Key: somekey, Version: v1}, RetentionPolicy: "
                        + "Delete | bdbf1b82ac | Delete",
                "CompleteLayer | LayerName: MyAwesomeLayer, ContentUri: 's3://sam-demo-bucket/layer.zip', Description: "
                        + "Starter Lambda Layer, CompatibleRuntimes: [python3.9], LicenseInfo: License information, "
                        + "RetentionPolicy: Retain | 429cb63b84 | Retain",
                "LayerWithCaseInsensitiveRetentionPolicy | ContentUri: 's3://sam-demo-bucket/layer.zip', RetentionPolicy: "
                        + "DeleTe | ead52a491d | Delete",
                "LayerWithArchitectures | ContentUri: 's3://sam-demo-bucket/layer.zip', CompatibleArchitectures: [x86_64, "
                        + "arm64] | ab56a78493 | Retain",
                "LayerWithRefNameIntrinsicRegion | ContentUri: 's3://sam-demo-bucket/layer.zip', LayerName: {Ref: "
                        + "'AWS::Region'} | 32bf7198a5 | Retain"
            })
    void theIdEndsInAHashOfTheLayer(String id, String properties, String hash, String policy) {
        ObjectNode resources = (ObjectNode) transform(layer(id, properties)).get("Resources");

        assertThat(Nodes.names(resources)).containsExactly(id + hash);
        assertThat(resources.at("/" + id + hash + "/DeletionPolicy").asText()).isEqualTo(policy);
        assertThat(resources.at("/" + id + hash + "/Type").asText()).isEqualTo("AWS::Lambda::LayerVersion");
    }

    @Test
    void whatRefersToALayerRefersToItsNewId() {
        ObjectNode transformed = transform("""
                Parameters:
                  LayerDeleteParam: {Type: String, Default: Delete}
                Resources:
                  MyLayer:
                    Type: AWS::Serverless::LayerVersion
                    Properties: {ContentUri: 's3://bucket/key', RetentionPolicy: !Ref LayerDeleteParam}
                  After: {Type: 'AWS::SQS::Queue', DependsOn: MyLayer}
                Outputs:
                  Name: {Value: !Ref MyLayer}
                  Sub: {Value: !Sub '${MyLayer} of ${AWS::Region}'}
                  Att: {Value: !GetAtt MyLayer.LayerVersionArn}
                """);

        assertThat(transformed.at("/Outputs/Name/Value/Ref").asText()).isEqualTo("MyLayerd04062b365");
        assertThat(transformed.at("/Outputs/Sub/Value/Fn::Sub").asText())
                .isEqualTo("${MyLayerd04062b365} of ${AWS::Region}");
        assertThat(transformed.at("/Outputs/Att/Value/Fn::GetAtt"))
                .hasToString("[\"MyLayerd04062b365\",\"LayerVersionArn\"]");
        assertThat(transformed.at("/Resources/After/DependsOn").asText()).isEqualTo("MyLayerd04062b365");
        assertThat(transformed
                        .at("/Resources/MyLayerd04062b365/Properties/LayerName")
                        .asText())
                .isEqualTo("MyLayer");
    }

    @Test
    void aChangedLayerMakesANewVersionOfFunctionsThatAskForIt() {
        ObjectNode resources = (ObjectNode) transform("""
                        Resources:
                          MinimalFunction:
                            Type: AWS::Serverless::Function
                            Properties:
                              CodeUri: s3://sam-demo-bucket/hello.zip
                              Handler: hello.handler
                              Runtime: python3.10
                              AutoPublishAlias: live
                              AutoPublishAliasAllProperties: true
                              VersionDescription: sam-testing
                              Layers: [!Ref TestEnvLayer]
                          TestEnvLayer:
                            Type: AWS::Serverless::LayerVersion
                            Properties:
                              LayerName: test-env-dependencies
                              Description: Dependencies for test env implementation
                              ContentUri: s3://bucket/key
                              PublishLambdaVersion: true
                        """).get("Resources");

        assertThat(resources.has("MinimalFunctionVersion046dad86da")).isTrue();
        assertThat(resources.at("/MinimalFunction/Properties/Layers/0/Ref").asText())
                .isEqualTo("TestEnvLayer856c65a2ec");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "CompatibleRuntimes: strings | L | Type of property 'CompatibleRuntimes' is invalid.",
                "LicenseInfo: [lists also, are not allowed] | L | Property 'LicenseInfo' should be a string.",
                "RetentionPolicy: ErrorParam | L | 'RetentionPolicy' must be one of the following options: ['Retain', "
                        + "'Delete'].",
                "RetentionPolicy: {'Fn::If': [A, Retain, Delete]} | L | 'RetentionPolicy' does not accept intrinsic "
                        + "functions, please use one of the following options: ['Retain', 'Delete']"
            })
    void refusesWhatALayerCannotBe(String properties, String id, String words) {
        SamException refusal = catchThrowableOfType(
                SamException.class, () -> transform(layer("L", "ContentUri: 's3://bucket/key', " + properties)));

        assertThat(refusal).hasMessageEndingWith("Resource with id [" + id + "] is invalid. " + words);
    }

    @Test
    void refusesALayerWithoutContent() {
        assertThat(catchThrowableOfType(SamException.class, () -> transform(layer("L", "Description: none"))))
                .hasMessageEndingWith("Resource with id [L] is invalid. Missing required property 'ContentUri'.");
    }
}

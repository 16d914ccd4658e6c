package ateliers.cloud.services.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * Versions and weighted aliases in templates.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-alias.html">AWS::Lambda::Alias</a>
 */
class StackAliasTest extends StackFixture {
    private static final String FUNCTION = """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument:
                    Version: 2012-10-17
                    Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: 'sts:AssumeRole'}]
              Hello:
                Type: AWS::Lambda::Function
                Properties:
                  Code: {S3Bucket: code-of-the-shop, S3Key: one.jar}
                  Handler: shop.Hello::handle
                  Runtime: java21
                  Role: !GetAtt Role.Arn
              First: {Type: AWS::Lambda::Version, DeletionPolicy: Retain, Properties: {FunctionName: !Ref Hello}}
            """;
    private static final String SECOND = """
              Second: {Type: AWS::Lambda::Version, Properties: {FunctionName: !Ref Hello, Description: second}}
            """;
    private static final String ALIAS = """
              Live:
                Type: AWS::Lambda::Alias
                Properties:
                  FunctionName: !Ref Hello
                  FunctionVersion: '1'
                  Name: live
                  RoutingConfig: {AdditionalVersionWeights: [{FunctionVersion: !GetAtt Second.Version, FunctionWeight: 0.25}]}
            """;

    private LambdaClient lambda;

    @BeforeEach
    void makeFirst() {
        lambda = client(LambdaClient.class);
        putCode("one.jar", 1);
        putCode("two.jar", 2);
        assertThat(create(FUNCTION).stackStatusAsString()).isEqualTo("CREATE_COMPLETE");
    }

    @Test
    void anAliasSharesInvocationsUntilItsWeightsGo() {
        String second = FUNCTION.replace("one.jar", "two.jar") + SECOND;
        assertThat(update(second + ALIAS).stackStatusAsString())
                .as(() -> String.join("\n", events()))
                .isEqualTo("UPDATE_COMPLETE");
        String name = physicalId("Hello");
        assertThat(lambda.getAlias(r -> r.functionName(name).name("live"))
                        .routingConfig()
                        .additionalVersionWeights())
                .isEqualTo(Map.of("2", 0.25));

        update(second
                + ALIAS.substring(0, ALIAS.indexOf("      RoutingConfig"))
                        .replace("FunctionVersion: '1'", "FunctionVersion: !GetAtt Second.Version"));

        var alias = lambda.getAlias(r -> r.functionName(name).name("live"));
        assertThat(alias.functionVersion()).isEqualTo("2");
        assertThat(alias.routingConfig()).isNull();
    }

    /** What AWS's own handler says, as users quote it. */
    @Test
    void aVersionOfNothingNewIsRefusedAndTheFirstStays() {
        assertThat(update(FUNCTION + SECOND).stackStatusAsString()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");

        assertThat(events())
                .anyMatch(event -> event.startsWith("Second CREATE_FAILED")
                        && event.contains("A version for this Lambda function exists ( 1 ). Modify the function to"
                                + " create a new version."));
        assertThat(lambda.listVersionsByFunction(r -> r.functionName(physicalId("Hello")))
                        .versions())
                .hasSize(2);
    }
}

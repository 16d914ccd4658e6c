package ateliers.cloud.services.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * Functions whose aliases CodeDeploy moves at once.
 *
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/automating-updates-to-serverless-apps.html">Deploying serverless applications gradually</a>
 */
class StackDeploymentTest extends StackFixture {
    private static final String FUNCTION = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Hello:
                Type: AWS::Serverless::Function
                Properties:
                  CodeUri: s3://code-of-the-shop/one.jar
                  Handler: shop.Hello::handle
                  Runtime: java21
                  AutoPublishAlias: live
                  DeploymentPreference: {Type: AllAtOnce}
            """;
    private static final String OWN_ROLE =
            FUNCTION.replace("{Type: AllAtOnce}", "{Type: AllAtOnce, Role: !GetAtt R.Arn}") + """
              R:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument:
                    Version: 2012-10-17
                    Statement: [{Effect: Allow, Principal: {Service: codedeploy.amazonaws.com}, Action: 'sts:AssumeRole'}]
            """;

    @BeforeEach
    void putCode() {
        putCode("one.jar", 1);
        putCode("two.jar", 2);
    }

    private String version() {
        return client(LambdaClient.class)
                .getAlias(r -> r.functionName(physicalId("Hello")).name("live"))
                .functionVersion();
    }

    private static String second(String template) {
        return template.replace("one.jar", "two.jar");
    }

    @Test
    void theAliasMovesToTheNewVersionAtOnceAndNothingIsLeftWhenItGoes() {
        assertThat(create(FUNCTION).stackStatusAsString())
                .as(() -> String.join("\n", events()))
                .isEqualTo("CREATE_COMPLETE");
        assertThat(version()).isEqualTo("1");
        List<String> ids = cfn.listStackResources(r -> r.stackName("shop")).stackResourceSummaries().stream()
                .map(StackResourceSummary::logicalResourceId)
                .toList();
        assertThat(ids).contains("ServerlessDeploymentApplication", "HelloDeploymentGroup", "CodeDeployServiceRole");
        assertThat(physicalId("HelloDeploymentGroup")).matches("shop-HelloDeploymentGroup-[A-Z0-9]{12}");

        assertThat(update(second(FUNCTION)).stackStatusAsString())
                .as(() -> String.join("\n", events()))
                .isEqualTo("UPDATE_COMPLETE");

        assertThat(version()).isEqualTo("2");
        assertThat(cloud.journal().entries().stream()
                        .filter(entry -> entry.operation().equals("UpdateAlias"))
                        .map(entry -> entry.principal()))
                .singleElement()
                .asString()
                .contains(":assumed-role/" + physicalId("CodeDeployServiceRole"));

        String id = stack("shop").stackId();
        delete();
        assertThat(stack(id).stackStatusAsString()).isEqualTo("DELETE_COMPLETE");
    }

    /** The words are CodeDeploy's, as users quote them: aws/serverless-application-model, issue 219. */
    @Test
    void aRoleThatMayNotMoveTheAliasFailsTheUpdateAndLeavesTheAlias() {
        create(OWN_ROLE);
        assertThat(cfn.listStackResources(r -> r.stackName("shop")).stackResourceSummaries())
                .noneMatch(each -> each.logicalResourceId().equals("CodeDeployServiceRole"));

        assertThat(update(second(OWN_ROLE)).stackStatusAsString()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");

        assertThat(version()).isEqualTo("1");
        assertThat(events())
                .anyMatch(event -> event.startsWith("HelloAliaslive UPDATE_FAILED")
                        && event.contains("does not give you permission to perform operations in the following AWS"
                                + " service: AWSLambda."));
    }

    /** The words are AWS's, as a tool's makers met them: go-to-k/cdkd, pull request 948. */
    @Test
    void aRoleThatDoesNotTrustCodeDeployIsRefused() {
        assertThat(create(OWN_ROLE.replace("codedeploy.amazonaws.com", "lambda.amazonaws.com"))
                        .stackStatusAsString())
                .isEqualTo("ROLLBACK_COMPLETE");

        assertThat(events())
                .anyMatch(event -> event.startsWith("HelloDeploymentGroup CREATE_FAILED")
                        && event.contains("AWS CodeDeploy does not have the permissions required to assume the role "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            Type: Canary10Percent5Minutes                        | DeploymentConfigName CodeDeployDefault.LambdaCanary10Percent5Minutes
            Type: Linear10PercentEvery1Minute                    | DeploymentConfigName CodeDeployDefault.LambdaLinear10PercentEvery1Minute
            Type: Slowly                                         | DeploymentConfigName Slowly of AWS::CodeDeploy::DeploymentGroup
            Type: AllAtOnce, Hooks: {PreTraffic: !Ref Hello}     | BeforeAllowTrafficHook of CodeDeployLambdaAliasUpdate
            Type: AllAtOnce, Hooks: {PostTraffic: !Ref Hello}    | AfterAllowTrafficHook of CodeDeployLambdaAliasUpdate
            Type: AllAtOnce, Alarms: [broken]                    | AlarmConfiguration
            Type: AllAtOnce, TriggerConfigurations: [{TriggerName: t}] | TriggerConfigurations
            """)
    void namesWhatItLacksBeforeAnythingIsMade(String preference, String gap) {
        assertThatThrownBy(() -> create(FUNCTION.replace("Type: AllAtOnce", preference)))
                .hasMessageContaining("Unsupported by the embedded cloud")
                .hasMessageContaining(gap);
    }
}

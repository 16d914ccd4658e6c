package ateliers.cloud.sam;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.template.TemplateReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Versions that functions publish. The logical ids are those of SAM's own outputs ({@code
 * function_with_alias_and_all_properties_property}, {@code function_with_alias_version_deletion_policy}, {@code
 * function_with_disabled_deployment_preference} of its translator's tests).
 */
class SamVersionsTest {
    private static final String TEMPLATE = """
            Resources:
              MinimalFunction:
                Type: AWS::Serverless::Function
                Properties:
                  CodeUri: s3://sam-demo-bucket/hello.zip
                  Handler: hello.handler
                  Runtime: python2.7
                  AutoPublishAlias: live
            """;

    private static ObjectNode resources(String more) {
        SamContext context = new SamContext("ap-southeast-1", "aws", "123456789012", Map.of());
        return (ObjectNode)
                SamTransform.transform(TemplateReader.read(TEMPLATE + more).root(), context)
                        .get("Resources");
    }

    @Test
    void theCodeAloneNamesAVersion() {
        assertThat(resources("").has("MinimalFunctionVersion640128d35d")).isTrue();
        assertThat(resources("      Timeout: 7\n").has("MinimalFunctionVersion640128d35d"))
                .isTrue();
    }

    @Test
    void allPropertiesNameItWhereThatIsAskedFor() {
        ObjectNode all = resources("      AutoPublishAliasAllProperties: true\n");
        assertThat(all.has("MinimalFunctionVersion62bebcf0c1")).isTrue();
        assertThat(resources("      AutoPublishAliasAllProperties: true\n      Timeout: 7\n")
                        .has("MinimalFunctionVersion62bebcf0c1"))
                .isFalse();
        assertThat(resources("      AutoPublishAliasAllProperties: false\n").has("MinimalFunctionVersion640128d35d"))
                .isTrue();
    }

    @Test
    void aVersionIsKeptUnlessItsPolicySaysOtherwise() {
        assertThat(resources("")
                        .at("/MinimalFunctionVersion640128d35d/DeletionPolicy")
                        .asText())
                .isEqualTo("Retain");
        assertThat(resources("      VersionDeletionPolicy: Delete\n")
                        .at("/MinimalFunctionVersion640128d35d/DeletionPolicy")
                        .asText())
                .isEqualTo("Delete");
    }

    @Test
    void aDeploymentThatIsSwitchedOffIsNone() {
        ObjectNode resources = resources("      DeploymentPreference: {Enabled: false, Type: AllAtOnce}\n");

        assertThat(resources).isEqualTo(resources(""));
    }

    /** As {@code function_with_deployment_preference} of SAM's translator's tests. */
    @Test
    void aDeploymentIsCodeDeploysByOneApplicationAndAGroupForTheFunction() {
        ObjectNode resources = resources("      DeploymentPreference: {Type: AllAtOnce, Alarms: [Broken], Hooks:"
                + " {PreTraffic: Before, PostTraffic: {Ref: After}}}\n");

        assertThat(resources.get("ServerlessDeploymentApplication"))
                .isEqualTo(read("Type: 'AWS::CodeDeploy::Application'\nProperties: {ComputePlatform: Lambda}\n"));
        assertThat(resources.get("CodeDeployServiceRole").get("Properties")).isEqualTo(read("""
                AssumeRolePolicyDocument:
                  Version: '2012-10-17'
                  Statement: [{Action: ['sts:AssumeRole'], Effect: Allow, Principal: {Service: [codedeploy.amazonaws.com]}}]
                ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSCodeDeployRoleForLambda']
                """));
        assertThat(resources.get("MinimalFunctionDeploymentGroup").get("Properties"))
                .isEqualTo(read("""
                AlarmConfiguration: {Enabled: true, Alarms: [{Name: Broken}]}
                ApplicationName: {Ref: ServerlessDeploymentApplication}
                AutoRollbackConfiguration:
                  Enabled: true
                  Events: [DEPLOYMENT_FAILURE, DEPLOYMENT_STOP_ON_ALARM, DEPLOYMENT_STOP_ON_REQUEST]
                DeploymentConfigName: {'Fn::Sub': ['CodeDeployDefault.Lambda${ConfigName}', {ConfigName: AllAtOnce}]}
                DeploymentStyle: {DeploymentType: BLUE_GREEN, DeploymentOption: WITH_TRAFFIC_CONTROL}
                ServiceRoleArn: {'Fn::GetAtt': [CodeDeployServiceRole, Arn]}
                """));
        assertThat(resources.at("/MinimalFunctionAliaslive/UpdatePolicy/CodeDeployLambdaAliasUpdate"))
                .isEqualTo(read("""
                ApplicationName: {Ref: ServerlessDeploymentApplication}
                DeploymentGroupName: {Ref: MinimalFunctionDeploymentGroup}
                BeforeAllowTrafficHook: Before
                AfterAllowTrafficHook: {Ref: After}
                """));
    }

    /** As {@code function_with_deployment_preference_passthrough_condition_with_supported_boolean_value_types}. */
    @Test
    void whatDeploymentsShareIsThereWhenOneIsWhoseConditionIsPassedOn() {
        String other = TEMPLATE.replace("Resources:\n", "")
                .replace("MinimalFunction", "Other")
                .replace("    Type", "    Condition: B\n    Type");
        String preference = "      DeploymentPreference: {Type: AllAtOnce, PassthroughCondition: true, Role: r}\n";
        SamContext context = new SamContext("ap-southeast-1", "aws", "123456789012", Map.of());

        ObjectNode both = SamTransform.transform(
                TemplateReader.read("Conditions: {A: {'Fn::Equals': [a, a]}, B: {'Fn::Equals': [a, b]}}\n"
                                + TEMPLATE.replace("    Type", "    Condition: A\n    Type") + preference + other
                                + preference)
                        .root(),
                context);

        assertThat(both.at("/Resources/ServerlessDeploymentApplication/Condition")
                        .asText())
                .isEqualTo("ServerlessCodeDeployCondition");
        assertThat(both.at("/Conditions/ServerlessCodeDeployCondition"))
                .isEqualTo(read("'Fn::Or': [{Condition: A}, {Condition: B}]"));
        assertThat(both.at("/Resources/OtherDeploymentGroup/Condition").asText())
                .isEqualTo("B");
        assertThat(both.at("/Resources").has("CodeDeployServiceRole")).isFalse();
    }

    private static ObjectNode read(String yaml) {
        return TemplateReader.read(yaml).root();
    }
}

package ateliers.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.template.TemplateReader;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be deployed to somebody's account. */
class LiveTemplateTest {
    private static final Map<String, String> PASSED = Map.of("Adresse", "success@simulator.amazonses.com");

    private static LiveTemplate template(String resources) {
        return new LiveTemplate(
                TemplateReader.read(
                                "{\"Parameters\":{\"Adresse\":{\"Type\":\"String\",\"Default\":\"zoe@example.com\"},"
                                        + "\"Autre\":{\"Type\":\"String\",\"Default\":\"zoe@example.com\"}},\"Resources\":{"
                                        + resources.replace('\'', '"') + "}}")
                        .root(),
                PASSED);
    }

    private static Optional<String> refusalOfStatement(String statement) {
        return template("'Role':{'Type':'AWS::IAM::Role','Properties':{'Policies':[{'PolicyName':'p','PolicyDocument':{"
                        + "'Statement':[" + statement + "]}}]}}")
                .refusal();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'Effect':'Allow','Action':'*'                              | l'action *
            'Effect':'Allow','Action':['s3:GetObject','*:*']           | l'action *:*
            'Effect':'Allow','Action':'IAM:PassRole'                   | l'action IAM:PassRole
            'Effect':'Allow','Action':'sts:AssumeRole'                 | l'action sts:AssumeRole
            'Effect':'Allow','Action':{'Fn::Sub':'${Adresse}:*'}       | l'action *
            'Effect':'Allow','NotAction':'iam:*'                       | tout, sauf quelques actions
            'Effect':{'Ref':'Adresse'},'Action':'s3:GetObject'         | ce qui ne se lit pas d'avance
            'Fn::If':['A',{'Effect':'Allow','Action':'*'},{}]          | ce qui ne se lit pas d'avance
            """)
    void noRoleIsAnAdministrator(String statement, String power) {
        assertThat(refusalOfStatement("{" + statement + "}"))
                .hasValueSatisfying(said -> assertThat(said).startsWith("Role donnerait " + power));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Effect':'Allow','Action':['s3:GetObject','dynamodb:*'],'Resource':'*'}",
                "{'Effect':'Deny','Action':'*','Resource':'*'}"
            })
    void aFunctionsRightsAreNone(String statement) {
        assertThat(refusalOfStatement(statement)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'arn:aws:iam::aws:policy/AdministratorAccess'                                              | refused
            'arn:aws:iam::aws:policy/IAMFullAccess'                                                    | refused
            'arn:aws:iam::aws:policy/job-function/SystemAdministrator'                                 | refused
            'arn:aws:iam::123456789012:policy/inconnue'                                                | refused
            {'Ref':'Adresse'}                                                                          | refused
            'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'                         | taken
            {'Fn::Sub':'arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole'} | taken
            """)
    void managedPoliciesAreThoseThatAwsManagesAndNarrow(String policy, String what) {
        assertThat(
                        template("'Role':{'Type':'AWS::IAM::Role','Properties':{'ManagedPolicyArns':[" + policy + "]}}")
                                        .refusal()
                                        .isPresent()
                                ? "refused"
                                : "taken")
                .isEqualTo(what);
    }

    @Test
    void noRoleLetsOthersIn() {
        String role = "'Role':{'Type':'AWS::IAM::Role','Properties':{'AssumeRolePolicyDocument':{'Statement':["
                + "{'Effect':'Allow','Action':'sts:AssumeRole','Principal':%s}]}}}";

        assertThat(template(role.formatted("{'AWS':'*'}")).refusal())
                .hasValueSatisfying(said -> assertThat(said).contains("à d'autres qu'un service d'AWS"));
        assertThat(template(role.formatted("'*'")).refusal()).isPresent();
        assertThat(template(role.formatted("{'Service':'lambda.amazonaws.com'}"))
                        .refusal())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Custom::Chose", "AWS::CloudFormation::CustomResource", "AWS::CloudFormation::Stack"})
    void nothingRunsCodeWhileAStackIsMade(String type) {
        assertThat(template("'Chose':{'Type':'" + type + "'}").refusal())
                .hasValueSatisfying(said -> assertThat(said).contains("Chose est de type " + type));
    }

    @Test
    void noMacroButSams() {
        LiveTemplate macro = template("");
        macro.root().put("Transform", "Maison");

        assertThat(macro.refusal()).isPresent();
        assertThat(template("'T':{'Type':'AWS::SNS::Topic','Properties':{'Fn::Transform':{'Name':'AWS::Include'}}}")
                        .refusal())
                .hasValueSatisfying(said -> assertThat(said).contains("la seule macro permise"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'email' | 'zoe@example.com'                      | refused
            'sms'   | '+33612345678'                         | refused
            'email' | {'Ref':'Autre'}                        | refused
            'email' | {'Fn::Sub':'zoe@${Autre}'}             | refused
            'email' | {'Ref':'Adresse'}                      | taken
            'email' | 'bounce@simulator.amazonses.com'       | taken
            'sqs'   | {'Fn::GetAtt':['File','Arn']}          | taken
            """)
    void mailsGoToTheSimulatorOnly(String protocol, String endpoint, String what) {
        String subscription = "{'Protocol':" + protocol + ",'Endpoint':" + endpoint + "}";

        for (LiveTemplate each : new LiveTemplate[] {
            template("'S':{'Type':'AWS::SNS::Subscription','Properties':" + subscription + "}"),
            template("'S':{'Type':'AWS::SNS::Topic','Properties':{'Subscription':[" + subscription + "]}}")
        }) {
            assertThat(each.refusal().isPresent() ? "refused" : "taken").isEqualTo(what);
        }
    }

    @Test
    void theBoundaryIsOnEveryRole() {
        LiveTemplate template = template("'Role':{'Type':'AWS::IAM::Role'},'File':{'Type':'AWS::SQS::Queue'}");

        template.bound("arn:aws:iam::123456789012:policy/borne");

        assertThat(template.root()
                        .at("/Resources/Role/Properties/PermissionsBoundary")
                        .asText())
                .isEqualTo("arn:aws:iam::123456789012:policy/borne");
        assertThat(template.root().at("/Resources/File/Properties").isMissingNode())
                .isTrue();
    }
}

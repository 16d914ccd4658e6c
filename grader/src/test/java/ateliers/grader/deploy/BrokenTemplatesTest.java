package ateliers.grader.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.packaging.Refused;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** What a student gets wrong in a template is told in AWS's words, with the resource and its line. */
class BrokenTemplatesTest extends DeployCase {
    @Test
    void aMisspeltProperty() throws Exception {
        assertThat(seen("property", """
                Resources:
                  Attente:
                    Type: AWS::SQS::Queue
                    Properties:
                      VisibilityTimout: 60
                """))
                .contains("Attente (AWS::SQS::Queue), ligne 2", "Unsupported property [VisibilityTimout]");
    }

    @Test
    void anythingInJsonWithTabs() throws Exception {
        assertThat(seen("json-tabs", """
                {
                \t"Resources": {
                \t\t"Attente": {
                \t\t\t"Type": "AWS::SQS::Queue",
                \t\t\t"Properties": {"VisibilityTimout": 60}
                \t\t}
                \t}
                }
                """))
                .contains("Attente (AWS::SQS::Queue), ligne 3", "Unsupported property [VisibilityTimout]");
    }

    @Test
    void aCommaTooManyInJson() throws Exception {
        assertThat(seen("json-comma", """
                {
                \t"Resources": {
                \t\t"Attente": {"Type": "AWS::SQS::Queue",}
                \t}
                }
                """)).contains("Template format error: JSON not well-formed. (line 3, column ");
    }

    @Test
    void aPropertyThatIsMissingInside() throws Exception {
        assertThat(seen("inside", """
                Resources:
                  Depots:
                    Type: AWS::S3::Bucket
                    Properties:
                      NotificationConfiguration:
                        QueueConfigurations:
                          - {Queue: "arn:aws:sqs:eu-west-3:123456789012:file"}
                """))
                .contains("Depots (AWS::S3::Bucket), ligne 2 : Required property [Event] not found"
                        + " (NotificationConfiguration.QueueConfigurations.0)\n");
    }

    @Test
    void aMisspeltPropertyOfSam() throws Exception {
        assertThat(seen("sam-property", FUNCTION.replace("Timeout", "Timout")))
                .contains(
                        "Resource with id [Fonction] is invalid. property Timout not defined",
                        "Fonction : template.yaml, ligne 3");
    }

    @Test
    void aRuntimeThatDoesNotExist() throws Exception {
        assertThat(seen("runtime", FUNCTION.replace("java21", "java99")))
                .contains(
                        "Fonction (AWS::Lambda::Function), ligne 3",
                        "Value java99 at 'runtime' failed to satisfy constraint");
    }

    @Test
    void aWrongCodeUri() throws Exception {
        assertThat(seen("code", FUNCTION.replace("target/function.jar", "target/fonction.jar")))
                .contains("Le code de Fonction est introuvable (template.yaml, ligne 6)", "« target/fonction.jar »");
    }

    @Test
    void aMissingCodeUri() throws Exception {
        assertThat(seen("no-code", FUNCTION.replaceFirst("CodeUri.*\n", "Description: rien\n")))
                .contains("Le code de Fonction est introuvable (template.yaml, ligne 3)", "CodeUri est absent");
    }

    @Test
    void aVariableThatNoProcessCanHave() throws Exception {
        assertThat(seen(
                        "nul",
                        FUNCTION.replaceFirst(
                                "( *)CodeUri", "$1Environment: {Variables: {TABLE: \"a\\\\0b\"}}\n$1CodeUri")))
                .contains("Fonction (AWS::Lambda::Function), ligne 3", "contains the character U+0000");
    }

    @Test
    void aMissingHandler() throws Exception {
        assertThat(seen("no-handler", FUNCTION.replaceFirst("Handler.*\n", "Description: rien\n")))
                .contains("Runtime and Handler needs to be present", "Fonction : template.yaml, ligne 3");
    }

    @Test
    void aCircleOfResources() throws Exception {
        assertThat(seen("circle", """
                Resources:
                  Une:
                    Type: AWS::SQS::Queue
                    DependsOn: Autre
                  Autre:
                    Type: AWS::SQS::Queue
                    DependsOn: Une
                """))
                .contains(
                        "Circular dependency between resources: [Une, Autre]",
                        "Une : template.yaml, ligne 2",
                        "Autre : template.yaml, ligne 5");
    }

    @Test
    void aNameChosenForARole() throws Exception {
        assertThat(seen("role", """
                Resources:
                  Droits:
                    Type: AWS::IAM::Role
                    Properties:
                      RoleName: droits
                      AssumeRolePolicyDocument:
                        Version: "2012-10-17"
                        Statement: []
                """)).contains("Requires capabilities : [CAPABILITY_NAMED_IAM]", "RoleName");
    }

    @Test
    void anUnknownIntrinsicFunction() throws Exception {
        assertThat(seen("intrinsic", """
                Resources:
                  Attente:
                    Type: AWS::SQS::Queue
                    Properties:
                      QueueName: !Subb "${AWS::StackName}-x"
                """)).contains("YAML not well-formed. (line 5, column 18): unknown tag !Subb");
    }

    @Test
    void aValueOfTheWrongKind() throws Exception {
        assertThat(seen("value", """
                Resources:
                  Attente:
                    Type: AWS::SQS::Queue
                    Properties:
                      VisibilityTimeout: longtemps
                """))
                .contains(
                        "Attente (AWS::SQS::Queue), ligne 2",
                        "#/VisibilityTimeout: expected type: Integer, found: String");
    }

    @Test
    void anAttributeThatDoesNotExist() throws Exception {
        assertThat(seen("attribute", """
                Resources:
                  Attente:
                    Type: AWS::SQS::Queue
                Outputs:
                  Arn:
                    Value: !GetAtt Attente.Arnn
                """))
                .contains(
                        "resource Attente does not support attribute type Arnn in Fn::GetAtt",
                        "Attente : template.yaml, ligne 2");
    }

    @Test
    void anAccessLogWithoutTheRequestsId() throws Exception {
        assertThat(seen("access-log", """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Acces:
                    Type: AWS::Logs::LogGroup
                  Portail:
                    Type: AWS::Serverless::HttpApi
                    Properties:
                      AccessLogSettings:
                        DestinationArn: !GetAtt Acces.Arn
                        Format: $context.status
                """))
                .contains(
                        "de Portail ligne 5",
                        "Access Log format must contain $context.requestId",
                        "ajoute $context.requestId à Format, dans AccessLogSetting (API REST)");
    }

    private static final String FUNCTION = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Fonction:
                Type: AWS::Serverless::Function
                Properties:
                  CodeUri: target/function.jar
                  Handler: exemple.Fonction::handleRequest
                  Runtime: java21
                  Timeout: 10
            """;

    private String seen(String stackName, String template) throws Exception {
        Files.createDirectories(jar().getParent());
        try (OutputStream out = Files.newOutputStream(jar());
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("exemple/"));
        }
        Refused refused = refused(stackName, template);
        assertThat(refused).isNotNull();
        return refused.getMessage() + "\n" + refused.seen() + "\n" + refused.hint();
    }
}

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
    void a_misspelt_property() throws Exception {
        assertThat(seen("property", """
                Resources:
                  Attente:
                    Type: AWS::SQS::Queue
                    Properties:
                      VisibilityTimout: 60
                """))
                .contains(
                        "Attente (AWS::SQS::Queue), ligne 2", "#: extraneous key [VisibilityTimout] is not permitted");
    }

    @Test
    void a_misspelt_property_of_sam() throws Exception {
        assertThat(seen("sam-property", FUNCTION.replace("Timeout", "Timout")))
                .contains(
                        "Resource with id [Fonction] is invalid. property Timout not defined",
                        "Fonction : template.yaml, ligne 3");
    }

    @Test
    void a_runtime_that_does_not_exist() throws Exception {
        assertThat(seen("runtime", FUNCTION.replace("java21", "java99")))
                .contains(
                        "Fonction (AWS::Lambda::Function), ligne 3",
                        "Value java99 at 'runtime' failed to satisfy constraint");
    }

    @Test
    void a_wrong_code_uri() throws Exception {
        assertThat(seen("code", FUNCTION.replace("target/function.jar", "target/fonction.jar")))
                .contains("Le code de Fonction est introuvable (template.yaml, ligne 6)", "« target/fonction.jar »");
    }

    @Test
    void a_missing_code_uri() throws Exception {
        assertThat(seen("no-code", FUNCTION.replaceFirst("CodeUri.*\n", "Description: rien\n")))
                .contains("Le code de Fonction est introuvable (template.yaml, ligne 3)", "CodeUri est absent");
    }

    @Test
    void a_missing_handler() throws Exception {
        assertThat(seen("no-handler", FUNCTION.replaceFirst("Handler.*\n", "Description: rien\n")))
                .contains("Runtime and Handler needs to be present", "Fonction : template.yaml, ligne 3");
    }

    @Test
    void a_circle_of_resources() throws Exception {
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
    void a_name_chosen_for_a_role() throws Exception {
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
    void an_unknown_intrinsic_function() throws Exception {
        assertThat(seen("intrinsic", """
                Resources:
                  Attente:
                    Type: AWS::SQS::Queue
                    Properties:
                      QueueName: !Subb "${AWS::StackName}-x"
                """)).contains("YAML not well-formed. (line 5, column 18): unknown tag !Subb");
    }

    @Test
    void a_value_of_the_wrong_kind() throws Exception {
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
    void an_attribute_that_does_not_exist() throws Exception {
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

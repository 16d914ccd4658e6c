package ateliers.grader.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.packaging.Refused;
import java.net.URI;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** APIs whose OpenAPI document is a file beside the template. */
class ApiDefinitionsTest extends DeployCase {
    private static final String DOCUMENT = """
            openapi: 3.0.1
            info: {title: bonjour, version: "1"}
            paths:
              /bonjour:
                get:
                  responses: {"200": {description: ok}}
                  x-amazon-apigateway-integration:
                    type: mock
                    requestTemplates: {application/json: '{"statusCode": 200}'}
                    responses: {default: {statusCode: "200"}}
            """;

    @Test
    void deploysADefinitionOfSam() throws Exception {
        Files.writeString(folder.resolve("openapi.yaml"), DOCUMENT);

        Deployed deployed = deploy("sam-api", """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Api:
                    Type: AWS::Serverless::Api
                    Properties: {StageName: prod, DefinitionUri: openapi.yaml}
                Outputs:
                  Url: {Value: !Sub "https://${Api}.execute-api.${AWS::Region}.amazonaws.com/prod/bonjour"}
                """, Map.of());

        assertThat(statusOf(deployed)).isEqualTo(200);
    }

    @Test
    void deploysADefinitionWithoutSam() throws Exception {
        Files.createDirectories(folder.resolve("api"));
        Files.writeString(folder.resolve("api/bonjour.yaml"), DOCUMENT);

        Deployed deployed = deploy("plain-api", """
                Resources:
                  Api:
                    Type: AWS::ApiGateway::RestApi
                    Properties:
                      BodyS3Location: ./api/bonjour.yaml
                  Deployment:
                    Type: AWS::ApiGateway::Deployment
                    Properties: {RestApiId: !Ref Api, StageName: prod}
                Outputs:
                  Url: {Value: !Sub "https://${Api}.execute-api.${AWS::Region}.amazonaws.com/prod/bonjour"}
                """, Map.of());

        assertThat(statusOf(deployed)).isEqualTo(200);
    }

    private int statusOf(Deployed deployed) {
        return aws.web()
                .send("GET", URI.create(deployed.outputs().get("Url")), Map.of(), "")
                .status();
    }

    @Test
    void namesTheLineOfADefinitionThatIsNotThere() {
        Refused refused = refused("no-definition", """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Api:
                    Type: AWS::Serverless::Api
                    Properties:
                      StageName: prod
                      DefinitionUri: openapi.yml
                """);

        assertThat(refused).hasMessage("La définition de Api est introuvable (template.yaml, ligne 7).");
        assertThat(refused.seen()).isEqualTo("« openapi.yml » n'en désigne aucun");
    }

    @Test
    void takesNoDefinitionFromOutsideTheFolder() throws Exception {
        Files.createSymbolicLink(folder.resolve("lien.yaml"), Files.createTempFile("ailleurs", ".yaml"));

        Refused refused = refused("outside", """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Api:
                    Type: AWS::Serverless::Api
                    Properties: {StageName: prod, DefinitionUri: lien.yaml}
                """);

        assertThat(refused).hasMessageContaining("La définition de Api est introuvable");
    }
}

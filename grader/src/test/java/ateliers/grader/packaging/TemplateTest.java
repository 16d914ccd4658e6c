package ateliers.grader.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TemplateTest {
    @Test
    void findsLocalCodeOfFunctionsAndGlobalsWithItsLine() {
        Template template = Template.of("""
                Globals:
                  Function:
                    CodeUri: target/function.jar
                Resources:
                  F:
                    Type: AWS::Serverless::Function
                    Properties:
                      CodeUri: "other.jar"
                  G:
                    Type: AWS::Serverless::Function
                    Properties:
                      CodeUri: s3://bucket/key
                """);

        assertThat(template.localFiles())
                .extracting(Template.FilePlace::owner, Template.FilePlace::path, Template.FilePlace::line)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Globals.Function", "target/function.jar", 3),
                        org.assertj.core.groups.Tuple.tuple("F", "other.jar", 8));
    }

    @Test
    void findsFunctionsThatNameNoCode() {
        Template template = Template.of("""
                Resources:
                  F:
                    Type: AWS::Serverless::Function
                    Properties: {Handler: x}
                """);

        assertThat(template.functionsWithoutCode())
                .extracting(Template.FilePlace::owner)
                .containsExactly("F");
    }

    @Test
    void knowsParametersAndLinesOfResources() {
        Template template = Template.of("""
                Parameters:
                  SenderEmail: {Type: String}
                Resources:
                  Queue:
                    Type: AWS::SQS::Queue
                """);

        assertThat(template.parameters()).containsExactly("SenderEmail");
        assertThat(template.lineOfResource("Queue")).hasValue(4);
    }

    @Test
    void readsFilesInTheOrderOfTheText() {
        Template template = Template.of("""
                Resources:
                  Zebra:
                    Type: AWS::Lambda::Function
                    Properties: {Code: target/z.jar}
                  Ane:
                    Type: AWS::ApiGateway::RestApi
                    Properties: {BodyS3Location: api.yaml}
                """);

        assertThat(template.localFiles())
                .extracting(Template.FilePlace::path)
                .containsExactly("target/z.jar", "api.yaml");
        assertThat(template.localFiles())
                .extracting(place -> place.in("b", "k"))
                .containsExactly("{\"S3Bucket\": \"b\", \"S3Key\": \"k\"}", "{\"Bucket\": \"b\", \"Key\": \"k\"}");
    }

    @Test
    void takesNoIntrinsicOrAddressForAFile() {
        Template template = Template.of("""
                Resources:
                  A: {Type: AWS::Serverless::Function, Properties: {CodeUri: !Sub "${Jar}"}}
                  B: {Type: AWS::Serverless::Function, Properties: {CodeUri: {Bucket: b, Key: k}}}
                  C: {Type: AWS::Serverless::Api, Properties: {DefinitionUri: "https://exemple.fr/api.yaml"}}
                  D: {Type: AWS::SQS::Queue, Properties: {CodeUri: target/function.jar}}
                """);

        assertThat(template.localFiles()).isEmpty();
    }

    @Test
    void asksForNoCodeThatGlobalsOrTheFunctionGive() {
        String function = """
                Resources:
                  Autre: {Type: AWS::Lambda::Function, Properties: {Handler: x}}
                  Sans:
                    Type: AWS::Serverless::Function
                    Properties: {%s}
                """;

        assertThat(Template.of(function.formatted("Handler: x")).functionsWithoutCode())
                .singleElement()
                .satisfies(place -> {
                    assertThat(place.owner()).isEqualTo("Sans");
                    assertThat(place.line()).isEqualTo(3);
                });
        assertThat(Template.of(function.formatted("InlineCode: x")).functionsWithoutCode())
                .isEmpty();
        assertThat(Template.of("Globals: {Function: {CodeUri: x}}\n" + function.formatted("Handler: x"))
                        .functionsWithoutCode())
                .isEmpty();
    }

    @Test
    void findsTheFirstLineThatNamesAWord() {
        Template template = Template.of("""
                # La File est plus bas, Files et AWS::File aussi.
                Resources:
                  Files: {Type: AWS::SQS::Qeue}
                  File:
                    Type: AWS::SQS::Queue
                Outputs:
                  Url: {Value: !Ref Fille}
                """);

        assertThat(template.lineNaming("File")).hasValue(4);
        assertThat(template.lineNaming("AWS::SQS::Qeue")).hasValue(3);
        assertThat(template.lineNaming("Fille")).hasValue(7);
        assertThat(template.lineNaming("Fil")).isEmpty();
        assertThat(template.lineNaming("SQS")).isEmpty();
        assertThat(template.lineNaming(" ")).isEmpty();
    }

    @Test
    void leavesWhatIsNoYamlToCloudformation() {
        Template broken = Template.of("Resources: [\n  }");

        assertThat(broken.localFiles()).isEmpty();
        assertThat(broken.text()).isEqualTo("Resources: [\n  }");
        assertThat(broken.parameters()).isEmpty();
    }

    @Test
    void writesAliasesOutAsSamDeployDoesAndKeepsLines() {
        Template template = Template.of("""
                Base: &base !Sub "${AWS::StackName}-x"
                Tags: &tags {equipe: "a, b", n: 12}
                Vue: &vue
                  # un commentaire
                  - s3:ObjectCreated:*
                  - deux mots
                Resources:
                  F:
                    Type: AWS::Serverless::Function
                    Properties:
                      Tags: *tags
                      Events: *vue
                      Nom: *base
                      CodeUri: target/autre.jar
                """);

        assertThat(template.text()).isEqualTo("""
                Base: !Sub "${AWS::StackName}-x"
                Tags: {equipe: "a, b", n: 12}
                Vue:
                  # un commentaire
                  - s3:ObjectCreated:*
                  - deux mots
                Resources:
                  F:
                    Type: AWS::Serverless::Function
                    Properties:
                      Tags: {equipe: "a, b", n: 12}
                      Events: [s3:ObjectCreated:*, "deux mots"]
                      Nom: !Sub "${AWS::StackName}-x"
                      CodeUri: target/autre.jar
                """);
        assertThat(template.localFiles())
                .singleElement()
                .satisfies(place -> assertThat(place.line()).isEqualTo(14));
    }

    @Test
    void mergeKeysGiveTheEntriesThatAMappingLacks() {
        Template template = Template.of("""
                Commun: &commun
                  Runtime: java21
                  Timeout: 10
                Resources:
                  F:
                    Type: AWS::Serverless::Function
                    Properties:
                      <<: *commun
                      Timeout: 20
                  G:
                    Type: AWS::Serverless::Function
                    Properties:
                      <<: [*commun, {Handler: a.B, Runtime: java17}]
                      CodeUri: x
                """);

        assertThat(template.text())
                .contains("    Properties:\n      Runtime: java21\n      Timeout: 20\n  G:")
                .contains("      Runtime: java21\n      Timeout: 10\n      Handler: a.B\n      CodeUri: x\n");
        assertThat(template.lineOfResource("G")).hasValue(10);
        assertThat(template.localFiles())
                .singleElement()
                .satisfies(place -> assertThat(place.line()).isEqualTo(14));
    }

    @Test
    void leavesAliasesWithoutEndToCloudformation() {
        String self = "A: &a [*a]\n";
        StringBuilder laughs = new StringBuilder("a0: &a0 [lol]\n");
        for (int i = 1; i < 30; i++) {
            laughs.append(
                    "a%d: &a%d [%s]\n".formatted(i, i, "*a%d, ".formatted(i - 1).repeat(9) + "x"));
        }

        assertThat(Template.of(self).text()).isEqualTo(self);
        assertThat(Template.of(laughs.toString()).text()).isEqualTo(laughs.toString());
    }

    @Test
    void anAmpersandInTextIsNoAnchor() {
        String text = "Description: du sel & du poivre, \"&a\"\n";

        assertThat(Template.of(text).text()).isEqualTo(text);
    }
}

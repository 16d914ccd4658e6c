package ateliers.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransformCommandTest {
    private static final String FUNCTION = """
            Transform: AWS::Serverless-2016-10-31
            Parameters:
              Memory: {Type: Number, Default: 128}
            Resources:
              Hello:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: java21
                  Handler: Hello::handle
                  MemorySize: !Ref Memory
                  CodeUri: %s
            """;

    @TempDir
    private Path folder;

    private record Run(int exit, String out, String err) {
        JsonNode json() throws IOException {
            return new ObjectMapper().readTree(out);
        }
    }

    static List<Path> templatesOfTheLabs() throws IOException {
        List<Path> templates = new ArrayList<>();
        for (String tree : List.of("labs", "solutions")) {
            try (Stream<Path> folders = Files.list(Path.of("..", tree))) {
                folders.map(each -> each.resolve("template.yaml"))
                        .filter(Files::isRegularFile)
                        .forEach(templates::add);
            }
        }
        return templates;
    }

    @ParameterizedTest
    @MethodSource("templatesOfTheLabs")
    void transformsEveryTemplateOfTheLabs(Path template) throws Exception {
        Run run = run("transform", template.toString());

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.json().path("Resources").findValuesAsText("Type"))
                .contains("AWS::Lambda::Function")
                .noneMatch(type -> type.startsWith("AWS::Serverless::"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"target/function.jar", "./target/function.jar"})
    void givesLocalCodeAPlaceInS3AndSaysSoOnStandardError(String path) throws Exception {
        Run run = run("transform", written(FUNCTION.formatted(path)));

        JsonNode code = run.json().at("/Resources/Hello/Properties/Code");
        assertThat(code.path("S3Bucket").asText()).isEqualTo("a-empaqueter");
        assertThat(code.path("S3Key").asText()).isEqualTo("target/function.jar");
        assertThat(run.err())
                .isEqualTo(("Note : CodeUri de Hello est local (« %s ») ; s3://a-empaqueter/target/function.jar le"
                                + " remplace, comme après « aws cloudformation package ».%n")
                        .formatted(path));
    }

    @Test
    void leavesCodeThatIsInS3AsItIsAndSaysNothing() throws Exception {
        Run run = run("transform", written(FUNCTION.formatted("s3://mine/code.zip?versionId=7")));

        JsonNode code = run.json().at("/Resources/Hello/Properties/Code");
        assertThat(code.toString())
                .isEqualTo("{\"S3Bucket\":\"mine\",\"S3Key\":\"code.zip\",\"S3ObjectVersion\":\"7\"}");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void givesLocalDefinitionsAndCodeOfGlobalsAPlaceToo() throws Exception {
        Run run = run("transform", written("""
                Globals:
                  Function: {Runtime: java21, CodeUri: .}
                Resources:
                  Api:
                    Type: AWS::Serverless::Api
                    Properties: {StageName: prod, DefinitionUri: 'api\\open api.yaml'}
                  Hello:
                    Type: AWS::Serverless::Function
                    Properties: {Handler: Hello::handle}
                """));

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.json().at("/Resources/Api/Properties/BodyS3Location/Key").asText())
                .isEqualTo("api/open api.yaml");
        assertThat(run.json().at("/Resources/Hello/Properties/Code/S3Key").asText())
                .isEqualTo(".");
        assertThat(run.err()).contains("CodeUri de Globals.Function est local");
    }

    @Test
    void usesTheRegionAndTheParametersThatAreGiven() throws Exception {
        String template = written(FUNCTION.formatted("s3://mine/code.zip"));

        Run run = run("transform", template, "--parameter", "Memory=512", "--region", "ap-southeast-1");

        assertThat(run.exit()).isZero();
        assertThat(run.json().at("/Parameters/Memory/Default").asInt()).isEqualTo(128);
    }

    @Test
    void refusesWithAwsWordsInAFrenchSentenceAndNothingOnStandardOutput() throws Exception {
        Run bad = run("transform", written(FUNCTION.formatted("https://example.com/code.zip")));
        Run broken = run("transform", written("Resources: [\n }"));
        Run lacking = run("transform", written("""
                Resources:
                  Flow: {Type: AWS::Serverless::StateMachine, Properties: {DefinitionUri: flow.json}}
                """));
        Run absent = run("transform", folder.resolve("absent.yaml").toString());
        Run elsewhere = run("transform", written(FUNCTION.formatted("x.jar")), "--region", "cn-north-1");
        Run nowhere = run("transform", written(FUNCTION.formatted("x.jar")), "--region", "");

        assertThat(List.of(bad, broken, lacking, absent, elsewhere, nowhere)).allSatisfy(run -> {
            assertThat(run.exit()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).doesNotContain("\tat ", "imprévu");
        });
        assertThat(bad.err()).startsWith("AWS refuse « ").contains("'CodeUri' is not a valid S3 Uri");
        assertThat(broken.err()).contains("YAML not well-formed. (line 2");
        assertThat(lacking.err()).contains("ce que cette transformation n'a pas", "AWS::Serverless::StateMachine");
        assertThat(absent.err()).contains("n'existe pas");
        assertThat(elsewhere.err()).contains("partition aws-cn");
        assertThat(nowhere.err()).contains("n'est pas une région");
    }

    private String written(String template) throws IOException {
        Path file = Files.createTempFile(folder, "template", ".yaml");
        return Files.writeString(file, template).toString();
    }

    private static Run run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = Main.run(
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Run(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}

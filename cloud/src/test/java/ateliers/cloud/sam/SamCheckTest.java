package ateliers.cloud.sam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SamCheckTest {

    private static List<String> problems(String text) {
        return SamCheck.problems(text, new SamContext("eu-west-1", "aws", "123456789012", Map.of())).stream()
                .map(each -> each.logicalId() + " " + each.line() + " " + each.message())
                .toList();
    }

    @Test
    void accepts() {
        assertThat(problems("""
                        Transform: AWS::Serverless-2016-10-31
                        Resources:
                          Hello:
                            Type: AWS::Serverless::Function
                            Properties: {CodeUri: 's3://bucket/k', Handler: h, Runtime: java21}
                        """)).isEmpty();
    }

    @Test
    void pointsToAnUnknownPropertyOfAServerlessResource() {
        assertThat(problems("""
                        Transform: AWS::Serverless-2016-10-31
                        Resources:
                          Hello:
                            Type: AWS::Serverless::Function
                            Properties:
                              CodeUri: s3://b/k
                              Handler: h
                              Runtime: java21
                              Timout: 3
                        """))
                .singleElement()
                .asString()
                .startsWith("Hello 9 Resource with id [Hello] is invalid. property Timout not defined");
    }

    @Test
    void pointsToAnEventOfAFunction() {
        assertThat(problems("""
                        Transform: AWS::Serverless-2016-10-31
                        Resources:
                          Hello:
                            Type: AWS::Serverless::Function
                            Properties:
                              CodeUri: s3://b/k
                              Handler: h
                              Runtime: java21
                              Events:
                                Dropped:
                                  Type: S3
                                  Properties:
                                    Bucket: !Ref Missing
                                    Events: s3:ObjectCreated:*
                        """))
                .singleElement()
                .asString()
                .matches("Hello 1[0-4] Resource with id \\[Hello] is invalid\\. Event with id \\[Dropped].*");
    }

    @Test
    void pointsToThePropertyThatItsSchemaRefuses() {
        assertThat(problems("""
                        Transform: AWS::Serverless-2016-10-31
                        Resources:
                          Queue:
                            Type: AWS::SQS::Queue
                            Properties:
                              Delay: 3
                        """)).singleElement().asString().startsWith("Queue 6 ");
    }

    @Test
    void pointsToGlobals() {
        assertThat(problems("""
                        Transform: AWS::Serverless-2016-10-31
                        Globals:
                          Function: {Nope: 1}
                        Resources:
                          Queue: {Type: AWS::SQS::Queue}
                        """)).singleElement().asString().startsWith(" 2 'Globals' section is invalid.");
    }

    @Test
    void pointsToWhatIsNoYaml() {
        assertThat(problems("Resources:\n  A: {Type: AWS::SQS::Queue\nOutputs: {}\n"))
                .singleElement()
                .asString()
                .matches("(?s) [1-9].*Template format error.*");
    }
}

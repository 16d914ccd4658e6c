package ateliers.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.grader.packaging.Refused;
import ateliers.grader.targets.EmbeddedTarget;
import ateliers.grader.targets.Target;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SamHereTest {
    private static Target target;

    private final SamHere sam = new SamHere(Map.of());

    @BeforeAll
    static void somewhere() {
        target = EmbeddedTarget.start();
    }

    @AfterAll
    static void nowhere() {
        target.close();
    }

    @Test
    void aSamTemplateBecomesOneOfCloudFormation() throws Refused {
        String made = sam.of("""
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Hello:
                    Type: AWS::Serverless::Function
                    Properties:
                      Runtime: java21
                      Handler: a.B::c
                      CodeUri: s3://code/key
                """, target);

        assertThat(made).contains("AWS::Lambda::Function", "AWS::IAM::Role").doesNotContain("Serverless");
    }

    @Test
    void anotherTemplateStaysAsItIs() throws Refused {
        String template = "Resources:\n  Files:\n    Type: AWS::S3::Bucket\n";

        assertThat(sam.of(template, target)).isEqualTo(template);
    }

    @Test
    void whatSamRefusesIsRefusedInItsWords() {
        assertThatThrownBy(() -> sam.of("""
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Hello:
                    Type: AWS::Serverless::Function
                    Properties:
                      Runtime: java21
                """, target))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.seen())
                                .contains("Transform AWS::Serverless-2016-10-31 failed with", "[Hello]"));
    }
}

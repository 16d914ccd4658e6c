package ateliers.grader.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TemplateTest {
    @Test
    void finds_local_code_of_functions_and_globals_with_its_line() {
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
    void finds_functions_that_name_no_code() {
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
    void knows_parameters_and_lines_of_resources() {
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
    void leaves_what_is_no_yaml_to_cloudformation() {
        Template broken = Template.of("Resources: [\n  }");

        assertThat(broken.localFiles()).isEmpty();
        assertThat(broken.parameters()).isEmpty();
    }
}

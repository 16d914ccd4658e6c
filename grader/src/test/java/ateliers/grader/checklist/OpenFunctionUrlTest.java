package ateliers.grader.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may call a function by its URL, as Lambda's permissions say it. */
class OpenFunctionUrlTest {
    private static final String FUNCTION = "arn:aws:lambda:eu-west-3:123456789012:function:f";

    private final Outsiders outsiders = new Outsiders("eu-west-3", "123456789012");

    @Test
    void aUrlThatAsksForNoSignatureIsOpen() throws Exception {
        assertThat(may("*", "lambda:InvokeFunctionUrl", "{'StringEquals': {'lambda:FunctionUrlAuthType': 'NONE'}}"))
                .containsExactly("lambda:InvokeFunctionUrl");
        assertThat(may("*", "lambda:InvokeFunction", "{'Bool': {'lambda:InvokedViaFunctionUrl': 'true'}}"))
                .containsExactly("lambda:InvokeFunction");
    }

    @Test
    void aUrlThatAsksForAnySignatureIsOpenToWhoeverHasAnAccount() throws Exception {
        assertThat(may("*", "lambda:InvokeFunctionUrl", "{'StringEquals': {'lambda:FunctionUrlAuthType': 'AWS_IAM'}}"))
                .containsExactly("lambda:InvokeFunctionUrl");
    }

    @Test
    void aUrlOfOneAccountIsNot() throws Exception {
        assertThat(may(
                        "arn:aws:iam::123456789012:root",
                        "lambda:InvokeFunctionUrl",
                        "{'StringEquals': {'lambda:FunctionUrlAuthType': 'AWS_IAM'}}"))
                .isEmpty();
        assertThat(
                        may(
                                "*",
                                "lambda:InvokeFunctionUrl",
                                "{'StringEquals': {'lambda:FunctionUrlAuthType': 'AWS_IAM', 'aws:PrincipalAccount': '123456789012'}}"))
                .isEmpty();
    }

    private List<String> may(String principal, String action, String condition) throws Exception {
        String statement = """
                {"Effect": "Allow", "Principal": {"AWS": "%s"}, "Action": "%s", "Resource": "%s", "Condition": %s}""";
        return outsiders.may(
                new ObjectMapper()
                        .readTree(statement.formatted(principal, action, FUNCTION, condition.replace('\'', '"'))),
                List.of(),
                FUNCTION);
    }
}

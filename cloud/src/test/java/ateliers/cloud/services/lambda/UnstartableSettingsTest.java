package ateliers.cloud.services.lambda;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.CloudExtension;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Settings with which no process starts: who sends them is told, where a function that never starts would be the machine's fault. */
class UnstartableSettingsTest {
    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    private LambdaClient lambda;
    private Subjects subjects;
    private String role;

    @BeforeEach
    void makeRole() {
        lambda = cloud.client(LambdaClient.builder());
        subjects = new Subjects(cloud.cloud());
        role = subjects.role("runner", "lambda.amazonaws.com");
    }

    @Test
    void aVariableWithNul() {
        Map<String, String> variables = Map.of("TABLE", "a\0b");

        assertThat(refusal(() -> subjects.create("f", role, r -> r.environment(e -> e.variables(variables)))))
                .startsWith("InvalidParameterValueException: Lambda was unable to configure your environment variables")
                .endsWith("Variable used in this request: TABLE");
        subjects.create("g", role, r -> {});
        assertThat(refusal(() -> lambda.updateFunctionConfiguration(
                        r -> r.functionName("g").environment(e -> e.variables(variables)))))
                .contains("U+0000");
    }

    @Test
    void aHandlerWithNul() {
        assertThat(refusal(() -> subjects.create("f", role, r -> r.handler("a.B\0::handleRequest"))))
                .startsWith("InvalidParameterValueException: Lambda was unable to configure your handler");
    }

    /** Other commands are a program's own affair. */
    @Test
    void aVariableWithOtherControlCharacters() {
        subjects.create("f", role, r -> r.environment(e -> e.variables(Map.of("TABLE", "a\u0001\tb"))));

        assertThat(lambda.getFunctionConfiguration(r -> r.functionName("f"))
                        .environment()
                        .variables())
                .containsEntry("TABLE", "a\u0001\tb");
    }
}

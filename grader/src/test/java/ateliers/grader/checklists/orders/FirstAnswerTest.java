package ateliers.grader.checklists.orders;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.targets.Web.Answer;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which answers to the first order show that API Gateway and the function work together. */
class FirstAnswerTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
                    201, {"order_id":"c-1"}, true
                    201, {}, false
                    201, reçue, false
                    501, {"message":"La tâche 2 reste à faire."}, true
                    503, {"message":"La commande n'est pas annoncée. Réessayez."}, true
                    500, {"message":"Erreur interne."}, true
                    502, {"message":"Internal server error"}, false
                    504, {"message":"Endpoint request timed out"}, false""")
    void theFunctionAnswersInJson(int status, String body, boolean answers) {
        assertThat(BrowserAnswers.isAnswer(answer(status, body))).isEqualTo(answers);
    }

    /** A REST API says so of a function that it may not call, an HTTP API of one that fails or takes too long, too. */
    @ParameterizedTest
    @CsvSource({"500, Internal server error", "500, Internal Server Error", "503, Service Unavailable"})
    void apiGatewayDoesNotAnswerForIt(int status, String message) {
        Answer own = answer(status, "{\"message\":\"%s\"}".formatted(message));

        assertThat(BrowserAnswers.isAnswer(own)).isFalse();
        assertThat(Shop.advice(own)).startsWith("c'est API Gateway qui répond");
    }

    private static Answer answer(int status, String body) {
        return new Answer(status, Map.of(), body);
    }
}

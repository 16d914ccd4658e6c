package ateliers.grader.checklists.skill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

class AnswerTest {
    private static final String SAID =
            "{\"version\":\"1.0\",\"response\":{\"outputSpeech\":{\"type\":\"PlainText\",\"text\":\"Bonjour\"}}}";

    @Test
    void saysPlainTextAndTheWordsOfSsml() {
        assertThat(answer(SAID).speech()).isEqualTo("Bonjour");
        assertThat(answer(ssml("<speak>Thé <break time='1s'/>&amp; <emphasis>menthe</emphasis></speak>"))
                        .speech())
                .isEqualTo("Thé & menthe");
        assertThat(answer(SAID).defect()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "\"Bonjour\"",
                "[]",
                "{\"version\":\"1.0\"}",
                "{\"version\":1.0,\"response\":{}}",
                "{"
            })
    void whatIsNoAnswerIsRefused(String body) {
        assertThat(answer(body).defect()).isPresent();
    }

    @Test
    void whatIsNoUtf8IsRefusedAndShownAllTheSame() {
        byte[] latin1 = SAID.replace("Bonjour", "Café").getBytes(StandardCharsets.ISO_8859_1);

        Answer answer = Answer.of(
                InvokeResponse.builder().payload(SdkBytes.fromByteArray(latin1)).build(), Duration.ZERO, false);

        assertThat(answer.defect())
                .hasValueSatisfying(defect -> assertThat(defect).contains("UTF-8"));
        assertThat(answer.said()).contains("Caf\uFFFD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Bonjour", "<speak>Thé & menthe</speak>", "<speak>Thé", "<p>Thé</p>", "<speak>a</speak>b", "&lt;"
            })
    void ssmlIsWellFormed(String ssml) {
        assertThat(answer(ssml(ssml)).defect())
                .hasValueSatisfying(defect -> assertThat(defect).contains("response.outputSpeech.ssml"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "PlainText"        | "Text"
            "text":"Bonjour"   | "ssml":"Bonjour"
            "text":"Bonjour"   | "text":1
            "response":{       | "response":{"shouldEndSession":"false",
            "response":{       | "response":{"reprompt":{"outputSpeech":{"type":"SSML","ssml":"<"}},
            """)
    void everyPartIsLookedAt(String before, String after) {
        assertThat(SAID).contains(before);
        assertThat(answer(SAID.replace(before, after)).defect()).isPresent();
    }

    @Test
    void speechHasALongestLength() {
        assertThat(answer(SAID.replace("Bonjour", "o".repeat(8_000))).defect()).isEmpty();
        assertThat(answer(SAID.replace("Bonjour", "o".repeat(8_001))).defect()).isPresent();
    }

    @Test
    void aSessionStaysOpenOnlyWhereThatIsSaid() {
        assertThat(answer(SAID).keepsOpen()).isFalse();
        assertThat(answer(SAID).ends()).isFalse();
        assertThat(answer(SAID.replace("\"response\":{", "\"response\":{\"shouldEndSession\":false,"))
                        .keepsOpen())
                .isTrue();
        assertThat(answer(SAID.replace("\"response\":{", "\"response\":{\"shouldEndSession\":true,"))
                        .ends())
                .isTrue();
    }

    @Test
    void aFailureIsNoAnswer() {
        InvokeResponse failure = InvokeResponse.builder()
                .functionError("Unhandled")
                .payload(SdkBytes.fromUtf8String(SAID))
                .build();

        assertThat(Answer.of(failure, Duration.ZERO, false).defect()).contains("la fonction a échoué");
    }

    private static String ssml(String ssml) {
        return "{\"version\":\"1.0\",\"response\":{\"outputSpeech\":{\"type\":\"SSML\",\"ssml\":\"%s\"}}}"
                .formatted(ssml);
    }

    private static Answer answer(String body) {
        return Answer.of(
                InvokeResponse.builder().payload(SdkBytes.fromUtf8String(body)).build(), Duration.ZERO, false);
    }
}

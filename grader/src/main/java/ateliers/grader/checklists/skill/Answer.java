package ateliers.grader.checklists.skill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * What the function answered, and what Alexa makes of it.
 *
 * @param failed whether the function failed, so that Alexa says that there was a problem with the skill
 * @param body the answer as it came, or the failure
 * @param took real time from the request to the answer
 * @param late whether Alexa would not have waited so long, on a machine that has a processor for it
 * @see <a href="https://developer.amazon.com/docs/custom-skills/request-and-response-json-reference.html#response-format">Response
 *     format</a>
 */
record Answer(boolean failed, String body, JsonNode json, Duration took, boolean late) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** In characters, of one outputSpeech. */
    private static final int LONGEST_SPEECH = 8_000;

    /** In bytes, of the whole answer. */
    private static final int LARGEST = 120 * 1024;

    private static final int MOST_SHOWN = 600;

    static Answer of(InvokeResponse response, Duration took, boolean late) {
        return of(
                response.functionError() != null,
                response.payload() == null ? new byte[0] : response.payload().asByteArrayUnsafe(),
                took,
                late);
    }

    /** A function may answer any bytes: those that are no UTF-8 are shown as U+FFFD, and are no JSON. */
    static Answer of(boolean failed, byte[] body, Duration took, boolean late) {
        return new Answer(failed, new String(body, StandardCharsets.UTF_8), read(body), took, late);
    }

    private static JsonNode read(byte[] body) {
        try {
            JsonNode node = JSON.readTree(body);
            return node == null ? MissingNode.getInstance() : node;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** Why Alexa would refuse it, in French; empty where she would not. */
    Optional<String> defect() {
        if (failed) {
            return Optional.of("la fonction a échoué");
        }
        if (!json.isObject()) {
            return Optional.of(
                    body.indexOf('\uFFFD') < 0
                            ? "ce n'est pas un objet JSON"
                            : "elle n'est pas en UTF-8, que le JSON exige");
        }
        if (!json.path("version").isTextual() || !json.path("version").asText().equals("1.0")) {
            return Optional.of("« version » n'est pas le texte \"1.0\"");
        }
        if (!response().isObject()) {
            return Optional.of("« response » n'est pas un objet");
        }
        if (body.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
            return Optional.of("la réponse dépasse 120 ko");
        }
        JsonNode end = response().path("shouldEndSession");
        if (isThere(end) && !end.isBoolean()) {
            return Optional.of("« shouldEndSession » n'est ni true ni false");
        }
        return defect("response.outputSpeech", response().path("outputSpeech"))
                .or(() -> defect(
                        "response.reprompt.outputSpeech",
                        response().path("reprompt").path("outputSpeech")));
    }

    private static Optional<String> defect(String where, JsonNode speech) {
        if (!isThere(speech)) {
            return Optional.empty();
        }
        JsonNode said;
        switch (speech.path("type").asText()) {
            case "PlainText" -> said = speech.path("text");
            case "SSML" -> {
                said = speech.path("ssml");
                if (said.isTextual() && Ssml.words(said.asText()).isEmpty()) {
                    return Optional.of(
                            where + ".ssml n'est pas du SSML bien formé dans <speak>…</speak> (&, < et > s'échappent)");
                }
            }
            default -> {
                return Optional.of(where + ".type n'est ni PlainText ni SSML");
            }
        }
        if (!said.isTextual()) {
            return Optional.of(where + " n'a pas de texte (text avec PlainText, ssml avec SSML)");
        }
        return said.asText().length() > LONGEST_SPEECH
                ? Optional.of(where + " dépasse 8 000 caractères")
                : Optional.empty();
    }

    /** What Alexa says, or nothing. */
    String speech() {
        return words(response().path("outputSpeech"));
    }

    /** What Alexa says when nobody answers, or nothing. */
    String reprompt() {
        return words(response().path("reprompt").path("outputSpeech"));
    }

    private static String words(JsonNode speech) {
        return speech.path("type").asText().equals("SSML")
                ? Ssml.words(speech.path("ssml").asText()).orElse("")
                : speech.path("text").asText("").strip();
    }

    /** Whether Alexa listens on: an absent {@code shouldEndSession} is left to the device. */
    boolean keepsOpen() {
        JsonNode end = response().path("shouldEndSession");
        return end.isBoolean() && !end.booleanValue();
    }

    boolean ends() {
        return response().path("shouldEndSession").asBoolean(false);
    }

    JsonNode response() {
        return json.path("response");
    }

    /** The first directive of this type, or a missing node. */
    JsonNode directive(String type) {
        for (JsonNode directive : response().path("directives")) {
            if (directive.path("type").asText().equals(type)) {
                return directive;
            }
        }
        return MissingNode.getInstance();
    }

    /** As a student reads it. */
    String said() {
        String shown = body.isBlank() ? "(réponse vide)" : body;
        return shown.length() > MOST_SHOWN ? shown.substring(0, MOST_SHOWN) + "…" : shown;
    }

    private static boolean isThere(JsonNode node) {
        return !node.isMissingNode() && !node.isNull();
    }
}

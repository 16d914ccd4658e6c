package ateliers.labs.skill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Les demandes du dossier {@code events/}, et ce que la fonction y répond. */
final class Requests {

    /** L'identifiant de la compétence, dans les demandes d'exemple. */
    static final String SKILL_ID = "amzn1.ask.skill.11111111-2222-3333-4444-555555555555";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Requests() {}

    /** Une demande d'exemple, à changer si le test en veut une autre. */
    static ObjectNode sample(String name) {
        try {
            return (ObjectNode) JSON.readTree(Files.readString(Path.of("events", name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Une demande pour cette intention, qui n'a pas de slot. */
    static ObjectNode intent(String name) {
        ObjectNode request = sample("help.json");
        ((ObjectNode) request.at("/request/intent")).put("name", name);
        return request;
    }

    /** Une demande de retenir cette valeur. */
    static ObjectNode save(String value) {
        ObjectNode request = sample("save.json");
        ((ObjectNode) request.at("/request/intent/slots/valeur")).put("value", value);
        return request;
    }

    /** La même demande, d'un autre utilisateur. */
    static ObjectNode from(String user, ObjectNode request) {
        ((ObjectNode) request.at("/session/user")).put("userId", user);
        ((ObjectNode) request.at("/context/System/user")).put("userId", user);
        return request;
    }

    /** Ce que Lambda rendrait à Alexa. */
    static JsonNode answer(SkillHandler handler, JsonNode request) {
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        try {
            handler.handleRequest(
                    new ByteArrayInputStream(JSON.writeValueAsBytes(request)), response, new QuietContext());
            return JSON.readTree(response.toByteArray()).path("response");
        } catch (JsonProcessingException e) {
            throw new AssertionError("ce n'est pas du JSON : " + response, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ce qu'Alexa dirait, avec ses balises. */
    static String speech(JsonNode response) {
        JsonNode speech = response.path("outputSpeech");
        return speech.path("ssml").asText(speech.path("text").asText());
    }
}

package ateliers.grader.checklists.skill;

import ateliers.grader.variety.Variety;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * One session of a person with the skill: from "ouvre…" or "demande à…" to its end. Alexa gives the attributes back that the skill
 * answered last, and those are gone with the session.
 *
 * @see <a href="https://developer.amazon.com/docs/custom-skills/request-and-response-json-reference.html">Request and response JSON
 *     reference</a>
 */
final class Visit {
    private final Person person;
    private final String sessionId = "amzn1.echo-api.session." + UUID.randomUUID();
    private boolean begun;
    private JsonNode attributes = JsonNodeFactory.instance.objectNode();

    Visit(Person person) {
        this.person = person;
    }

    /** The parts that are the same whatever is asked. */
    ObjectNode envelope(String skillId) {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode().put("version", "1.0");
        ObjectNode session = envelope.putObject("session").put("new", !begun).put("sessionId", sessionId);
        session.putObject("application").put("applicationId", skillId);
        session.set("attributes", attributes);
        session.putObject("user").put("userId", person.userId());
        ObjectNode system = envelope.putObject("context").putObject("System");
        system.putObject("application").put("applicationId", skillId);
        system.putObject("user").put("userId", person.userId());
        system.putObject("device").put("deviceId", person.deviceId()).putObject("supportedInterfaces");
        system.put("apiEndpoint", "https://api.eu.amazonalexa.com")
                .put(
                        "apiAccessToken",
                        "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9." + UUID.randomUUID() + "." + Variety.word());
        return envelope;
    }

    /** What every request has, whatever it is. */
    static ObjectNode request(String type, ObjectNode envelope) {
        return envelope.putObject("request")
                .put("type", type)
                .put("requestId", "amzn1.echo-api.request." + UUID.randomUUID())
                .put("locale", "fr-FR")
                .put("timestamp", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    void heard(Answer answer) {
        begun = true;
        JsonNode kept = answer.json().path("sessionAttributes");
        attributes = kept.isObject() ? kept : JsonNodeFactory.instance.objectNode();
    }
}

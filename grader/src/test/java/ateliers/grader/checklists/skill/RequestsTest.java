package ateliers.grader.checklists.skill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestsTest {
    private static final String SKILL = SkillParameters.anyId();

    private final Person person = Person.anyone();

    @Test
    void tellsWhoAsksInSessionAndContext() {
        ObjectNode envelope = new Visit(person).envelope(SKILL);

        for (String owner : List.of("/session", "/context/System")) {
            assertThat(envelope.at(owner + "/application/applicationId").asText())
                    .isEqualTo(SKILL);
            assertThat(envelope.at(owner + "/user/userId").asText()).isEqualTo(person.userId());
        }
        assertThat(envelope.at("/context/System/device/deviceId").asText()).isEqualTo(person.deviceId());
        assertThat(envelope.at("/version").asText()).isEqualTo("1.0");
        assertThat(envelope.at("/session/new").asBoolean()).isTrue();
    }

    @Test
    void timesHaveSecondsAsAlexasHave() {
        JsonNode request = Visit.request("LaunchRequest", new Visit(person).envelope(SKILL));

        assertThat(request.path("timestamp").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(Instant.parse(request.path("timestamp").asText())).isBeforeOrEqualTo(Instant.now());
        assertThat(request.path("locale").asText()).isEqualTo("fr-FR");
    }

    @Test
    void aSynonymIsRecognised() {
        JsonNode slot = slots(Intent.read(Slot.said("kawa", Category.CAFE))).path("categorie");

        assertThat(slot.path("value").asText()).isEqualTo("kawa");
        JsonNode authority = slot.at("/resolutions/resolutionsPerAuthority/0");
        assertThat(authority.path("authority").asText())
                .isEqualTo("amzn1.er-authority.echo-sdk." + SKILL + ".CATEGORIE");
        assertThat(authority.at("/status/code").asText()).isEqualTo("ER_SUCCESS_MATCH");
        assertThat(authority.at("/values/0/value/name").asText()).isEqualTo("café");
        assertThat(authority.at("/values/0/value/id").asText()).isEqualTo("CAFE");
    }

    @Test
    void whatIsInNoListHasNoValues() {
        JsonNode authority =
                slots(Intent.read(Slot.unknown("voiture"))).at("/categorie/resolutions/resolutionsPerAuthority/0");

        assertThat(authority.at("/status/code").asText()).isEqualTo("ER_SUCCESS_NO_MATCH");
        assertThat(authority.has("values")).isFalse();
    }

    @Test
    void whatWasNotHeardHasNoValueAndLeavesTheDialogOpen() {
        Intent intent = Intent.save(Slot.of(Category.PLAT), Slot.missing());

        assertThat(slots(intent).path("valeur").has("value")).isFalse();
        assertThat(slots(intent).path("valeur").path("confirmationStatus").asText())
                .isEqualTo("NONE");
        assertThat(intent.dialogState()).contains("STARTED");
        assertThat(Intent.save(Category.PLAT, "x").dialogState()).contains("COMPLETED");
        assertThat(Intent.history().dialogState()).isEmpty();
    }

    @Test
    void attributesComeBackInTheSameSessionOnly() {
        Visit visit = new Visit(person);
        visit.heard(new Answer(
                false,
                "",
                visit.envelope(SKILL)
                        .objectNode()
                        .set(
                                "sessionAttributes",
                                visit.envelope(SKILL).objectNode().put("a", 1)),
                Duration.ZERO,
                false));

        assertThat(visit.envelope(SKILL).at("/session/attributes/a").asInt()).isEqualTo(1);
        assertThat(visit.envelope(SKILL).at("/session/new").asBoolean()).isFalse();
        assertThat(new Visit(person).envelope(SKILL).at("/session/attributes")).isEmpty();
    }

    private static JsonNode slots(Intent intent) {
        ObjectNode envelope = new Visit(Person.anyone()).envelope(SKILL);
        intent.write(SKILL, Visit.request("IntentRequest", envelope));
        return envelope.at("/request/intent/slots");
    }
}

package ateliers.cloud.services.events;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.services.TestServices;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.eventbridge.model.Target;

/**
 * What targets get.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html">Input
 *     transformation</a>
 */
class TargetInputTest {
    private static final Map<String, String> PATHS = Map.of(
            "type", "$.detail-type",
            "id", "$.detail.id",
            "count", "$.detail.count",
            "states", "$.detail.states",
            "first", "$.detail.states[0]",
            "all", "$.detail.nested",
            "none", "$.detail.nothing");

    private final Bus bus = new Bus("default", "arn:bus", Instant.EPOCH);
    private final EventRule rule = new EventRule(bus, "orders", "arn:aws:events:eu-west-3:123456789012:rule/orders");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
                    "Event <type>: <id>"                    | "Event Order placed: o-1"
                    "Nothing <none>"                        | "Nothing "
                    "<states> of <all>"                     | "[ACTIVE,INACTIVE] of {a:b}"
                    {"id": <id>}                            | {"id":"o-1"}
                    {"id": "orders/<id>"}                   | {"id":"orders/o-1"}
                    {"count": <count>, "n": "<count>"}      | {"count":3,"n":"3"}
                    {"states": <states>, "first": <first>}  | {"states":["ACTIVE","INACTIVE"],"first":"ACTIVE"}
                    {"all": <all>, "none": <none>}          | {"all":{"a":"b"},"none":""}
                    {"list": [<id>, "fixed"]}               | {"list":["o-1","fixed"]}
                    {"rule": <aws.events.rule-name>}        | {"rule":"orders"}
                    "<aws.events.rule-arn>"                 | "arn:aws:events:eu-west-3:123456789012:rule/orders"
                    {"at": <aws.events.event.ingestion-time>} | {"at":"2026-03-01T10:00:00Z"}
                    """)
    void fact51ATemplateIsFilledWithPartsOfTheEvent(String template, String expected) throws IOException {
        assertThat(transformed(template)).contains(expected);
    }

    @Test
    void theEventItselfIsAnObjectWithOrWithoutItsDetail() throws IOException {
        Event event = event();
        String filled = transformed("{\"a\": <aws.events.event>, \"b\": <aws.events.event.json>}", event)
                .orElseThrow();

        assertThat(new ObjectMapper().readTree(filled).path("a").has("detail")).isFalse();
        assertThat(new ObjectMapper()
                        .readTree(filled)
                        .path("a")
                        .path("detailType")
                        .asText())
                .isEqualTo("Order placed");
        assertThat(new ObjectMapper().readTree(filled).path("b")).isEqualTo(event.json());
    }

    @Test
    void aTemplateThatIsNoJsonAnyMoreGivesNothing() throws IOException {
        assertThat(transformed("{\"all\": \"<all>\"}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
                    $.detail.id        | "o-1"
                    $.detail.nested    | {"a":"b"}
                    $.detail.states[1] | "INACTIVE"
                    """)
    void aPathGivesAPart(String path, String expected) throws IOException {
        assertThat(TargetInput.of(target().inputPath(path).build(), rule, event()))
                .contains(expected);
    }

    @Test
    void aConstantIsSentAsItIsWritten() throws IOException {
        assertThat(TargetInput.of(target().input("{ \"a\" : 1 }").build(), rule, event()))
                .contains("{ \"a\" : 1 }");
    }

    @Test
    void oneOfTheThreeAtMost() {
        assertThat(refusal(() ->
                        TargetInput.check(target().input("1").inputPath("$").build())))
                .isEqualTo("ValidationException: Only one of Input, InputPath, or InputTransformer must be provided"
                        + " for target t.");
        assertThat(refusal(() -> TargetInput.check(target().input("{").build())))
                .isEqualTo("ValidationException: JSON syntax error in input for target t.");
        assertThat(refusal(() -> TargetInput.check(target().inputTransformer(t -> t.inputTemplate("\"<unknown>\""))
                        .build())))
                .isEqualTo("ValidationException: InputTemplate for target t contains invalid placeholder unknown.");
    }

    private Optional<String> transformed(String template) throws IOException {
        return transformed(template, event());
    }

    private Optional<String> transformed(String template, Event event) {
        Target target = target().inputTransformer(t -> t.inputPathsMap(PATHS).inputTemplate(template))
                .build();
        TargetInput.check(target);
        return TargetInput.of(target, rule, event);
    }

    private static Target.Builder target() {
        return Target.builder().id("t").arn("arn:aws:sqs:eu-west-3:123456789012:inbox");
    }

    private static Event event() throws IOException {
        return event("{\"id\":\"o-1\",\"count\":3,\"states\":[\"ACTIVE\",\"INACTIVE\"],\"nested\":{\"a\":\"b\"}}");
    }

    private static Event event(String detail) throws IOException {
        Instant time = Instant.parse("2026-03-01T10:00:00Z");
        return Event.of(
                TestServices.PLACE, "shop", "Order placed", List.of(), new ObjectMapper().readTree(detail), time, time);
    }

    @Test
    void aPartThatIsShownWithoutEndIsOurGap() throws IOException {
        Event large = event("{\"id\":\"" + "x".repeat(200_000) + "\"}");

        assertThatThrownBy(() -> transformed("\"" + "<id>".repeat(2_000) + "\"", large))
                .isInstanceOf(Unsupported.class)
                .hasMessageContaining("more than a megabyte");
    }
}

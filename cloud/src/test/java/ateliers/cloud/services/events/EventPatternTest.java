package ateliers.cloud.services.events;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.door.Unsupported;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Patterns as the user guide describes them; each line of the file names its page.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html">Comparison
 *     operators</a>
 */
class EventPatternTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvFileSource(resources = "/ateliers/cloud/services/events/patterns.txt", delimiter = '|', quoteCharacter = '§')
    void matchesWhatTheGuideSays(String page, String pattern, String event, String expected) throws IOException {
        assertThat(EventPattern.of(pattern).matches(JSON.readTree(event)))
                .as("%s: %s of %s", page, pattern, event)
                .isEqualTo(expected.equals("yes"));
    }

    /** What AWS answered, without the place that follows the reason. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
                    {"int": 42}                                  | "int" must be an object or an array
                    {"resources": []}                            | Empty arrays are not allowed
                    {"my_key": [{"EXISTS": true}]}               | Unrecognized match type EXISTS
                    {"detail": {"n": [{"numeric": [">", 0, ">", 0]}]}} | Bad numeric range operator: >
                    {"detail": {"n": [{"numeric": [">", 0, "<"]}]}}    | Value of < must be numeric
                    {"detail": {"n": [{"numeric": 10}]}}         | Value of numeric must be an array.
                    {"time": [{"prefix": 123}]}                  | prefix match pattern must be a string
                    {"FileName": [{"suffix": 123}]}              | suffix match pattern must be a string
                    {"a": [{"wildcard": 123}]}                   | wildcard match pattern must be a string
                    {"a": [{"equals-ignore-case": ["x"]}]}       | equals-ignore-case match pattern must be a string
                    {"detail": {"ip": [{"cidr": "10.0.0.0"}]}}   | Malformed CIDR, one '/' required
                    {"detail": {"ip": [{"cidr": "10.0.0.0/x"}]}} | Malformed CIDR, mask bits must be an integer
                    ["not", "a", "dict"]                         | Filter is not an object
                    {"a": [{"anything-but": {"prefix": ""}}]}    | Null prefix/suffix not allowed
                    """)
    void refusesInAwssWords(String pattern, String reason) {
        assertThat(refusal(() -> EventPattern.of(pattern)))
                .startsWith("InvalidEventPatternException: Event pattern is not valid. Reason: " + reason);
    }

    /** It would match a text's every beginning with every wildcard's. */
    @ParameterizedTest
    @ValueSource(strings = {"*a", "*ab"})
    void refusesMoreWildcardsThanAwsDoes(String repeated) {
        String pattern = "{\"detail\":{\"a\":[{\"wildcard\":\"%s\"}]}}";

        assertThat(refusal(() -> EventPattern.of(pattern.formatted(repeated.repeat(1_000)))))
                .startsWith(
                        "InvalidEventPatternException: Event pattern is not valid. Reason: Rule is too complex - try using"
                                + " fewer wildcard characters");
        assertThat(EventPattern.of(pattern.formatted("*/orders/*.json"))).isNotNull();
    }

    /** Each choice of alternatives would be a pattern of its own: here they are a billion. */
    @Test
    void refusesMoreChoicesThanCanBeKept() {
        String alternatives = "{\"$or\":[" + "{\"x\":[1]},".repeat(9) + "{\"y\":[1]}]}";
        String pattern = IntStream.range(0, 9)
                .mapToObj(field -> "\"k" + field + "\":" + alternatives)
                .collect(Collectors.joining(",", "{", "}"));

        assertThatThrownBy(() -> EventPattern.of(pattern))
                .isInstanceOf(Unsupported.class)
                .hasMessageContaining("more than 1000 choices");
    }
}

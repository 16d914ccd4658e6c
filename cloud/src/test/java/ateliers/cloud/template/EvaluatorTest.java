package ateliers.cloud.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluatorTest {

    private final Evaluator evaluator = new Evaluator(new Scope());

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    !Ref Queue                                 | 'https://queue'
                    !GetAtt Queue.Arn                          | 'Queue#Arn'
                    {'Fn::GetAtt': Queue.Arn}                  | 'Queue#Arn'
                    !Sub 'a-${Queue}-${Queue.Arn}-${!Kept}'    | 'a-https://queue-Queue#Arn-${Kept}'
                    !Sub ['${x}-${AWS::Region}', {x: 5}]       | '5-eu-west-3'
                    !Join ['-', [a, 1, true, !Ref Queue]]      | 'a-1-true-https://queue'
                    !Join [',', !Split [';', 'a;b']]           | 'a,b'
                    !Select ['1', [a, b]]                      | 'b'
                    !Select [0, !GetAZs '']                    | 'eu-west-3a'
                    !If ['Yes', [1, !Ref AWS::NoValue], 2]       | [1]
                    {a: !If ['No', 1, !Ref AWS::NoValue], b: 2} | {'b':2}
                    !FindInMap [M, eu-west-3, size]            | 'small'
                    !Base64 abc                                | 'YWJj'
                    !ImportValue there                         | 'exported'
                    !Cidr ['10.0.0.0/16', 2, 8]                | ['10.0.0.0/24','10.0.1.0/24']
                    """)
    void givesTheValueOfAFunction(String expression, String expected) {
        String json = evaluator.evaluate(read(expression)).toString();

        assertThat(json.replace("\"", "'")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    !Select [5, [a]]               | Template error: Fn::Select  cannot select nonexistent value at index 5
                    !Sub ['${a}', {a: [b]}]        | Template error: every value of the context object of every Fn::Sub object must be a string or a function that returns a string
                    !FindInMap [M, mars, size]     | Template error: Unable to get mapping for M::mars::size
                    !FindInMap [X, a, b]           | Template error: Mapping named 'X' is not present in the 'Mappings' section of template.
                    !ImportValue missing           | No export named missing found.
                    !Ref [a]                       | Template error: every Ref object must have a single String value.
                    {'Fn::Nope': 1}                | Template Error: Encountered unsupported function: Fn::Nope Supported functions are: [Fn::Base64, Fn::GetAtt,
                    {'fn::GetAtt': [a, b]}         | Template Error: Encountered unsupported function: fn::GetAtt Supported functions are: [Fn::Base64, Fn::GetAtt,
                    {'Fn::Length': [1]}            | Template Error: Encountered unsupported function: Fn::Length Supported
                    {'Fn::GetStackOutput': [1]}    | Unsupported by the embedded cloud: cloudformation: Fn::GetStackOutput
                    !FindInMap [M, a, b, {DefaultValue: c}] | Template error: every Fn::FindInMap object requires three parameters, the map name, map key and the attribute for return value
                    """)
    void refusesInAwsWords(String expression, String message) {
        assertThatThrownBy(() -> evaluator.evaluate(read(expression)))
                .extracting(Throwable::getMessage)
                .asString()
                .startsWith(message);
    }

    /** Forty levels, each of which has the one below twice. */
    @Test
    void whatDoublesAtEachLevelIsRefusedOnceItIsTooLarge() {
        assertThatThrownBy(() -> evaluator.evaluate(nested(40)))
                .isInstanceOf(TemplateValidationException.class)
                .hasMessage("Template may not exceed 1000000 bytes in size.");
        assertThatThrownBy(() -> evaluator.evaluate(
                        read("!Sub ['%s', {a: %s}]".formatted("${a}".repeat(1100), "x".repeat(1000)))))
                .hasMessage("Template may not exceed 1000000 bytes in size.");
    }

    /** Each value is looked at once, however deep it is. */
    @Test
    void whatIsInAFunctionIsEvaluatedOnce() {
        Scope scope = new Scope();

        JsonNode value = new Evaluator(scope).evaluate(nested(15));

        assertThat(value.asText()).hasSize("eu-west-3".length() << 15);
        assertThat(scope.asked).isEqualTo(1);
    }

    @Test
    void allValuesTogetherAreBounded() {
        JsonNode large = read("!Join ['', [%s, !Ref AWS::Region]]".formatted("x".repeat(900_000)));

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 30; i++) {
                        evaluator.evaluate(large);
                    }
                })
                .hasMessage("Template may not exceed 1000000 bytes in size.");
    }

    private static JsonNode nested(int levels) {
        JsonNode value = read("!Ref AWS::Region");
        for (int i = 0; i < levels; i++) {
            ObjectNode sub = JsonNodeFactory.instance.objectNode();
            sub.putArray("Fn::Sub").add("${a}${a}").addObject().set("a", value);
            value = sub;
        }
        return value;
    }

    private static JsonNode read(String expression) {
        return TemplateReader.read("V: " + expression).root().get("V");
    }

    private static final class Scope implements Evaluator.Scope {
        private int asked;

        @Override
        public Optional<JsonNode> ref(String name) {
            asked++;
            return Optional.ofNullable(Map.of("Queue", "https://queue", "AWS::Region", "eu-west-3")
                            .get(name))
                    .map(TextNode::valueOf);
        }

        @Override
        public JsonNode attribute(String resource, String attribute) {
            return TextNode.valueOf(resource + "#" + attribute);
        }

        @Override
        public boolean condition(String name) {
            return name.equals("Yes");
        }

        @Override
        public JsonNode mappings() {
            return read("{M: {eu-west-3: {size: small}}}");
        }

        @Override
        public Optional<String> export(String name) {
            return name.equals("there") ? Optional.of("exported") : Optional.empty();
        }

        @Override
        public List<String> zones(String region) {
            return List.of(region + "a", region + "b");
        }
    }
}

package ateliers.cloud.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known of values before any resource exists. */
class ForesightTest {

    private static final Map<String, JsonNode> PSEUDO = Map.of("AWS::Region", TextNode.valueOf("eu-west-3"));
    private static final String TEMPLATE = """
            Parameters:
              Stage: {Type: String, Default: prod}
              Zones: {Type: CommaDelimitedList, Default: 'a,b'}
              Index: {Type: Number, Default: 2}
            Mappings: {M: {prod: {name: orders, list: [x, y]}}}
            Conditions: {'No': !Equals [a, b]}
            Resources:
              Other: {Type: AWS::SQS::Queue}
              Q: {Type: AWS::SQS::Queue, Properties: {QueueName: %s}}
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    !FindInMap [M, !Ref Stage, name]            | 'orders'
                    !Select [1, !Ref Zones]                     | 'b'
                    !Select [0, [!GetAtt Other.Arn, b]]         | {'Fn::GetAtt':['Other','Arn']}
                    !Sub '${Stage}-${Other}'                    | {'Fn::Sub':'${Stage}-${Other}'}
                    !Join ['-', [!Ref Stage, !Ref Other]]       | {'Fn::Join':['-',['prod',{'Ref':'Other'}]]}
                    !Join ['-', [!Ref Stage, !Ref AWS::Region]] | 'prod-eu-west-3'
                    !ImportValue {'Fn::Sub': '${Stage}-x'}      | {'Fn::ImportValue':'prod-x'}
                    !Select [5, !GetAZs '']                     | {'Fn::Select':[5,{'Fn::GetAZs':''}]}
                    !If ['No', !FindInMap [M, mars, name], b]   | 'b'
                    """)
    void evaluatesWhatWaitsForNoResource(String value, String foreseen) {
        JsonNode seen = define(value).resources().get("Q").foreseen().get("QueueName");

        assertThat(seen.toString().replace("\"", "'")).isEqualTo(foreseen);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    !FindInMap [M, !Ref AWS::Region, name]            | Template error: Unable to get mapping for M::eu-west-3::name
                    !FindInMap [!Ref Stage, a, b]                     | Template error: Mapping named 'prod' is not present in the 'Mappings' section of template.
                    !Select [!Ref Index, !Ref Zones]                  | Template error: Fn::Select  cannot select nonexistent value at index 2
                    !Select [!Ref Stage, !Ref Zones]                  | Template error: Fn::Select requires a list argument with two elements: an integer index and a list
                    !Select [!Ref Index, [!Ref Other, b]]             | Template error: Fn::Select  cannot select nonexistent value at index 2
                    !Select [2, !Split ['-', !Ref Stage]]             | Template error: Fn::Select  cannot select nonexistent value at index 2
                    !Select [0, !Split ['-', !Ref Zones]]             | Template error: every Fn::Split object requires two parameters, (1) a string delimiter and (2) a string to be split or a function that returns a string to be split.
                    !Join ['-', !Ref Stage]                           | Template error: every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of strings to be joined or a function that returns a list of strings (such as Fn::GetAZs) to be joined.
                    !Join ['-', [!Ref Other, !FindInMap [M, a, b]]]   | Template error: Unable to get mapping for M::a::b
                    !GetAtt [Other, !Ref Stage]                       | Template error: resource Other does not support attribute type prod in Fn::GetAtt
                    !Sub '${Zones}'                                   | Template error: variable Zones in Fn::Sub expression does not resolve to a string
                    !Sub ['${Other}', {a: !FindInMap [M, prod, list]}] | Template error: every value of the context object of every Fn::Sub object must be a string or a function that returns a string
                    !Join ['-', !Cidr [!Ref Stage, 1, 8]]             | Template error: Fn::Cidr cannot make the requested subnets out of prod
                    """)
    void refusesInAwsWords(String value, String message) {
        assertThatThrownBy(() -> define(value)).hasMessage(message);
    }

    @Test
    void tellsTheResourceAndTheLine() {
        assertThatThrownBy(() -> define("!FindInMap [M, a, b]"))
                .isInstanceOfSatisfying(
                        TemplateValidationException.class,
                        refusal -> assertThat(refusal.problems())
                                .extracting(TemplateProblem::logicalId, TemplateProblem::line)
                                .containsExactly(tuple("Q", 9)));
    }

    @Test
    void refusesOutputsThatAreListsByAMapping() {
        assertThatThrownBy(() -> define("a", "Outputs: {O: {Value: !FindInMap [M, prod, list]}}"))
                .hasMessage("Template format error: The Value field of every Outputs member must evaluate to a String"
                        + " and not a List.");
    }

    @Test
    void takesNoValueForNoProperties() {
        Template template =
                TemplateReader.read("Resources: {Q: {Type: AWS::SQS::Queue, Properties: !Ref AWS::NoValue}}");
        StackDefinition definition = StackDefinition.of(
                template, ParameterValues.resolve(template.root(), Map.of(), names -> Map.of()), PSEUDO);

        assertThat(definition.resources().get("Q").properties()).isEmpty();
    }

    private static StackDefinition define(String value, String... sections) {
        Template template = TemplateReader.read(TEMPLATE.formatted(value) + String.join("\n", sections));
        TemplateCheck.refuse(template);
        return StackDefinition.of(
                template, ParameterValues.resolve(template.root(), Map.of(), names -> Map.of()), PSEUDO);
    }
}

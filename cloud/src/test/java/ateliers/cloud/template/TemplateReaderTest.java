package ateliers.cloud.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateReaderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    !Ref X                       | {"Ref":"X"}
                    !Condition C                 | {"Condition":"C"}
                    !Sub '${A}-b'                | {"Fn::Sub":"${A}-b"}
                    !GetAtt A.B                  | {"Fn::GetAtt":["A","B"]}
                    !GetAtt A.B.C                | {"Fn::GetAtt":["A","B.C"]}
                    !GetAtt [A, B]               | {"Fn::GetAtt":["A","B"]}
                    !If [C, !Ref A, 1]           | {"Fn::If":["C",{"Ref":"A"},1]}
                    !Join ['', [a, !Ref B]]      | {"Fn::Join":["",["a",{"Ref":"B"}]]}
                    2012-10-17                   | '2012-10-17'
                    yes                          | true
                    Off                          | false
                    'yes'                        | 'yes'
                    010                          | 8
                    '010'                        | '010'
                    123456789012                 | 123456789012
                    012345678901                 | 1.2345678901E10
                    1_000                        | 1000
                    1:30                         | 90
                    0x1F                         | 31
                    1.5                          | 1.5
                    ~                            | null
                    !!str 12                     | '12'
                    1.2.3                        | '1.2.3'
                    """)
    void readsAScalarAsCloudFormationDoes(String yaml, String json) {
        JsonNode value = TemplateReader.read("V: " + yaml).root().get("V");

        assertThat(value.toString().replace("\"", "'")).isEqualTo(json.replace("\"", "'"));
    }

    @Test
    void knowsTheLineOfEveryValue() {
        SourceMap lines = TemplateReader.read("""
                        Resources:
                          Bucket:
                            Type: AWS::S3::Bucket
                            Properties:
                              Tags:
                                - Key: a
                                  Value: !Sub "${AWS::Region}"
                        """).lines();

        assertThat(lines.line("Resources", "Bucket")).hasValue(2);
        assertThat(lines.line("Resources", "Bucket", "Properties", "Tags", "0", "Value", "Fn::Sub"))
                .hasValue(7);
        assertThat(lines.line("Resources", "Bucket", "Properties", "Absent")).hasValue(4);
        assertThat(lines.line("Outputs")).isEmpty();
    }

    @Test
    void knowsTheLinesOfAJsonTemplate() {
        Template template = TemplateReader.read("{\n \"Resources\": {\n  \"A\": {\"N\": [1,\n 2.5, true, \"x\"]}}}");

        assertThat(template.root().at("/Resources/A/N").toString()).isEqualTo("[1,2.5,true,\"x\"]");
        assertThat(template.lines().line("Resources", "A", "N", "1")).hasValue(4);
    }

    @Test
    void tabsMayStandBetweenTheTokensOfJson() {
        Template template = TemplateReader.read("\t{\n\t\"A\":\t1,\n\t\t\"B\": [\t]\n}\t");

        assertThat(template.root().toString()).isEqualTo("{\"A\":1,\"B\":[]}");
        assertThat(template.lines().line("B")).hasValue(3);
    }

    @Test
    void aTabWithinATextOfJsonIsRefusedWithItsPlace() {
        assertThat(refusal("{\n\t\"A\": \"x\ty\"}"))
                .hasMessageStartingWith("Template format error: JSON not well-formed. (line 2, column ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    A: [1,                 | YAML not well-formed. (line 1, column 7)
                    A: 1#B: 2#A: 3         | YAML not well-formed. (line 3, column 1): duplicate key [A]
                    A: !Nope x             | YAML not well-formed. (line 1, column 4): unknown tag !Nope
                    A:#  12: x             | map keys must be strings; received numeric [12] instead
                    {{}: 1}                | JSON not well-formed. (line 1, column 2)
                    {"A": 1,#"A": 2}       | JSON not well-formed. (line 2, column 1): duplicate key [A]
                    {"A": 1} x             | JSON not well-formed. (line 1, column 10)
                    just text              | unsupported structure.
                    - a                    | unsupported structure.
                    # a comment            | unsupported structure.
                    A: 1#---#B: 2          | YAML not well-formed. (line 2, column 1)
                    A: !!binary aGk=       | YAML not well-formed. (line 1, column 4)
                    """)
    void refusesWithAwsWords(String text, String message) {
        String body = text.equals("# a comment") ? text : text.replace('#', '\n');

        TemplateFormatException refusal = refusal(body);

        assertThat(refusal).hasMessage("Template format error: " + message);
    }

    @Test
    void refusesAliases() {
        assertThat(refusal("A: &x 1\nB: *x"))
                .hasMessage("Template error: YAML aliases are not allowed in CloudFormation templates");
    }

    @Test
    void refusesATemplateOverTheLimitOfItsSource() {
        String big = "A: " + "x".repeat(51_200);

        assertThat(TemplateReader.read(big).root().get("A").textValue()).hasSize(51_200);
        assertThat(catchThrowableOfType(
                        TemplateFormatException.class, () -> TemplateReader.read(big, TemplateReader.Source.BODY)))
                .hasMessageEndingWith("Member must have length less than or equal to 51200");
        assertThat(refusal("A: " + "x".repeat(10_000_000)))
                .hasMessage("Template may not exceed 1000000 bytes in size.");
    }

    @ParameterizedTest
    @CsvSource({"'A: ','['", "'{\"A\": ','['", "'A: ','{a: '", "'{\"A\": ','{\"a\": '"})
    void refusesNestingWithoutEnd(String start, String level) {
        assertThat(refusal(start + level.repeat(100_000))).hasMessageContaining("not well-formed");
    }

    private static TemplateFormatException refusal(String text) {
        return catchThrowableOfType(TemplateFormatException.class, () -> TemplateReader.read(text));
    }
}

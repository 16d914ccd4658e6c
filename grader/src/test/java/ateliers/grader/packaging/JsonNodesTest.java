package ateliers.grader.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.packaging.Template.FilePlace;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A template in JSON, whose lines YAML would not always take. */
class JsonNodesTest {
    private static final String TABS = """
            {
            \t"Description": "d\\u00e9j\\u00e0 \\"vu\\" \\\\ \\/ 😀",
            \t"Parameters":\t{"Seuil": {"Type": "Number", "Default": 1.5}},
            \t"Resources": {
            \t\t"Fonction": {
            \t\t\t"Type": "AWS::Serverless::Function",
            \t\t\t"Properties": {
            \t\t\t\t"CodeUri":\t"target/function.jar",
            \t\t\t\t"Tracing": null, "Layers": [true, 3, {"Ref": "Seuil"}]
            \t\t\t}
            \t\t}
            \t}
            }
            """;

    @Test
    void tabsMayStandBetweenItsTokens() {
        Template template = Template.of(TABS);

        assertThat(template.types()).containsEntry("Fonction", "AWS::Serverless::Function");
        assertThat(template.parameters()).containsExactly("Seuil");
        assertThat(template.lineOfResource("Fonction")).hasValue(5);
        assertThat(template.functionsWithoutCode()).isEmpty();
    }

    /** Only the path is replaced, wherever it stands: marks count code points. */
    @Test
    void aPlaceIsThatOfItsText() {
        FilePlace place = Template.of(TABS).localFiles().get(0);

        int from = TABS.offsetByCodePoints(0, place.from());
        int to = TABS.offsetByCodePoints(0, place.to());
        assertThat(TABS.substring(from, to)).isEqualTo("\"target/function.jar\"");
        assertThat(place.line()).isEqualTo(8);
        assertThat(place.path()).isEqualTo("target/function.jar");
    }

    @Test
    void everyNodeBeginsAndEndsWhereItIsWritten() {
        String text = "\uFEFF {\"a\\\"b\": [1, -2.5e3, true, null, \"\\\\\"], \"é😀\": {\"c\":{}}, \"d\": \"\u007f\"}";

        assertThat(written(JsonNodes.compose(text).orElseThrow(), text))
                .isEqualTo("{\"a\\\"b\":[1,-2.5e3,true,null,\"\\\\\"],\"é😀\":{\"c\":{}},\"d\":\"\u007f\"}");
    }

    /** What its nodes say, each by the text between its marks. */
    private static String written(Node node, String text) {
        String own = text.substring(
                text.offsetByCodePoints(0, node.getStartMark().orElseThrow().getIndex()),
                text.offsetByCodePoints(0, node.getEndMark().orElseThrow().getIndex()));
        if (node instanceof MappingNode mapping) {
            assertThat(own).startsWith("{").endsWith("}");
            StringBuilder all = new StringBuilder("{");
            for (NodeTuple tuple : mapping.getValue()) {
                all.append(all.length() > 1 ? "," : "")
                        .append(written(tuple.getKeyNode(), text))
                        .append(':')
                        .append(written(tuple.getValueNode(), text));
            }
            return all.append('}').toString();
        }
        if (node instanceof SequenceNode sequence) {
            assertThat(own).startsWith("[").endsWith("]");
            return sequence.getValue().stream()
                    .map(each -> written(each, text))
                    .collect(Collectors.joining(",", "[", "]"));
        }
        return own;
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"a\": }", "{\"a\": 1} b", "{a: 1}", "{\"a\": \"\t\"}", "{\"a\": 1,}"})
    void whatIsNoJsonHasNoParts(String text) {
        assertThat(JsonNodes.compose(text)).isEmpty();
    }

    @Test
    void deepNestingHasNoParts() {
        assertThat(JsonNodes.compose("{\"a\": " + "[".repeat(300) + "]".repeat(300) + "}"))
                .isEmpty();
    }
}

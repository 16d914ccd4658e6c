package ateliers.grader.packaging;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A template in JSON, as the nodes and places that one in YAML has. JSON is nearly YAML, and not quite: its lines may begin with tabs.
 */
final class JsonNodes {
    private static final int DEEPEST = 200;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private final String text;

    /** Marks count code points, from the last one on; JSON's places are chars. */
    private int chars;

    private int points;

    private JsonNodes(String text) {
        this.text = text;
    }

    /** Whether CloudFormation reads a template as JSON. */
    static boolean isJson(String text) {
        return bare(text).stripLeading().startsWith("{");
    }

    /** Empty where it is no JSON: then CloudFormation has the word. */
    static Optional<MappingNode> compose(String text) {
        JsonNodes nodes = new JsonNodes(text);
        try (JsonParser parser = FACTORY.createParser(bare(text))) {
            parser.nextToken();
            Node root = nodes.node(parser);
            return parser.nextToken() == null && root instanceof MappingNode mapping
                    ? Optional.of(mapping)
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A mark of the byte order is no part of the text, and keeps its place. */
    private static String bare(String text) {
        return text.startsWith("\uFEFF") ? " " + text.substring(1) : text;
    }

    private Node node(JsonParser parser) throws IOException {
        Optional<Mark> start = mark(parser.currentTokenLocation());
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                List<NodeTuple> tuples = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    Node key = scalar(parser, Tag.STR);
                    parser.nextToken();
                    tuples.add(new NodeTuple(key, node(parser)));
                }
                yield new MappingNode(Tag.MAP, true, tuples, FlowStyle.FLOW, start, mark(parser.currentLocation()));
            }
            case START_ARRAY -> {
                List<Node> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(node(parser));
                }
                yield new SequenceNode(Tag.SEQ, true, items, FlowStyle.FLOW, start, mark(parser.currentLocation()));
            }
            case VALUE_STRING -> scalar(parser, Tag.STR);
            case VALUE_NUMBER_INT -> scalar(parser, Tag.INT);
            case VALUE_NUMBER_FLOAT -> scalar(parser, Tag.FLOAT);
            case VALUE_NULL -> scalar(parser, Tag.NULL);
            default -> scalar(parser, Tag.BOOL);
        };
    }

    private ScalarNode scalar(JsonParser parser, Tag tag) throws IOException {
        JsonLocation start = parser.currentTokenLocation();
        String value = parser.getText();
        boolean quoted = tag.equals(Tag.STR);
        Optional<Mark> from = mark(start);
        return new ScalarNode(
                tag,
                true,
                value,
                quoted ? ScalarStyle.DOUBLE_QUOTED : ScalarStyle.PLAIN,
                from,
                quoted ? Optional.of(after(from.orElseThrow())) : mark(start, value.length()));
    }

    /** The end of a text in quotes that begins here; the parser has read on where it is a key. */
    private Mark after(Mark start) {
        int at = chars + 1;
        while (text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return at(at + 1, start.getLine(), start.getColumn());
    }

    private Optional<Mark> mark(JsonLocation place) {
        return mark(place, 0);
    }

    private Optional<Mark> mark(JsonLocation place, int later) {
        return Optional.of(
                at((int) place.getCharOffset() + later, place.getLineNr() - 1, place.getColumnNr() - 1 + later));
    }

    private Mark at(int offset, int line, int column) {
        points += text.codePointCount(chars, offset);
        chars = offset;
        return new Mark("json", points, line, column, new int[0], 0);
    }
}

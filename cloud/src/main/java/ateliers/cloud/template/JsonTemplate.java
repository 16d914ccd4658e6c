package ateliers.cloud.template;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A template in JSON. Token by token, because a tree reader forgets the lines. */
final class JsonTemplate {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(TemplateReader.MAX_DEPTH)
                    .build())
            .build();

    private final String text;

    JsonTemplate(String text) {
        this.text = text;
    }

    Template read() {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            SourceMap lines = new SourceMap(1);
            JsonNode root = value(parser, lines);
            if (parser.nextToken() != null) {
                throw malformed(parser.currentTokenLocation(), "");
            }
            return new Template((ObjectNode) root, lines);
        } catch (JsonProcessingException e) {
            throw malformed(e.getLocation(), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode value(JsonParser parser, SourceMap lines) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, lines);
            case START_ARRAY -> array(parser, lines);
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(parser.getBooleanValue());
            case VALUE_NUMBER_INT ->
                switch (parser.getNumberType()) {
                    case INT -> NODES.numberNode(parser.getIntValue());
                    case LONG -> NODES.numberNode(parser.getLongValue());
                    default -> NODES.numberNode(parser.getBigIntegerValue());
                };
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
            default -> NODES.nullNode();
        };
    }

    private ObjectNode object(JsonParser parser, SourceMap lines) throws IOException {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            JsonLocation where = parser.currentTokenLocation();
            if (object.has(key)) {
                throw malformed(where, ": duplicate key [" + key + "]");
            }
            SourceMap child = lines.child(key, where.getLineNr());
            parser.nextToken();
            object.set(key, value(parser, child));
        }
        return object;
    }

    private ArrayNode array(JsonParser parser, SourceMap lines) throws IOException {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int line = parser.currentTokenLocation().getLineNr();
            array.add(value(parser, lines.child(String.valueOf(array.size()), line)));
        }
        return array;
    }

    private static TemplateFormatException malformed(JsonLocation where, String detail) {
        int line = where == null ? 1 : Math.max(1, where.getLineNr());
        int column = where == null ? 1 : Math.max(1, where.getColumnNr());
        return new TemplateFormatException(
                "Template format error: JSON not well-formed. (line " + line + ", column " + column + ")" + detail,
                line,
                column);
    }
}

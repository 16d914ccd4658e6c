package ateliers.cloud.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A template in YAML, built from parser events: a composed tree would have expanded aliases, resolved scalars by YAML
 * 1.2 and recursed without limit.
 */
final class YamlTemplate {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String STANDARD_TAG = "tag:yaml.org,2002:";
    private static final Set<String> FUNCTIONS = Set.of(
            "And",
            "Base64",
            "Cidr",
            "Contains",
            "EachMemberEquals",
            "EachMemberIn",
            "Equals",
            "FindInMap",
            "ForEach",
            "GetAZs",
            "GetAtt",
            "GetStackOutput",
            "If",
            "ImportValue",
            "Join",
            "Length",
            "Not",
            "Or",
            "RefAll",
            "Select",
            "Split",
            "Sub",
            "ToJsonString",
            "Transform",
            "ValueOf",
            "ValueOfAll");

    private final Iterator<Event> events;
    private final boolean shortForms;
    private int depth;

    /** @param shortForms whether functions may be written as tags */
    YamlTemplate(String text, boolean shortForms) {
        this.shortForms = shortForms;
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(TemplateReader.Source.URL.limit() + 1)
                .build();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    Template read() {
        try {
            events.next(); // start of the stream
            Event start = events.next();
            if (start.getEventId() == Event.ID.StreamEnd) {
                throw new TemplateFormatException("Template format error: unsupported structure.");
            }
            SourceMap lines = new SourceMap(1);
            JsonNode root = node(events.next(), lines);
            events.next(); // end of the document
            Event end = events.next();
            if (end.getEventId() != Event.ID.StreamEnd) {
                throw malformed(end, "");
            }
            if (root instanceof ObjectNode template) {
                return new Template(template, lines);
            }
            throw new TemplateFormatException("Template format error: unsupported structure.");
        } catch (MarkedYamlEngineException e) {
            throw malformed(e.getProblemMark().or(e::getContextMark), "");
        } catch (YamlEngineException e) {
            throw malformed(Optional.empty(), "");
        }
    }

    private JsonNode node(Event event, SourceMap lines) {
        if (event instanceof AliasEvent) {
            throw new TemplateFormatException(
                    "Template error: YAML aliases are not allowed in CloudFormation templates",
                    line(event),
                    column(event));
        }
        if (++depth > TemplateReader.MAX_DEPTH) {
            throw malformed(event, "");
        }
        Optional<String> function = function(event);
        SourceMap inner = function.isPresent() ? lines.child(function.get(), line(event)) : lines;
        JsonNode value;
        if (event instanceof MappingStartEvent) {
            value = mapping(inner);
        } else if (event instanceof SequenceStartEvent) {
            value = sequence(inner);
        } else {
            value = scalar((ScalarEvent) event, function.isPresent());
        }
        depth--;
        return function.<JsonNode>map(name -> NODES.objectNode().set(name, argument(name, value)))
                .orElse(value);
    }

    /** {@code !GetAtt Resource.Outer.Inner} names the resource before the first dot, and its attribute after it. */
    private static JsonNode argument(String function, JsonNode value) {
        if (function.equals("Fn::GetAtt")
                && value.isTextual()
                && value.textValue().indexOf('.') > 0) {
            String text = value.textValue();
            int dot = text.indexOf('.');
            return NODES.arrayNode().add(text.substring(0, dot)).add(text.substring(dot + 1));
        }
        return value;
    }

    private ObjectNode mapping(SourceMap lines) {
        ObjectNode mapping = NODES.objectNode();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            String key = key(event);
            if (mapping.has(key)) {
                throw malformed(event, ": duplicate key [" + key + "]");
            }
            mapping.set(key, node(events.next(), lines.child(key, line(event))));
        }
        return mapping;
    }

    private String key(Event event) {
        if (!(event instanceof ScalarEvent scalar) || function(event).isPresent()) {
            throw malformed(event, "");
        }
        JsonNode key = scalar(scalar, false);
        if (key.isNumber()) {
            throw new TemplateFormatException(
                    "Template format error: map keys must be strings; received numeric [" + key.asText() + "] instead",
                    line(event),
                    column(event));
        }
        // A boolean or empty key is what its author wrote: "on" and "No" are names in templates.
        return scalar.getValue();
    }

    private ArrayNode sequence(SourceMap lines) {
        ArrayNode sequence = NODES.arrayNode();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            sequence.add(node(event, lines.child(String.valueOf(sequence.size()), line(event))));
        }
        return sequence;
    }

    private static JsonNode scalar(ScalarEvent scalar, boolean argument) {
        Optional<String> tag = scalar.getTag();
        boolean text = !scalar.isPlain()
                || argument
                || tag.isPresent() && (tag.get().equals("!") || tag.get().equals(STANDARD_TAG + "str"));
        return text ? NODES.textNode(scalar.getValue()) : YamlScalars.plain(scalar.getValue());
    }

    /** The long form's key when the value carries a function's tag. */
    private Optional<String> function(Event event) {
        Optional<String> tag = ((NodeEvent) event) instanceof ScalarEvent scalar
                ? scalar.getTag()
                : event instanceof MappingStartEvent mapping ? mapping.getTag() : ((SequenceStartEvent) event).getTag();
        if (tag.isEmpty() || tag.get().equals("!")) {
            return Optional.empty();
        }
        String name = tag.get();
        if (name.startsWith(STANDARD_TAG)) {
            if (Set.of("str", "int", "float", "bool", "null", "map", "seq")
                    .contains(name.substring(STANDARD_TAG.length()))) {
                return Optional.empty();
            }
            throw malformed(event, "");
        }
        if (!shortForms) {
            throw malformed(event, ": unknown tag " + name);
        }
        if (name.equals("!Ref") || name.equals("!Condition")) {
            return Optional.of(name.substring(1));
        }
        if (name.startsWith("!") && FUNCTIONS.contains(name.substring(1))) {
            return Optional.of("Fn::" + name.substring(1));
        }
        throw malformed(event, ": unknown tag " + name);
    }

    private static int line(Event event) {
        return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    private static int column(Event event) {
        return event.getStartMark().map(mark -> mark.getColumn() + 1).orElse(1);
    }

    private static TemplateFormatException malformed(Event event, String detail) {
        return malformed(event.getStartMark(), detail);
    }

    private static TemplateFormatException malformed(Optional<Mark> mark, String detail) {
        int line = mark.map(Mark::getLine).orElse(0) + 1;
        int column = mark.map(Mark::getColumn).orElse(0) + 1;
        return new TemplateFormatException(
                "Template format error: YAML not well-formed. (line " + line + ", column " + column + ")" + detail,
                line,
                column);
    }
}

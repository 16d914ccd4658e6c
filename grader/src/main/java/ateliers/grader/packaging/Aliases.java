package ateliers.grader.packaging;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Writes out YAML's aliases and merge keys, as {@code sam deploy} and {@code aws cloudformation package} do before they send a template:
 * CloudFormation itself refuses aliases. All other text stays as it is, and each line knows where it was.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html">what CloudFormation takes of YAML</a>
 */
final class Aliases {
    private static final int LONGEST = 1_000_000;
    private static final String MERGE = "<<";

    private final String text;
    private final StringBuilder flat = new StringBuilder();
    private final List<Integer> lines = new ArrayList<>(List.of(1));
    private final Map<String, Node> anchors = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private int done;
    private boolean endless;

    private Aliases(String text) {
        this.text = text;
    }

    /**
     * A text without aliases.
     *
     * @param lines the line, from 1, that each of its lines was before
     */
    record Flat(String text, List<Integer> lines) {}

    /** Empty where there is nothing to write out, or no end of it: then CloudFormation has the word. */
    static Optional<Flat> flattened(String text, LoadSettings settings) {
        if (text.indexOf('&') < 0) {
            return Optional.empty();
        }
        List<Event> events = new ArrayList<>();
        new Parse(settings).parseString(text).forEach(events::add);
        if (events.stream()
                .noneMatch(event ->
                        event instanceof NodeEvent node && node.getAnchor().isPresent())) {
            return Optional.empty();
        }
        Aliases aliases = new Aliases(text);
        for (int at = 0; at < events.size() && !aliases.endless; ) {
            Event event = events.get(at);
            boolean isNode = event instanceof NodeEvent;
            if (isNode) {
                at = aliases.write(Node.read(events, at));
            } else {
                at++;
            }
        }
        aliases.copy(text.length());
        return aliases.endless ? Optional.empty() : Optional.of(new Flat(aliases.flat.toString(), aliases.lines));
    }

    /** One node of the text: an alias, a scalar, or a collection of others. */
    private record Node(NodeEvent event, List<Node> inside, int end) {
        static Node read(List<Event> events, int from) {
            NodeEvent event = (NodeEvent) events.get(from);
            List<Node> inside = new ArrayList<>();
            int at = from + 1;
            if (event instanceof CollectionStartEvent) {
                while (!(events.get(at) instanceof CollectionEndEvent)) {
                    Node child = read(events, at);
                    inside.add(child);
                    at = child.end();
                }
                at++;
            }
            return new Node(event, inside, at);
        }

        Optional<String> anchor() {
            return event instanceof AliasEvent
                    ? Optional.empty()
                    : event.getAnchor().map(anchor -> anchor.getValue());
        }

        boolean isMerge() {
            return event instanceof ScalarEvent scalar
                    && scalar.isPlain()
                    && scalar.getValue().equals(MERGE);
        }
    }

    /** Copies the text up to what a node changes in it, and goes on behind that. */
    private int write(Node node) {
        if (node.event() instanceof AliasEvent alias) {
            copy(offset(alias.getStartMark()));
            append(inline(node));
            done = offset(alias.getEndMark());
            return node.end();
        }
        node.anchor().ifPresent(anchor -> {
            String name = "&" + anchor;
            int at = text.indexOf(name, offset(node.event().getStartMark()));
            copy(at);
            done = at + name.length();
            while (done < text.length() && text.charAt(done) == ' ') {
                done++;
            }
            boolean last = done == text.length() || text.charAt(done) == '\n' || text.charAt(done) == '\r';
            while (last && !flat.isEmpty() && flat.charAt(flat.length() - 1) == ' ') {
                flat.setLength(flat.length() - 1);
            }
            open.add(anchor);
        });
        if (node.event() instanceof MappingStartEvent) {
            for (int i = 0; i < node.inside().size(); i += 2) {
                Node key = node.inside().get(i);
                if (key.isMerge()) {
                    merge(node, key, node.inside().get(i + 1));
                } else {
                    write(key);
                    write(node.inside().get(i + 1));
                }
            }
        } else {
            node.inside().forEach(this::write);
        }
        node.anchor().ifPresent(anchor -> {
            open.remove(anchor);
            anchors.put(anchor, node);
        });
        return node.end();
    }

    /** Writes entries where a merge key stands: one a line, but in braces. */
    private void merge(Node mapping, Node key, Node value) {
        int start = offset(key.event().getStartMark());
        copy(start);
        Set<String> own = new HashSet<>();
        for (int i = 0; i < mapping.inside().size(); i += 2) {
            own.add(inline(mapping.inside().get(i)));
        }
        Map<String, String> entries = merged(value);
        entries.keySet().removeAll(own);
        boolean braces = ((MappingStartEvent) mapping.event()).isFlow();
        String between = braces ? ", " : "\n" + " ".repeat(start - text.lastIndexOf('\n', start - 1) - 1);
        append(
                entries.isEmpty()
                        ? inline(key) + ": {}"
                        : entries.entrySet().stream()
                                .map(entry -> entry.getKey() + ": " + entry.getValue())
                                .collect(Collectors.joining(between)));
        done = end(value);
    }

    /** The entries of one mapping or several; of two of a name, the first counts. */
    private Map<String, String> merged(Node value) {
        Map<String, String> entries = new LinkedHashMap<>();
        Node node = value.event() instanceof AliasEvent alias
                ? anchors.get(alias.getAlias().getValue())
                : value;
        if (node == null) {
            endless = true;
        } else if (node.event() instanceof MappingStartEvent) {
            entries.putAll(entries(node));
        } else {
            node.inside().forEach(each -> merged(each).forEach(entries::putIfAbsent));
        }
        return entries;
    }

    private Map<String, String> entries(Node mapping) {
        Map<String, String> own = new LinkedHashMap<>();
        Map<String, String> others = new LinkedHashMap<>();
        for (int i = 0; i < mapping.inside().size(); i += 2) {
            Node key = mapping.inside().get(i);
            Node value = mapping.inside().get(i + 1);
            if (key.isMerge()) {
                merged(value).forEach(others::putIfAbsent);
            } else {
                own.put(inline(key), inline(value));
            }
        }
        others.forEach(own::putIfAbsent);
        return own;
    }

    /** A node on one line, in braces and brackets. */
    private String inline(Node node) {
        if (node.event() instanceof AliasEvent alias) {
            String name = alias.getAlias().getValue();
            Node named = open.contains(name) ? null : anchors.get(name);
            if (named == null || flat.length() > LONGEST) {
                endless = true;
                return "";
            }
            return inline(named);
        }
        if (node.event() instanceof ScalarEvent scalar) {
            return tag(scalar.getTag()) + value(scalar);
        }
        String tag = tag(((CollectionStartEvent) node.event()).getTag());
        String inside = node.event() instanceof MappingStartEvent
                ? entries(node).entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue())
                        .collect(Collectors.joining(", ", "{", "}"))
                : node.inside().stream().map(this::inline).collect(Collectors.joining(", ", "[", "]"));
        if (inside.length() > LONGEST) {
            endless = true;
        }
        return tag + inside;
    }

    private static String tag(Optional<String> tag) {
        return tag.filter(name -> name.startsWith("!")).map(name -> name + " ").orElse("");
    }

    /** What is plain stays plain where it can, so that a number stays one. */
    private static String value(ScalarEvent scalar) {
        String value = scalar.getValue();
        boolean plain = scalar.isPlain() && (value.matches("[\\w.~+/-][\\w.+/:*-]*(?<!:)") || value.isEmpty());
        if (plain) {
            return value.isEmpty() ? "null" : value;
        }
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : value.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c == 0x7f || c == 0x85 || c == 0x2028 || c == 0x2029) {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    private int end(Node node) {
        if (node.inside().isEmpty()) {
            return offset(node.event().getEndMark());
        }
        int last = end(node.inside().get(node.inside().size() - 1));
        boolean closed = node.event() instanceof CollectionStartEvent start && start.isFlow();
        return closed ? text.indexOf(node.event() instanceof MappingStartEvent ? '}' : ']', last) + 1 : last;
    }

    private void copy(int to) {
        for (int i = done; i < to; i++) {
            flat.append(text.charAt(i));
            if (text.charAt(i) == '\n') {
                lines.add(lines.get(lines.size() - 1) + 1);
            }
        }
        done = Math.max(done, to);
    }

    /** Lines that are written here were all on the line where the alias is. */
    private void append(String written) {
        flat.append(written);
        int line = lines.get(lines.size() - 1);
        written.chars().filter(c -> c == '\n').forEach(c -> lines.add(line));
    }

    /** Marks count code points. */
    private int offset(Optional<Mark> mark) {
        return text.offsetByCodePoints(0, mark.orElseThrow().getIndex());
    }
}

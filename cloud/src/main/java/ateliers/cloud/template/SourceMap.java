package ateliers.cloud.template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Where each value of a template stood in its text: path of keys and list indexes to a line, counted from 1. It is a
 * tree, so its size follows the text's whatever the keys are.
 */
public final class SourceMap {

    /** For templates without text, e.g. those made by a program. */
    public static final SourceMap NONE = new SourceMap(0);

    private final int line;
    private final Map<String, SourceMap> children = new HashMap<>();

    SourceMap(int line) {
        this.line = line;
    }

    SourceMap child(String key, int childLine) {
        SourceMap child = new SourceMap(childLine);
        children.put(key, child);
        return child;
    }

    /**
     * The line of the value at a path, or of its nearest known ancestor below the root.
     *
     * @param path keys and list indexes, e.g. {@code "Resources", "Bucket", "Properties", "Tags", "0"}
     * @return the line from 1; empty when nothing of the path is known
     */
    public OptionalInt line(List<String> path) {
        SourceMap at = this;
        OptionalInt found = OptionalInt.empty();
        for (String key : path) {
            at = at.children.get(key);
            if (at == null) {
                break;
            }
            found = OptionalInt.of(at.line);
        }
        return found;
    }

    /** See {@link #line(List)}. */
    public OptionalInt line(String... path) {
        return line(List.of(path));
    }
}

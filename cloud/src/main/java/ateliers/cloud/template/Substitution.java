package ateliers.cloud.template;

import java.util.ArrayList;
import java.util.List;

/**
 * The parts of an {@code Fn::Sub} string.
 *
 * @param text literal text, or the name between <code>${</code> and <code>}</code>
 * @param variable whether it is a name
 */
record Substitution(String text, boolean variable) {

    /** Splits a string; <code>${!name}</code> is the literal text <code>${name}</code>. */
    static List<Substitution> parse(String string) {
        List<Substitution> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int at = 0;
        while (at < string.length()) {
            int start = string.indexOf("${", at);
            int end = start < 0 ? -1 : string.indexOf('}', start);
            if (end < 0) {
                break;
            }
            literal.append(string, at, start);
            String name = string.substring(start + 2, end);
            if (name.startsWith("!")) {
                literal.append("${").append(name, 1, name.length()).append('}');
            } else {
                parts.add(new Substitution(literal.toString(), false));
                literal.setLength(0);
                parts.add(new Substitution(name.strip(), true));
            }
            at = end + 1;
        }
        parts.add(new Substitution(literal.append(string.substring(at)).toString(), false));
        return parts;
    }
}

package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeSet;

/**
 * The suffixes of SAM's generated logical ids: SHA-1 of compact JSON whose keys are sorted and whose characters beyond
 * ASCII are escaped, so that an id changes exactly when what it depends on does.
 */
final class StableHash {

    private StableHash() {}

    /** The first ten hexadecimal digits. */
    static String suffix(String text) {
        return sha1(text).substring(0, 10);
    }

    /** The first ten hexadecimal digits. */
    static String suffix(JsonNode value) {
        return sha1(json(value)).substring(0, 10);
    }

    static String sha1(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }

    static String json(JsonNode value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(JsonNode value, StringBuilder out) {
        if (value.isObject()) {
            String separator = "{";
            for (String name : new TreeSet<>(Nodes.names(value))) {
                out.append(separator);
                quote(name, out);
                out.append(':');
                write(value.get(name), out);
                separator = ",";
            }
            out.append(value.isEmpty() ? "{}" : "}");
        } else if (value.isArray()) {
            String separator = "[";
            for (JsonNode item : value) {
                out.append(separator);
                write(item, out);
                separator = ",";
            }
            out.append(value.isEmpty() ? "[]" : "]");
        } else if (value.isTextual()) {
            quote(value.textValue(), out);
        } else {
            out.append(value.asText());
        }
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < ' ' || c > '~') {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}

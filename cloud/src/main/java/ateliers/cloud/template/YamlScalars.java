package ateliers.cloud.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a plain scalar means in CloudFormation's YAML: version 1.1, so {@code yes} and {@code on} are true and
 * {@code 010} is 8, but a date stays a string.
 *
 * @see <a href="https://yaml.org/type/">YAML 1.1 types</a>
 */
final class YamlScalars {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE = Set.of("true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON");
    private static final Set<String> FALSE = Set.of("false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF");
    private static final Pattern BINARY = Pattern.compile("[-+]?0b[01_]+");
    private static final Pattern HEXADECIMAL = Pattern.compile("[-+]?0x[0-9a-fA-F_]+");
    private static final Pattern OCTAL = Pattern.compile("[-+]?0[0-7_]+");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(?:0|[1-9][0-9_]*)");
    private static final Pattern BASE_60 = Pattern.compile("[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+");
    private static final Pattern FLOAT =
            Pattern.compile("[-+]?(?:[0-9][0-9_]*\\.[0-9_]*|\\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?"
                    + "|[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+|0[0-9_]*[89][0-9_]*");

    private YamlScalars() {}

    static JsonNode plain(String text) {
        if (NULL.contains(text)) {
            return NODES.nullNode();
        }
        if (TRUE.contains(text) || FALSE.contains(text)) {
            return NODES.booleanNode(TRUE.contains(text));
        }
        // Longer than any number a template can mean; and a BigInteger of a megabyte takes minutes.
        return text.length() > 100 ? NODES.textNode(text) : numberOrText(text);
    }

    private static JsonNode numberOrText(String text) {
        String digits = text.replace("_", "");
        if (DECIMAL.matcher(text).matches()) {
            return integer(digits, 10);
        } else if (OCTAL.matcher(text).matches()) {
            return digits.length() < 2 ? NODES.textNode(text) : integer(digits, 8);
        } else if (BINARY.matcher(text).matches()) {
            return integer(digits.replaceFirst("0b", ""), 2);
        } else if (HEXADECIMAL.matcher(text).matches()) {
            return integer(digits.replaceFirst("0x", ""), 16);
        } else if (BASE_60.matcher(text).matches()) {
            return base60(digits);
        } else if (FLOAT.matcher(text).matches()) {
            double value = Double.parseDouble(digits);
            return Double.isFinite(value) ? NODES.numberNode(value) : NODES.textNode(text);
        }
        return NODES.textNode(text);
    }

    private static JsonNode base60(String digits) {
        boolean negative = digits.startsWith("-");
        BigInteger value = BigInteger.ZERO;
        for (String part : digits.replaceFirst("^[-+]", "").split(":")) {
            value = value.multiply(BigInteger.valueOf(60)).add(new BigInteger(part));
        }
        return integer((negative ? value.negate() : value).toString(), 10);
    }

    private static JsonNode integer(String digits, int radix) {
        if (digits.replaceFirst("^[-+]", "").isEmpty()) {
            return NODES.textNode(digits);
        }
        BigInteger value = new BigInteger(digits, radix);
        if (value.bitLength() < 32) {
            return NODES.numberNode(value.intValue());
        }
        return value.bitLength() < 64 ? NODES.numberNode(value.longValue()) : NODES.numberNode(value);
    }
}

package ateliers.grader.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The one form of a report that is sealed, so that a program which only lays it out anew breaks no seal: the report without its member
 * {@code seal}, without white space, members in the order of their names (by UTF-16), numbers without needless zeros, in UTF-8.
 */
final class Canonical {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Whole numbers of more digits are left as they are. */
    private static final int MOST_DIGITS = 18;

    private Canonical() {}

    static byte[] of(ObjectNode report) {
        Map<String, Object> members = members(report);
        members.remove(Seal.MEMBER);
        try {
            return JSON.writeValueAsBytes(members);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of JSON can be written", e);
        }
    }

    private static Map<String, Object> members(JsonNode node) {
        Map<String, Object> members = new TreeMap<>();
        node.properties().forEach(member -> members.put(member.getKey(), value(member.getValue())));
        return members;
    }

    private static Object value(JsonNode node) {
        if (node.isObject()) {
            return members(node);
        }
        if (node.isArray()) {
            List<Object> values = new ArrayList<>();
            node.forEach(each -> values.add(value(each)));
            return values;
        }
        return node.isNumber() ? number(node.decimalValue()) : node;
    }

    private static Number number(BigDecimal number) {
        BigDecimal bare = number.stripTrailingZeros();
        boolean whole = bare.scale() <= 0 && bare.precision() - (long) bare.scale() <= MOST_DIGITS;
        return whole ? bare.longValueExact() : bare;
    }
}

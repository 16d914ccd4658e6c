package ateliers.grader.checklists.common;

import ateliers.grader.checklist.StudentNumbers;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** JSON whose numbers are exact, and can be counted with: one that nobody could count with is no number, and shown as it was written. */
public final class Json {
    public static final ObjectMapper MAPPER = StudentNumbers.mapper();

    private Json() {}

    /** JSON, or a missing node when it is none. */
    public static JsonNode read(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            return node == null ? MissingNode.getInstance() : node;
        } catch (JsonProcessingException | NumberFormatException e) {
            // The second is Java's, for an exponent that it does not hold.
            return MissingNode.getInstance();
        }
    }

    /** Whether a number is larger or longer than any that a lab is about. */
    public static boolean isOutOfReach(JsonNode node) {
        return StudentNumbers.isOutOfReach(node);
    }

    /** Whether a JSON number is exactly this one, however many zeros it ends in. */
    public static boolean equal(JsonNode number, BigDecimal expected) {
        return number.isNumber() && number.decimalValue().compareTo(expected) == 0;
    }

    /** The same for a stored number. */
    public static boolean equal(AttributeValue number, BigDecimal expected) {
        return number != null && number.n() != null && new BigDecimal(number.n()).compareTo(expected) == 0;
    }
}

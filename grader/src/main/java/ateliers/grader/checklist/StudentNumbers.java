package ateliers.grader.checklist;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.math.BigDecimal;

/**
 * Makes JSON's numbers of those that can be counted with. {@code 1e100000000} takes eleven characters, and as many digits as its exponent
 * says once it is added to another: it is no number here, and keeps the look of one.
 */
public final class StudentNumbers extends JsonNodeFactory {
    private static final long serialVersionUID = 1L;

    /** Digits; DynamoDB holds 38 of them. */
    private static final int MOST_DIGITS = 200;

    /** Places before or after the point; DynamoDB's numbers have 130 at most. */
    private static final int MOST_PLACES = 400;

    private static final int SHOWN = 40;

    private StudentNumbers() {}

    /** What reads JSON so, with exact numbers. An exponent that Java does not hold is a {@link NumberFormatException}. */
    public static ObjectMapper mapper() {
        return JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .nodeFactory(new StudentNumbers())
                .build();
    }

    @Override
    public ValueNode numberNode(BigDecimal number) {
        return number == null || isCountable(number)
                ? super.numberNode(number)
                : new POJONode(new OutOfReach(shown(number)));
    }

    private static boolean isCountable(BigDecimal number) {
        return number.precision() <= MOST_DIGITS && Math.abs((long) number.scale()) <= MOST_PLACES;
    }

    /** Whether a number was written that nobody counts with. */
    public static boolean isOutOfReach(JsonNode node) {
        return node instanceof POJONode other && other.getPojo() instanceof OutOfReach;
    }

    private static String shown(BigDecimal number) {
        String written = number.toString();
        return written.length() <= SHOWN ? written : written.substring(0, SHOWN) + "…";
    }

    /** A number as it was written. */
    private record OutOfReach(@JsonValue @JsonRawValue String written) {
        @Override
        public String toString() {
            return written;
        }
    }
}

package ateliers.grader.checklists.common;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** JSON whose numbers are exact. */
public final class Json {
    public static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Json() {}

    /** JSON, or a missing node when it is none. */
    public static JsonNode read(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            return node == null ? MissingNode.getInstance() : node;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
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

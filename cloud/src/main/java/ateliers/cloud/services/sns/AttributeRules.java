package ateliers.cloud.services.sns;

import ateliers.cloud.kit.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/**
 * What message attributes may be.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html">Message attributes</a>
 */
final class AttributeRules {
    private static final ObjectMapper JSON = Json.mapper();
    private static final Pattern TYPE = Pattern.compile("(String|Number|Binary)(\\..+)?");

    private AttributeRules() {}

    /** @param path where the attributes are in the request, as {@code messageAttributes} */
    static void check(Map<String, MessageAttributeValue> attributes, String path) {
        attributes.forEach((name, value) -> {
            checkName(name);
            if (value.dataType() == null) {
                throw SnsErrors.validation(path + "." + name + ".member.dataType");
            }
            checkType(name, value.dataType());
            checkValue(name, value);
        });
    }

    /** Bytes of names, types and values. */
    static long size(Map<String, MessageAttributeValue> attributes) {
        long size = 0;
        for (Map.Entry<String, MessageAttributeValue> attribute : attributes.entrySet()) {
            MessageAttributeValue value = attribute.getValue();
            size += bytes(attribute.getKey()) + bytes(value.dataType()) + bytes(value.stringValue());
            size += value.binaryValue() == null ? 0 : value.binaryValue().asByteArrayUnsafe().length;
        }
        return size;
    }

    static int bytes(String text) {
        return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static void checkName(String name) {
        if (name.isEmpty()) {
            throw SnsErrors.value("The message attribute name must not be empty.");
        }
        if (bytes(name) > 256) {
            throw SnsErrors.value("Length of message attribute name must be less than 256 bytes.");
        }
        for (char c : name.toCharArray()) {
            boolean known = c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.');
            if (!known) {
                throw SnsErrors.value("Invalid non-alphanumeric character '#x"
                        + Integer.toHexString(c).toUpperCase(java.util.Locale.ROOT)
                        + "' was found in the message attribute name. Can only include alphanumeric characters,"
                        + " hyphens, underscores, or dots.");
            }
        }
        if (name.startsWith(".")) {
            throw SnsErrors.value("Invalid message attribute name starting with character '.' was found.");
        }
        if (name.endsWith(".")) {
            throw SnsErrors.value("Invalid message attribute name ending with character '.' was found.");
        }
        if (name.contains("..")) {
            throw SnsErrors.value("Message attribute name can not have successive '.' character.");
        }
    }

    private static void checkType(String name, String type) {
        if (!TYPE.matcher(type).matches()) {
            throw SnsErrors.value("The message attribute '" + name + "' has an invalid message attribute type, the set"
                    + " of supported type prefixes is Binary, Number, and String.");
        }
    }

    private static void checkValue(String name, MessageAttributeValue value) {
        String type = value.dataType();
        boolean binary = type.startsWith("Binary");
        boolean otherField = binary ? value.stringValue() != null : value.binaryValue() != null;
        if (otherField) {
            throw SnsErrors.value("The message attribute '" + name + "' with type '" + type + "' must use field '"
                    + (binary ? "Binary" : "String") + "'.");
        }
        boolean empty = binary
                ? value.binaryValue() == null || value.binaryValue().asByteArrayUnsafe().length == 0
                : value.stringValue() == null || value.stringValue().isEmpty();
        if (empty) {
            throw SnsErrors.value("The message attribute '" + name
                    + "' must contain non-empty message attribute value for message attribute type '" + type + "'.");
        }
        if (type.startsWith("Number")) {
            checkNumber(name, value.stringValue());
        } else if (type.equals("String.Array")) {
            checkArray(name, value.stringValue());
        }
    }

    private static void checkNumber(String name, String number) {
        try {
            new BigDecimal(number.strip());
        } catch (NumberFormatException e) {
            throw SnsErrors.value("Could not cast message attribute '" + name + "' value to number.");
        }
    }

    private static void checkArray(String name, String array) {
        try {
            JsonNode node = JSON.readTree(array);
            if (node != null && node.isArray()) {
                return;
            }
        } catch (JsonProcessingException e) {
            // said below
        }
        throw SnsErrors.value("Could not parse message attribute '" + name + "' value as a String.Array.");
    }
}

package ateliers.cloud.services.dynamodb.expression;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.services.dynamodb.item.Validation;
import ateliers.cloud.services.dynamodb.item.Values;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * {@code ExpressionAttributeNames} and {@code ExpressionAttributeValues} of one request, shared by its expressions: what
 * none of them uses is refused.
 */
public final class Placeholders {
    private final Map<String, String> names;
    private final Map<String, AttributeValue> values;
    private final Set<String> unusedNames;
    private final Set<String> unusedValues;

    /**
     * Placeholders of a request; absent maps are empty.
     *
     * @param named whether errors about values say which placeholder's
     */
    public Placeholders(Map<String, String> names, Map<String, AttributeValue> values, boolean named) {
        this.names = names;
        this.values = named ? canonical(values) : Values.canonical(values);
        this.unusedNames = new LinkedHashSet<>(names.keySet());
        this.unusedValues = new LinkedHashSet<>(values.keySet());
    }

    private static Map<String, AttributeValue> canonical(Map<String, AttributeValue> values) {
        Map<String, AttributeValue> canonical = new LinkedHashMap<>();
        values.forEach((placeholder, value) -> {
            try {
                canonical.put(placeholder, Values.canonical(value));
            } catch (AwsServiceException e) {
                throw Validation.error("ExpressionAttributeValues contains invalid value: " + AwsErrors.message(e)
                        + " for key " + placeholder);
            }
        });
        return canonical;
    }

    Optional<String> name(String placeholder) {
        unusedNames.remove(placeholder);
        return Optional.ofNullable(names.get(placeholder));
    }

    Optional<AttributeValue> value(String placeholder) {
        unusedValues.remove(placeholder);
        return Optional.ofNullable(values.get(placeholder));
    }

    /** Refuses placeholders that no expression has used. Call it once all expressions are read. */
    public void requireAllUsed() {
        refuse("ExpressionAttributeNames", unusedNames);
        refuse("ExpressionAttributeValues", unusedValues);
    }

    private static void refuse(String parameter, Set<String> unused) {
        if (!unused.isEmpty()) {
            throw Validation.error("Value provided in " + parameter + " unused in expressions: keys: "
                    + unused.stream().collect(Collectors.joining(", ", "{", "}")));
        }
    }
}

package ateliers.cloud.services.dynamodb;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.services.dynamodb.item.Validation;
import ateliers.cloud.services.dynamodb.item.Values;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The key that a query or a scan goes on after.
 *
 * @param values canonical
 */
record StartKey(Map<String, AttributeValue> values) {
    private static final String INVALID = "The provided starting key is invalid";
    private static final String MISMATCH = "The provided key element does not match the schema";
    private static final Pattern UNPREFIXED =
            Pattern.compile("contains duplicates|number set|numeric value|significant digits|number with magnitude");

    /** Checks the values, if there are any. DynamoDB says where they are wrong only for some errors. */
    static Optional<StartKey> of(boolean given, Map<String, AttributeValue> key) {
        try {
            return given ? Optional.of(new StartKey(Values.canonical(key))) : Optional.empty();
        } catch (AwsServiceException e) {
            String message = AwsErrors.message(e);
            throw UNPREFIXED.matcher(message).find() ? e : Validation.error(INVALID + ": " + message);
        }
    }

    /** Where it stands in what is read; refused when it is no key of that. */
    Position position(Page.Keys keys) {
        KeySchema read = keys.index().map(Index::key).orElse(keys.table());
        Set<String> expected = new HashSet<>();
        read.attributes().forEach(attribute -> expected.add(attribute.name()));
        keys.table().attributes().forEach(attribute -> expected.add(attribute.name()));
        if (values.size() != expected.size()
                || read.attributes().stream().anyMatch(attribute -> !values.containsKey(attribute.name()))) {
            throw Validation.error(INVALID);
        }
        if (!read.fits(values)) {
            throw Validation.error(MISMATCH);
        }
        if (!keys.table().fits(values)) {
            throw Validation.error(INVALID + ": " + MISMATCH);
        }
        return keys.index()
                .map(index -> index.position(values))
                .orElseGet(() -> Position.of(keys.table().values(values)));
    }
}

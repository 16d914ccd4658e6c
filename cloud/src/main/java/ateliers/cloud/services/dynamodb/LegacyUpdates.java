package ateliers.cloud.services.dynamodb;

import ateliers.cloud.services.dynamodb.item.Validation;
import ateliers.cloud.services.dynamodb.item.Values;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeAction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;

/**
 * Updates by attribute as requests had them before update expressions: what DynamoDB refuses of them.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValueUpdate.html">
 *     AttributeValueUpdate</a>
 */
record LegacyUpdates(Map<String, AttributeValueUpdate> updates) implements Requests.Legacy.Parameter {
    private static final List<String> SETS = List.of("SS", "NS", "BS");
    private static final List<String> ADDED = List.of("N", "L", "SS", "NS", "BS");

    @Override
    public void require() {
        updates.values().forEach(update -> {
            if (update.value() == null) {
                requireDeletion(update.action());
            } else {
                requireType(update.action(), Values.type(Values.canonical(update.value())));
            }
        });
    }

    private static void requireDeletion(AttributeAction action) {
        if (action != AttributeAction.DELETE) {
            throw Validation.badParameter("Only DELETE action is allowed when no attribute value is specified");
        }
    }

    private static void requireType(AttributeAction action, String type) {
        if (action == AttributeAction.DELETE && !SETS.contains(type)) {
            throw Validation.badParameter("DELETE action with value is not supported for the type " + type);
        }
        if (action == AttributeAction.ADD && !ADDED.contains(type)) {
            throw Validation.badParameter("ADD action is not supported for the type " + type);
        }
    }
}

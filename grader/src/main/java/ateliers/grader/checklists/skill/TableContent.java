package ateliers.grader.checklists.skill;

import ateliers.grader.checklist.Stack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** What a table held at some moment, whatever its items are. */
final class TableContent {
    private final Stack stack;
    private final String table;
    private final List<Map<String, AttributeValue>> items;

    private TableContent(Stack stack, String table) {
        this.stack = stack;
        this.table = table;
        this.items = items();
    }

    static TableContent of(Stack stack, String table) {
        return new TableContent(stack, table);
    }

    /** Makes it hold that again: what came since goes, what was changed is as it was. */
    void restore() {
        List<String> key = stack.aws().dynamoDb().describeTable(r -> r.tableName(table)).table().keySchema().stream()
                .map(KeySchemaElement::attributeName)
                .toList();
        items().stream()
                .filter(item -> !items.contains(item))
                .forEach(item -> stack.aws()
                        .dynamoDb()
                        .deleteItem(r -> r.tableName(table).key(only(item, key))));
        items.forEach(
                item -> stack.aws().dynamoDb().putItem(r -> r.tableName(table).item(item)));
    }

    private static Map<String, AttributeValue> only(Map<String, AttributeValue> item, List<String> names) {
        Map<String, AttributeValue> kept = new HashMap<>(item);
        kept.keySet().retainAll(names);
        return kept;
    }

    private List<Map<String, AttributeValue>> items() {
        return stack.aws().dynamoDb().scanPaginator(r -> r.tableName(table).consistentRead(true)).items().stream()
                .toList();
    }
}

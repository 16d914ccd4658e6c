package ateliers.cloud.services.dynamodb;

import ateliers.cloud.kit.Constraints;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What DynamoDB's model wants of members that many requests have: parts of the {@link Constraints} of a request. */
final class RequestConstraints {
    private static final String NAME = "[a-zA-Z0-9_.-]+";
    private static final List<String> CAPACITY = List.of("INDEXES", "TOTAL", "NONE");
    private static final List<String> RETURNED = List.of("ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW");

    private RequestConstraints() {}

    /** The table's name or ARN; it must be there. */
    static Consumer<Constraints> table(String nameOrArn) {
        return table("tableName", nameOrArn);
    }

    /** The same where the member is called otherwise. */
    static Consumer<Constraints> table(String member, String nameOrArn) {
        return constraints -> constraints.present(member, nameOrArn).also(name(member, TableNames.plain(nameOrArn)));
    }

    /** A name, if there is one. */
    static Consumer<Constraints> name(String member, String name) {
        return constraints ->
                constraints.pattern(member, name, NAME).length(member, name, TableNames.SHORTEST, TableNames.LONGEST);
    }

    static Consumer<Constraints> capacity(String wanted) {
        return constraints -> constraints.oneOf("returnConsumedCapacity", wanted, CAPACITY);
    }

    /** What a write is to return, beside its capacity. */
    static Consumer<Constraints> returned(String values, String metrics) {
        return constraints ->
                constraints.oneOf("returnValues", values, RETURNED).also(metrics(metrics));
    }

    static Consumer<Constraints> metrics(String wanted) {
        return constraints -> constraints.oneOf("returnItemCollectionMetrics", wanted, List.of("SIZE", "NONE"));
    }

    /** The requests of a batch, by tables, of which each must be a name or an ARN. */
    static Consumer<Constraints> batch(boolean given, Map<String, ?> byTable) {
        boolean named = byTable.keySet().stream()
                .allMatch(table -> TableNames.isArn(table)
                        || table.matches(NAME)
                                && table.length() >= TableNames.SHORTEST
                                && table.length() <= TableNames.LONGEST);
        return constraints -> {
            constraints.given("requestItems", given);
            if (!named) {
                constraints.broken(
                        "Value '" + byTable + "' at 'requestItems' failed to satisfy constraint: Map keys must satisfy "
                                + "constraint: [Member must have length less than or equal to " + TableNames.LONGEST
                                + ", Member must have length greater than or equal to " + TableNames.SHORTEST
                                + ", Member must satisfy regular expression pattern: " + NAME + "]");
            }
            constraints.length("requestItems", "{}", given ? byTable.size() : 1, 1, Integer.MAX_VALUE);
        };
    }

    /** The lists of a batch, each of which must have something and not too much. */
    static Consumer<Constraints> lists(Map<String, ? extends List<?>> lists, int most) {
        boolean right = lists.values().stream().noneMatch(list -> list.isEmpty() || list.size() > most);
        return constraints -> {
            if (!right) {
                constraints.broken(
                        "Value '" + lists + "' at 'requestItems' failed to satisfy constraint: Map value must "
                                + "satisfy constraint: [Member must have length less than or equal to " + most
                                + ", Member must have length greater than or equal to 1]");
            }
        };
    }
}

package ateliers.cloud.services.dynamodb;

import ateliers.cloud.services.dynamodb.item.Validation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What is wrong with a request by its model alone: DynamoDB tells up to ten such errors at once, before all others. */
final class Constraints {
    private static final int MAX_REPORTED = 10;
    private static final int SHORTEST_NAME = 3;
    private static final int LONGEST_NAME = 255;
    private static final String NAME = "[a-zA-Z0-9_.-]+";
    private static final List<String> CAPACITY = List.of("INDEXES", "TOTAL", "NONE");
    private static final List<String> RETURNED = List.of("ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW");

    private final List<String> errors = new ArrayList<>();

    /** The table's name or ARN; it must be there. */
    Constraints table(String nameOrArn) {
        if (nameOrArn != null && nameOrArn.startsWith("arn:")) {
            return this;
        }
        return present("tableName", nameOrArn).name("tableName", nameOrArn);
    }

    /** A name, if there is one. */
    Constraints name(String member, String name) {
        if (name != null) {
            check(name.matches(NAME), name, member, "satisfy regular expression pattern: " + NAME);
            check(
                    name.length() >= SHORTEST_NAME,
                    name,
                    member,
                    "have length greater than or equal to " + SHORTEST_NAME);
            check(name.length() <= LONGEST_NAME, name, member, "have length less than or equal to " + LONGEST_NAME);
        }
        return this;
    }

    Constraints present(String member, Object value) {
        if (value == null) {
            errors.add("Value null at '" + member + "' failed to satisfy constraint: Member must not be null");
        }
        return this;
    }

    /** A key or an item that must be there. */
    Constraints present(String member, boolean given) {
        return present(member, given ? member : null);
    }

    /** What other parts of the request find wrong. */
    Constraints also(Consumer<Constraints> part) {
        part.accept(this);
        return this;
    }

    Constraints capacity(String wanted) {
        return oneOf("returnConsumedCapacity", wanted, CAPACITY);
    }

    /** What a write is to return, beside its capacity. */
    Constraints returned(String values, String metrics) {
        return oneOf("returnValues", values, RETURNED).metrics(metrics);
    }

    Constraints metrics(String wanted) {
        return oneOf("returnItemCollectionMetrics", wanted, List.of("SIZE", "NONE"));
    }

    Constraints oneOf(String member, String value, List<String> allowed) {
        if (value != null) {
            check(allowed.contains(value), value, member, "satisfy enum value set: " + allowed);
        }
        return this;
    }

    Constraints between(String member, Integer value, int least, int most) {
        if (value != null) {
            check(value >= least, value, member, "have value greater than or equal to " + least);
            check(value <= most, value, member, "have value less than or equal to " + most);
        }
        return this;
    }

    /** The lists of a map, each of which must have something and not too much. */
    Constraints lists(String member, Map<String, ? extends List<?>> lists, int most) {
        if (lists.values().stream().anyMatch(list -> list.isEmpty() || list.size() > most)) {
            errors.add("Value '" + lists + "' at '" + member + "' failed to satisfy constraint: Map value must satisfy "
                    + "constraint: [Member must have length less than or equal to " + most
                    + ", Member must have length greater than or equal to 1]");
        }
        return this;
    }

    Constraints atLeastOne(String member, Long value) {
        if (value != null) {
            check(value >= 1, value, member, "have value greater than or equal to 1");
        }
        return this;
    }

    /** The keys of a map by tables, of which each must be a name or an ARN. */
    Constraints tables(String member, Map<String, ?> byTable) {
        boolean named = byTable.keySet().stream()
                .allMatch(table -> TableNames.isArn(table)
                        || table.matches(NAME) && table.length() >= SHORTEST_NAME && table.length() <= LONGEST_NAME);
        if (!named) {
            errors.add(
                    "Value '" + byTable + "' at '" + member + "' failed to satisfy constraint: Map keys must satisfy "
                            + "constraint: [Member must have length less than or equal to " + LONGEST_NAME
                            + ", Member must have length greater than or equal to " + SHORTEST_NAME
                            + ", Member must satisfy regular expression pattern: " + NAME + "]");
        }
        return this;
    }

    /** @param value as the error shows it */
    Constraints length(String member, Object value, int length, int least, int most) {
        check(length >= least, value, member, "have length greater than or equal to " + least);
        check(length <= most, value, member, "have length less than or equal to " + most);
        return this;
    }

    private void check(boolean holds, Object value, String member, String rule) {
        if (!holds) {
            errors.add("Value '" + value + "' at '" + member + "' failed to satisfy constraint: Member must " + rule);
        }
    }

    void require() {
        if (!errors.isEmpty()) {
            throw error(errors);
        }
    }

    /** The error about one or several values. */
    static AwsServiceException error(String... errors) {
        return error(Arrays.asList(errors));
    }

    private static AwsServiceException error(List<String> errors) {
        List<String> reported = errors.subList(0, Math.min(errors.size(), MAX_REPORTED));
        return Validation.error(reported.size() + " validation error" + (reported.size() > 1 ? "s" : "") + " detected: "
                + String.join("; ", reported));
    }
}

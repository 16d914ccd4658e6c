package ateliers.grader.checklists.bank;

import ateliers.grader.checklist.Stack;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/**
 * Makes what functions have noted of an operation look older. Their own clocks cannot be moved: that the times which they wrote lie
 * further back is the same to them as if time had gone by.
 */
record Ageing(Stack stack, Duration by) {
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);

    /** Times of these years, as seconds since 1970. */
    private static final BigDecimal EARLIEST =
            BigDecimal.valueOf(Instant.parse("2020-01-01T00:00:00Z").getEpochSecond());

    private static final BigDecimal LATEST =
            BigDecimal.valueOf(Instant.parse("2100-01-01T00:00:00Z").getEpochSecond());

    /** In all tables of the stack's but the two of the contract, whose times are not about mails. */
    void of(Operation operation) {
        Set<String> known = Set.of(stack.output(BankChecklist.CLIENTS), stack.output(BankChecklist.OPERATIONS));
        stack.resources()
                .filter(resource -> resource.resourceType().equals("AWS::DynamoDB::Table"))
                .map(StackResourceSummary::physicalResourceId)
                .filter(table -> !known.contains(table))
                .forEach(table -> age(table, operation.id()));
    }

    private void age(String table, String id) {
        var dynamoDb = stack.aws().dynamoDb();
        Set<String> keys = dynamoDb.describeTable(r -> r.tableName(table)).table().keySchema().stream()
                .map(KeySchemaElement::attributeName)
                .collect(Collectors.toSet());
        dynamoDb.scanPaginator(r -> r.tableName(table).consistentRead(true)).items().stream()
                .filter(item -> item.toString().contains(id))
                .forEach(item -> {
                    Map<String, AttributeValue> older = new HashMap<>(item);
                    older.keySet().removeAll(keys);
                    older.replaceAll((name, value) -> aged(value));
                    older.entrySet().removeIf(each -> each.getValue().equals(item.get(each.getKey())));
                    Map<String, AttributeValue> key = new HashMap<>(item);
                    key.keySet().retainAll(keys);
                    older.forEach((name, value) -> dynamoDb.updateItem(r -> r.tableName(table)
                            .key(key)
                            .updateExpression("SET #time = :time")
                            .expressionAttributeNames(Map.of("#time", name))
                            .expressionAttributeValues(Map.of(":time", value))));
                });
    }

    /** A time that much earlier; anything else as it is. */
    private AttributeValue aged(AttributeValue value) {
        if (value.n() != null) {
            return AttributeValue.fromN(aged(new BigDecimal(value.n())).toPlainString());
        }
        if (value.s() == null) {
            return value;
        }
        try {
            return AttributeValue.fromS(Instant.parse(value.s()).minus(by).toString());
        } catch (DateTimeException e) {
            return value;
        }
    }

    /** Since 1970, in seconds or in thousandths, millionths or milliards of them. */
    private BigDecimal aged(BigDecimal number) {
        BigDecimal unit = BigDecimal.ONE;
        for (int i = 0; i < 4; i++) {
            if (number.compareTo(EARLIEST.multiply(unit)) > 0 && number.compareTo(LATEST.multiply(unit)) < 0) {
                return number.subtract(BigDecimal.valueOf(by.toSeconds()).multiply(unit));
            }
            unit = unit.multiply(THOUSAND);
        }
        return number;
    }
}

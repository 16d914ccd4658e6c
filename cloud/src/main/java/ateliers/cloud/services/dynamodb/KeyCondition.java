package ateliers.cloud.services.dynamodb;

import ateliers.cloud.services.dynamodb.expression.Condition;
import ateliers.cloud.services.dynamodb.expression.ConditionReader;
import ateliers.cloud.services.dynamodb.expression.Operand;
import ateliers.cloud.services.dynamodb.expression.Operator;
import ateliers.cloud.services.dynamodb.expression.Path;
import ateliers.cloud.services.dynamodb.expression.Placeholders;
import ateliers.cloud.services.dynamodb.item.Validation;
import ateliers.cloud.services.dynamodb.item.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a query asks of the keys: one partition, and maybe a range of sort keys, as the stretch of a table or an index
 * where such items stand.
 *
 * @param partition the partition key
 * @param from where the stretch begins; an item that stands there belongs to it
 * @param to where it ends; nothing stands there
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.KeyConditionExpressions.html">Key
 *     condition expressions</a>
 */
record KeyCondition(AttributeValue partition, Position from, Position to) {
    private static final String KIND = "KeyConditionExpression";

    /** An expression that is right in itself, by the attributes on which it has conditions. */
    record Parts(Map<String, Condition> byAttribute) {}

    /** Reads an expression. */
    static Condition read(String text, Placeholders placeholders) {
        return ConditionReader.read(KIND, text, placeholders);
    }

    /** Refuses what cannot be a condition on keys. */
    static Parts parts(Condition condition) {
        List<Condition> parts = new ArrayList<>();
        split(condition, parts);
        Map<String, Condition> byAttribute = new HashMap<>();
        for (Condition part : parts) {
            if (byAttribute.put(attributeOf(part), part) != null) {
                throw Validation.error("KeyConditionExpressions must only contain one condition per key");
            }
        }
        if (parts.size() > 2) {
            throw Validation.error("Conditions can be of length 1 or 2 only");
        }
        return new Parts(byAttribute);
    }

    /** Applies it to the key of a table or an index. */
    static KeyCondition of(Parts parts, KeySchema key) {
        Map<String, Condition> byAttribute = new HashMap<>(parts.byAttribute());
        if (key.sort().isEmpty() && byAttribute.size() > 1) {
            throw Validation.error("Query key condition not supported");
        }
        Condition partition = byAttribute.remove(key.partition().name());
        if (partition == null) {
            throw missed(key.partition().name());
        }
        literals(partition).forEach(value -> requireType(key.partition(), value));
        if (!(partition instanceof Condition.Comparison equals) || equals.operator() != Operator.EQ) {
            throw Validation.error("Query key condition not supported");
        }
        AttributeValue value = literals(equals).get(0);
        return sort(key, byAttribute)
                .map(sort -> range(value, sort))
                .orElseGet(() -> new KeyCondition(value, Position.start(value), Position.end(value)));
    }

    private static Optional<Condition> sort(KeySchema key, Map<String, Condition> rest) {
        if (rest.isEmpty()) {
            return Optional.empty();
        }
        if (!rest.containsKey(key.sort().get().name())) {
            throw missed(key.sort().get().name());
        }
        Condition condition = rest.get(key.sort().get().name());
        literals(condition).forEach(value -> requireType(key.sort().get(), value));
        return Optional.of(condition);
    }

    private static KeyCondition range(AttributeValue partition, Condition sort) {
        AttributeValue value = literals(sort).get(0);
        Position start = Position.start(partition);
        Position before = Position.of(List.of(partition, value));
        Position after = Position.after(List.of(partition, value));
        Position end = Position.end(partition);
        if (sort instanceof Condition.Between between) {
            AttributeValue high = ((Operand.Literal) between.high()).value();
            return new KeyCondition(partition, before, Position.after(List.of(partition, high)));
        }
        if (sort instanceof Condition.BeginsWith) {
            Position next = Prefixes.next(value)
                    .map(first -> Position.of(List.of(partition, first)))
                    .orElse(end);
            return new KeyCondition(partition, before, next);
        }
        Condition.Comparison comparison = (Condition.Comparison) sort;
        Operator operator = comparison.left() instanceof Path
                ? comparison.operator()
                : comparison.operator().flipped();
        return switch (operator) {
            case LT -> new KeyCondition(partition, start, before);
            case LE -> new KeyCondition(partition, start, after);
            case GT -> new KeyCondition(partition, after, end);
            case GE -> new KeyCondition(partition, before, end);
            default -> new KeyCondition(partition, before, after);
        };
    }

    /** Whether an item that stands there is in the partition. */
    boolean inPartition(Position position) {
        return position.keys().get(0).equals(partition);
    }

    /** Whether the sort key of an item that stands there is as asked, in whatever partition. */
    boolean fitsSort(Position position) {
        List<AttributeValue> keys = new ArrayList<>(position.keys());
        keys.set(0, partition);
        Position here = new Position(from.hash(), keys, position.last());
        return from.compareTo(here) <= 0 && here.compareTo(to) < 0;
    }

    /** Whether it asks for one sort key. */
    boolean isExact() {
        return from.keys().size() > 1 && from.keys().equals(to.keys());
    }

    private static AwsServiceException missed(String attribute) {
        return Validation.error("Query condition missed key schema element: " + attribute);
    }

    private static void requireType(KeySchema.Attribute key, AttributeValue value) {
        if (!Values.type(value).equals(key.type())) {
            throw Validation.badParameter("Condition parameter type does not match schema type");
        }
        if ("".equals(value.s())) {
            throw Validation.error("One or more parameter values are not valid. The AttributeValue for a key attribute "
                    + "cannot contain an empty string value. Key: " + key.name());
        }
    }

    private static void split(Condition condition, List<Condition> parts) {
        if (condition instanceof Condition.And and) {
            split(and.left(), parts);
            split(and.right(), parts);
        } else if (condition instanceof Condition.Or) {
            throw operator("OR");
        } else if (condition instanceof Condition.Not not) {
            throw operator(not.condition() instanceof Condition.Exists ? "attribute_not_exists" : "NOT");
        } else if (condition instanceof Condition.In) {
            throw operator("IN");
        } else if (condition instanceof Condition.Exists) {
            throw operator("attribute_exists");
        } else if (condition instanceof Condition.HasType) {
            throw operator("attribute_type");
        } else if (condition instanceof Condition.Contains) {
            throw operator("contains");
        } else if (condition instanceof Condition.Comparison comparison && comparison.operator() == Operator.NE) {
            throw operator("<>");
        } else {
            parts.add(condition);
        }
    }

    private static AwsServiceException operator(String operator) {
        return Validation.error("Invalid operator used in KeyConditionExpression: " + operator);
    }

    private static AwsServiceException invalid(String message) {
        return Validation.error("Invalid condition in KeyConditionExpression: " + message);
    }

    /** The one attribute that a condition is about. */
    private static String attributeOf(Condition condition) {
        List<Operand> operands = operands(condition);
        boolean keyFirst = operands.get(0) instanceof Path;
        if (condition instanceof Condition.Between && !keyFirst) {
            throw invalid("BETWEEN operator must have the key attribute as its first operand");
        }
        if (condition instanceof Condition.BeginsWith && !keyFirst) {
            throw invalid("begins_with operator must have the key attribute as its first operand");
        }
        Path attribute = null;
        for (Operand operand : operands) {
            if (operand instanceof Operand.Size) {
                throw Validation.error("KeyConditionExpressions cannot contain nested operations");
            }
            if (operand instanceof Path path) {
                if (attribute != null) {
                    throw invalid("Multiple attribute names used in one condition");
                }
                if (!path.isTopLevel()) {
                    throw Validation.error("KeyConditionExpressions cannot have conditions on nested attributes");
                }
                attribute = path;
            }
        }
        if (attribute == null) {
            throw invalid("No key attribute specified");
        }
        return attribute.attribute();
    }

    private static List<Operand> operands(Condition condition) {
        if (condition instanceof Condition.Comparison comparison) {
            return List.of(comparison.left(), comparison.right());
        }
        return condition instanceof Condition.Between between
                ? List.of(between.operand(), between.low(), between.high())
                : List.of(((Condition.BeginsWith) condition).operand(), ((Condition.BeginsWith) condition).prefix());
    }

    /** The values that a condition on one key compares it with. */
    static List<AttributeValue> literals(Condition condition) {
        return operands(condition).stream()
                .filter(Operand.Literal.class::isInstance)
                .map(operand -> ((Operand.Literal) operand).value())
                .toList();
    }
}

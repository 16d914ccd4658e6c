package ateliers.cloud.services.dynamodb;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.services.dynamodb.expression.Condition;
import ateliers.cloud.services.dynamodb.expression.ConditionReader;
import ateliers.cloud.services.dynamodb.expression.Path;
import ateliers.cloud.services.dynamodb.expression.Placeholders;
import ateliers.cloud.services.dynamodb.expression.Update;
import ateliers.cloud.services.dynamodb.expression.UpdateReader;
import ateliers.cloud.services.dynamodb.item.Validation;
import ateliers.cloud.services.dynamodb.item.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.ReturnItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * One write of one item, prepared and then carried out: what PutItem, UpdateItem, DeleteItem, batches and transactions
 * have in common. Everything that can be refused without looking at the item is refused while preparing.
 */
final class ItemWrites {
    private static final String TOO_LARGE = "Item size has exceeded the maximum allowed size";
    private static final String TOO_LARGE_TO_UPDATE = "Item size to update has exceeded the maximum allowed size";

    private ItemWrites() {}

    /**
     * A prepared write.
     *
     * @param key canonical; of the item that it is about
     * @param updated the paths that an update changes
     */
    record Write(
            Table table,
            Map<String, AttributeValue> key,
            Optional<Condition> condition,
            boolean returnItemOnFailure,
            List<Path> updated,
            Effect effect) {

        /** What the item is now; called with the table locked. */
        Optional<Map<String, AttributeValue>> before() {
            return table.find(key);
        }

        /** Whether its condition holds for what is there now. */
        boolean holds(Optional<Map<String, AttributeValue>> before) {
            return condition.isEmpty() || condition.get().holds(before.orElse(Map.of()));
        }

        /** What the item will be; refuses what DynamoDB would not keep. */
        Optional<Map<String, AttributeValue>> after(Optional<Map<String, AttributeValue>> before) {
            return effect.of(before);
        }

        /** What the caller learns of the item's collection, where that was asked for and there is a local index. */
        Optional<ItemCollectionMetrics> collection(ReturnItemCollectionMetrics wanted) {
            return wanted == ReturnItemCollectionMetrics.SIZE ? table.collection(key) : Optional.empty();
        }

        /** Checks, calculates and changes, with the table locked. */
        Outcome run() {
            table.lock.lock();
            try {
                Optional<Map<String, AttributeValue>> before = before();
                if (!holds(before)) {
                    throw conditionFailed(returnItemOnFailure ? before : Optional.empty());
                }
                Optional<Map<String, AttributeValue>> after = after(before);
                table.change(before, after, Optional.empty());
                return new Outcome(before, after);
            } finally {
                table.lock.unlock();
            }
        }
    }

    /** Finds the table, once the request itself is found to be right. */
    @FunctionalInterface
    interface Source {
        Table table();
    }

    /** An item before and after. */
    record Outcome(Optional<Map<String, AttributeValue>> before, Optional<Map<String, AttributeValue>> after) {}

    /** What becomes of an item. */
    @FunctionalInterface
    interface Effect {
        Optional<Map<String, AttributeValue>> of(Optional<Map<String, AttributeValue>> before);
    }

    /** Puts a whole item of a batch, which says less of a key that does not fit. */
    static Write putOfBatch(Source source, Map<String, AttributeValue> item, Conditional conditional) {
        return put(
                () -> {
                    Table table = source.table();
                    table.key().requireFit(item);
                    return table;
                },
                item,
                conditional);
    }

    /** Puts a whole item. */
    static Write put(Source source, Map<String, AttributeValue> item, Conditional conditional) {
        Map<String, AttributeValue> canonical = Values.canonical(item);
        if (Values.size(canonical) > Table.MAX_ITEM_BYTES) {
            throw Validation.error(TOO_LARGE);
        }
        Optional<Condition> condition = conditional.read();
        conditional.placeholders().requireAllUsed();
        Table table = source.table();
        table.key().requireIn(canonical);
        table.requireIndexable(canonical);
        condition.ifPresent(c -> table.requireScalars(Path.nested(c.paths())));
        return new Write(
                table,
                canonical,
                condition,
                conditional.returnItemOnFailure(),
                List.of(),
                before -> Optional.of(canonical));
    }

    /** Deletes an item, if it is there. */
    static Write delete(Source source, Map<String, AttributeValue> key, Conditional conditional) {
        return ofKey(source, key, conditional, before -> Optional.empty());
    }

    /** Only checks, as a transaction may. */
    static Write check(Source source, Map<String, AttributeValue> key, Conditional conditional) {
        return ofKey(source, key, conditional, before -> before);
    }

    private static Write ofKey(Source source, Map<String, AttributeValue> key, Conditional conditional, Effect effect) {
        Map<String, AttributeValue> given = Values.canonical(key);
        Optional<Condition> condition = conditional.read();
        conditional.placeholders().requireAllUsed();
        Table table = source.table();
        Map<String, AttributeValue> canonical = table.key().requireKey(given);
        condition.ifPresent(c -> table.requireScalars(Path.nested(c.paths())));
        return new Write(table, canonical, condition, conditional.returnItemOnFailure(), List.of(), effect);
    }

    /** Changes an item, or makes one. */
    static Write update(
            Source source, Map<String, AttributeValue> key, Optional<String> expression, Conditional conditional) {
        Map<String, AttributeValue> given = Values.canonical(key);
        Optional<Update> update = expression.map(text -> UpdateReader.read(text, conditional.placeholders()));
        Optional<Condition> condition = conditional.read();
        conditional.placeholders().requireAllUsed();
        Table table = source.table();
        Map<String, AttributeValue> canonical = table.key().requireKey(given);
        condition.ifPresent(c -> table.requireScalars(Path.nested(c.paths())));
        update.ifPresent(u -> requireNoKey(table, u));
        List<Path> paths = update.map(u -> u.paths().toList()).orElse(List.of());
        return new Write(table, canonical, condition, conditional.returnItemOnFailure(), paths, before -> {
            Map<String, AttributeValue> start = new LinkedHashMap<>(before.orElse(canonical));
            Map<String, AttributeValue> after = update.map(u -> u.of(start)).orElse(start);
            table.requireIndexableUpdate(after);
            if (Values.size(after) > Table.MAX_ITEM_BYTES) {
                throw Validation.error(TOO_LARGE_TO_UPDATE);
            }
            return Optional.of(after);
        });
    }

    /**
     * A request's condition.
     *
     * @param expression the condition expression, null for none
     */
    record Conditional(String expression, Placeholders placeholders, ReturnValuesOnConditionCheckFailure onFailure) {
        Optional<Condition> read() {
            return Optional.ofNullable(expression)
                    .map(text -> ConditionReader.read("ConditionExpression", text, placeholders));
        }

        boolean returnItemOnFailure() {
            return onFailure == ReturnValuesOnConditionCheckFailure.ALL_OLD;
        }
    }

    /** What a caller of several writes learns of their items' collections, by table; null where there is nothing. */
    static Map<String, List<ItemCollectionMetrics>> collections(
            ReturnItemCollectionMetrics wanted, List<Write> writes) {
        Map<String, List<ItemCollectionMetrics>> collections = new LinkedHashMap<>();
        for (Write write : writes) {
            write.collection(wanted).ifPresent(collection -> {
                var ofTable = collections.computeIfAbsent(write.table().name(), name -> new ArrayList<>());
                if (!ofTable.contains(collection)) {
                    ofTable.add(collection);
                }
            });
        }
        return collections.isEmpty() ? null : collections;
    }

    private static void requireNoKey(Table table, Update update) {
        update.paths().map(Path::attribute).filter(table.key()::has).findFirst().ifPresent(name -> {
            throw Validation.badParameter("Cannot update attribute " + name + ". This attribute is part of the key");
        });
        update.changes().stream()
                .filter(change -> change.path().isTopLevel())
                .forEach(change -> change.type()
                        .ifPresent(type -> table.requireIndexable(change.path().attribute(), type)));
        table.requireScalars(update.nested().stream());
    }

    static AwsServiceException conditionFailed(Optional<Map<String, AttributeValue>> item) {
        var failed = ConditionalCheckFailedException.builder();
        item.ifPresent(failed::item);
        return AwsErrors.of(failed, "ConditionalCheckFailedException", 400, "The conditional request failed");
    }
}

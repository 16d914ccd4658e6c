package ateliers.cloud.services.dynamodb;

import ateliers.cloud.services.dynamodb.item.Validation;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

/**
 * Turns the definitions of keys and indexes into {@link KeySchema}s and {@link Index}es, refusing what DynamoDB refuses,
 * in its order and words.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html">CreateTable</a>
 */
final class TableShape {
    private static final int MAX_LOCAL_INDEXES = 5;
    private static final int MAX_GLOBAL_INDEXES = 20;
    private static final int MAX_PROJECTED_ATTRIBUTES = 100;

    private final Map<String, String> types = new LinkedHashMap<>();

    TableShape(List<AttributeDefinition> definitions) {
        for (AttributeDefinition definition : definitions) {
            if (types.put(definition.attributeName(), definition.attributeTypeAsString()) != null) {
                throw Validation.badParameter(
                        "Duplicate AttributeName in AttributeDefinitions: " + definition.attributeName());
            }
        }
    }

    /** The table's own key. */
    KeySchema tableKey(List<KeySchemaElement> schema) {
        if (schema.size() > types.size()) {
            throw Validation.error("Invalid KeySchema: Some index key attribute have no definition");
        }
        return key(schema);
    }

    private KeySchema key(List<KeySchemaElement> schema) {
        List<String> names =
                schema.stream().map(KeySchemaElement::attributeName).toList();
        if (!types.keySet().containsAll(names)) {
            throw Validation.badParameter("Some index key attributes are not defined in AttributeDefinitions. Keys: "
                    + names + ", AttributeDefinitions: " + List.copyOf(types.keySet()));
        }
        if (names.size() == 2 && names.get(0).equals(names.get(1))) {
            throw Validation.error("Both the Hash Key and the Range Key element in the KeySchema have the same name");
        }
        if (schema.get(0).keyType() != KeyType.HASH) {
            throw Validation.error("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
        }
        if (schema.size() > 1 && schema.get(1).keyType() != KeyType.RANGE) {
            throw Validation.error("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
        }
        return new KeySchema(
                attribute(names.get(0)), names.size() > 1 ? Optional.of(attribute(names.get(1))) : Optional.empty());
    }

    private KeySchema.Attribute attribute(String name) {
        return new KeySchema.Attribute(name, types.get(name));
    }

    /** A local index. */
    Index localIndex(String name, List<KeySchemaElement> schema, Projection projection, KeySchema tableKey) {
        if (tableKey.sort().isEmpty()) {
            throw Validation.badParameter("Table KeySchema does not have a range key, "
                    + "which is required when specifying a LocalSecondaryIndex");
        }
        KeySchema key = key(schema);
        if (key.sort().isEmpty()) {
            throw Validation.badParameter("Index KeySchema does not have a range key for index: " + name);
        }
        if (!key.partition().equals(tableKey.partition())) {
            throw Validation.badParameter("Index KeySchema does not have the same leading hash key as table KeySchema "
                    + "for index: " + name + ". index hash key: "
                    + key.partition().name() + ", table hash key: "
                    + tableKey.partition().name());
        }
        requireProjection(projection);
        return new Index(name, false, key, tableKey, projection, new ItemTree());
    }

    /** A global index. */
    Index globalIndex(String name, List<KeySchemaElement> schema, Projection projection, KeySchema tableKey) {
        KeySchema key = key(schema);
        requireProjection(projection);
        return new Index(name, true, key, tableKey, projection, new ItemTree());
    }

    private static void requireProjection(Projection projection) {
        ProjectionType type = projection.projectionType();
        if (type == null) {
            throw Validation.badParameter("Unknown ProjectionType: null");
        }
        if (projection.hasNonKeyAttributes() && type != ProjectionType.INCLUDE) {
            throw Validation.badParameter("ProjectionType is " + type + ", but NonKeyAttributes is specified");
        }
        if (type == ProjectionType.INCLUDE && !projection.hasNonKeyAttributes()) {
            throw Validation.badParameter("ProjectionType is INCLUDE, but NonKeyAttributes is not specified");
        }
    }

    /** Refuses too many indexes, and names given twice. */
    static void requireIndexes(List<Index> indexes) {
        Set<String> names = new HashSet<>();
        indexes.stream()
                .map(Index::name)
                .filter(name -> !names.add(name))
                .findFirst()
                .ifPresent(name -> {
                    throw Validation.badParameter("Duplicate index name: " + name);
                });
        if (indexes.stream().filter(index -> !index.global()).count() > MAX_LOCAL_INDEXES) {
            throw Validation.badParameter("Number of LocalSecondaryIndexes exceeds per-table limit of 5");
        }
        if (indexes.stream().filter(Index::global).count() > MAX_GLOBAL_INDEXES) {
            throw Validation.badParameter("GlobalSecondaryIndex count exceeds the per-table limit of 20");
        }
        int projected = indexes.stream()
                .mapToInt(index -> index.projection().nonKeyAttributes().size())
                .sum();
        if (projected > MAX_PROJECTED_ATTRIBUTES) {
            throw Validation.badParameter(
                    "Number of all projected attributes in all indexes exceeds the per-table limit" + " of "
                            + MAX_PROJECTED_ATTRIBUTES);
        }
    }

    /** Refuses definitions of attributes that are no key. */
    void requireNoneUnused(KeySchema tableKey, List<Index> indexes) {
        Set<String> used = new HashSet<>();
        tableKey.attributes().forEach(attribute -> used.add(attribute.name()));
        for (Index index : indexes) {
            index.key().attributes().forEach(attribute -> used.add(attribute.name()));
        }
        if (!used.equals(types.keySet())) {
            throw unused(indexes, used);
        }
    }

    private AwsServiceException unused(List<Index> indexes, Set<String> used) {
        return indexes.isEmpty()
                ? Validation.badParameter(
                        "Number of attributes in KeySchema does not exactly match number of attributes "
                                + "defined in AttributeDefinitions")
                : Validation.badParameter("Some AttributeDefinitions are not used. AttributeDefinitions: "
                        + List.copyOf(types.keySet()) + ", keys used: " + List.copyOf(used));
    }
}

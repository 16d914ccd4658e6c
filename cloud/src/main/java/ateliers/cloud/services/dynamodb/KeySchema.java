package ateliers.cloud.services.dynamodb;

import ateliers.cloud.services.dynamodb.item.Validation;
import ateliers.cloud.services.dynamodb.item.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A key of one or two attributes, with their types ({@code S}, {@code N} or {@code B}). */
record KeySchema(Attribute partition, Optional<Attribute> sort) {
    static final int MAX_PARTITION_BYTES = 2048;
    static final int MAX_SORT_BYTES = 1024;

    private static final String MISMATCH = "The provided key element does not match the schema";

    /** One attribute of the key. */
    record Attribute(String name, String type) {}

    /** Partition key, then sort key. */
    List<Attribute> attributes() {
        List<Attribute> attributes = new ArrayList<>(List.of(partition));
        sort.ifPresent(attributes::add);
        return attributes;
    }

    boolean has(String name) {
        return attributes().stream().anyMatch(attribute -> attribute.name().equals(name));
    }

    /** Whether an item has this key, as an index wants it to take the item in. */
    boolean fits(Map<String, AttributeValue> item) {
        return attributes().stream()
                .allMatch(key -> item.containsKey(key.name())
                        && Values.type(item.get(key.name())).equals(key.type()));
    }

    /** The values of the key, of an item that {@link #fits}. */
    List<AttributeValue> values(Map<String, AttributeValue> item) {
        return attributes().stream().map(key -> item.get(key.name())).toList();
    }

    /** The key's attributes of an item. */
    Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> key = new LinkedHashMap<>();
        attributes().forEach(attribute -> key.put(attribute.name(), item.get(attribute.name())));
        return key;
    }

    /** Checks a key given alone, as in GetItem, and brings it to its canonical form. */
    Map<String, AttributeValue> requireKey(Map<String, AttributeValue> key) {
        Map<String, AttributeValue> canonical = Values.canonical(key);
        requireMatch(canonical);
        requireContent(canonical);
        return canonical;
    }

    /** Checks that a key has this schema's attributes and types, whatever their values. */
    void requireMatch(Map<String, AttributeValue> key) {
        if (key.size() != attributes().size() || !fits(key)) {
            throw Validation.error(MISMATCH);
        }
    }

    /** Checks the key of a whole item, as in a batch. */
    void requireFit(Map<String, AttributeValue> item) {
        if (!fits(item)) {
            throw Validation.error(MISMATCH);
        }
    }

    /** Checks the key of a whole item, as in PutItem. */
    void requireIn(Map<String, AttributeValue> item) {
        requireTypes(item);
        requireContent(item);
    }

    /** Checks that a whole item has this schema's attributes and types, whatever their values. */
    void requireTypes(Map<String, AttributeValue> item) {
        for (Attribute key : attributes()) {
            AttributeValue value = item.get(key.name());
            if (value == null) {
                throw Validation.badParameter("Missing the key " + key.name() + " in the item");
            }
            requireType(key, value, "");
        }
    }

    /** Checks what an index takes of an item: a key attribute that is there must be of its type and not empty. */
    void requireIndexable(Map<String, AttributeValue> item, String index) {
        for (Attribute key : attributes()) {
            AttributeValue value = item.get(key.name());
            if (value != null) {
                requireType(key, value, " IndexName: " + index);
                if (isEmpty(value)) {
                    throw Validation.error("One or more parameter values are not valid. A value specified for a "
                            + "secondary index key is not supported. The AttributeValue for a key attribute cannot "
                            + "contain an empty " + (value.s() != null ? "string" : "binary") + " value. IndexName: "
                            + index + ", IndexKey: " + key.name());
                }
            }
        }
    }

    /** The same for what an update has made of an item. */
    void requireIndexableUpdate(Map<String, AttributeValue> item) {
        for (Attribute key : attributes()) {
            AttributeValue value = item.get(key.name());
            if (value != null && !Values.type(value).equals(key.type())) {
                throw Validation.error(
                        "The update expression attempted to update the secondary index key to unsupported type");
            }
            if (value != null && isEmpty(value)) {
                throw Validation.error("One or more parameter values are not valid. The update expression attempted to "
                        + "update a secondary index key to a value that is not supported. The AttributeValue for a key "
                        + "attribute cannot contain an empty " + (value.s() != null ? "string" : "binary") + " value.");
            }
        }
    }

    /** Refuses another type than an index's for an attribute of its key. */
    void requireType(String attribute, String type, String index) {
        attributes().stream()
                .filter(key -> key.name().equals(attribute))
                .forEach(key -> requireType(key, type, " IndexName: " + index));
    }

    private static void requireType(Attribute key, AttributeValue value, String suffix) {
        requireType(key, Values.type(value), suffix);
    }

    private static void requireType(Attribute key, String actual, String suffix) {
        if (!actual.equals(key.type())) {
            throw Validation.badParameter("Type mismatch for "
                    + (suffix.isEmpty() ? "key " : "Index Key ") + key.name() + " "
                    + (suffix.isEmpty() ? "expected: " : "Expected: ") + key.type()
                    + (suffix.isEmpty() ? " actual: " : " Actual: ") + actual + suffix);
        }
    }

    private void requireContent(Map<String, AttributeValue> item) {
        for (Attribute key : attributes()) {
            AttributeValue value = item.get(key.name());
            if (isEmpty(value)) {
                throw Validation.error("One or more parameter values are not valid. The AttributeValue for a key "
                        + "attribute cannot contain an empty " + (value.s() != null ? "string" : "binary")
                        + " value. Key: " + key.name());
            }
        }
        if (Values.size(item.get(partition.name())) > MAX_PARTITION_BYTES) {
            throw Validation.badParameter(
                    "Size of hashkey has exceeded the maximum size limit of" + MAX_PARTITION_BYTES + " bytes");
        }
        if (sort.isPresent() && Values.size(item.get(sort.get().name())) > MAX_SORT_BYTES) {
            throw Validation.badParameter(
                    "Aggregated size of all range keys has exceeded the size limit of " + MAX_SORT_BYTES + " bytes");
        }
    }

    private static boolean isEmpty(AttributeValue value) {
        return "".equals(value.s()) || value.b() != null && value.b().asByteArrayUnsafe().length == 0;
    }
}

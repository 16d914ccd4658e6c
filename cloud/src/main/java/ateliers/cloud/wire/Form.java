package ateliers.cloud.wire;

import ateliers.cloud.http.Query;
import ateliers.cloud.traits.QueryNames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;
import software.amazon.awssdk.utils.builder.Buildable;

/** A request of awsQuery: names with points make a tree, {@code Tags.member.1.Key}. */
final class Form {
    private final Node root = new Node();

    private static final class Node {
        private String value;
        private Map<String, Node> children = Map.of();

        Node child(String name) {
            return children.get(name);
        }

        Node make(String name) {
            if (children.isEmpty()) {
                children = new LinkedHashMap<>();
            }
            return children.computeIfAbsent(name, n -> new Node());
        }

        /** Its numbered children, in the order of their numbers. */
        List<Node> items() {
            Map<Integer, Node> sorted = new TreeMap<>();
            children.forEach((name, node) -> {
                if (name.length() < 7 && !name.isEmpty() && name.chars().allMatch(c -> c >= '0' && c <= '9')) {
                    sorted.put(Integer.valueOf(name), node);
                }
            });
            return new ArrayList<>(sorted.values());
        }
    }

    Form(Map<String, List<String>> parameters) {
        parameters.forEach((name, values) -> {
            Node node = root;
            for (String part : name.split("\\.")) {
                node = node.make(part);
            }
            node.value = values.get(values.size() - 1);
        });
    }

    static Form of(byte[] body) {
        return new Form(Query.parse(new String(body, StandardCharsets.UTF_8), true));
    }

    /** A parameter without points in its name, or null. */
    String get(String name) {
        Node node = root.child(name);
        return node == null ? null : node.value;
    }

    /** Gives a parameter without points in its name, where the request does not. */
    void otherwise(String name, String value) {
        Node node = root.make(name);
        if (node.value == null) {
            node.value = value;
        }
    }

    /** Fills a builder; parameters nobody knows are ignored, as AWS does. */
    void read(SdkPojo into, QueryNames names) {
        members(root, into, names);
    }

    private static void members(Node node, SdkPojo into, QueryNames names) {
        for (SdkField<?> field : into.sdkFields()) {
            Node child = node.child(names.name(field, true));
            if (child != null) {
                field.set(into, value(child, field, names));
            }
        }
    }

    private static Object value(Node node, SdkField<?> field, QueryNames names) {
        switch (field.marshallingType().getKnownType()) {
            case SDK_POJO:
                SdkPojo pojo = field.constructor().get();
                members(node, pojo, names);
                return ((Buildable) pojo).build();
            case LIST:
                return list(node, field.getTrait(ListTrait.class), names);
            case MAP:
                return map(node, field, names);
            default:
                return scalar(node, field);
        }
    }

    private static Object scalar(Node node, SdkField<?> field) {
        String text = node.value == null ? "" : node.value;
        try {
            return Scalars.parse(field, text, Format.ISO_8601);
        } catch (IllegalArgumentException e) {
            throw WireFault.malformedInput("Invalid value '" + text + "' for " + field.memberName());
        }
    }

    private static List<Object> list(Node node, ListTrait trait, QueryNames names) {
        Node items = names.flattened(trait) ? node : node.child(names.item(trait, true));
        List<Object> result = new ArrayList<>();
        if (items != null) {
            items.items().forEach(item -> result.add(value(item, trait.memberFieldInfo(), names)));
        }
        return result;
    }

    private static Map<String, Object> map(Node node, SdkField<?> field, QueryNames names) {
        MapTrait trait = field.getTrait(MapTrait.class);
        Node entries = names.flattened(trait) ? node : node.child("entry");
        Map<String, Object> result = new LinkedHashMap<>();
        if (entries != null) {
            for (Node entry : entries.items()) {
                Node key = entry.child(names.key(field, trait));
                Node value = entry.child(names.value(trait));
                if (key == null || key.value == null || value == null) {
                    throw WireFault.malformedInput("Each entry of " + field.memberName() + " needs a key and a value");
                }
                result.put(key.value, value(value, trait.valueFieldInfo(), names));
            }
        }
        return result;
    }
}

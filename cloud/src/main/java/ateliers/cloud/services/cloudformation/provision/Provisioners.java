package ateliers.cloud.services.cloudformation.provision;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.template.PropertySchema;
import ateliers.cloud.template.ResourceDeclaration;
import ateliers.cloud.template.ResourceSchema;
import ateliers.cloud.template.ResourceSchemas;
import ateliers.cloud.template.ValueType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The resource types that this cloud provisions. */
public final class Provisioners {

    private final Map<String, Provisioner> byType = new TreeMap<>();

    private Provisioners(Iterable<Provisioner> all) {
        all.forEach(each -> {
            if (byType.put(each.type(), each) != null) {
                throw new IllegalStateException("two provisioners of " + each.type());
            }
        });
    }

    /** All that are on the class path. */
    public static Provisioners load() {
        return new Provisioners(ServiceLoader.load(Provisioner.class, Provisioners.class.getClassLoader()));
    }

    public Collection<Provisioner> all() {
        return byType.values();
    }

    /** @throws Unsupported for a type that AWS has and this cloud does not provision */
    public Provisioner of(String type) {
        return Optional.ofNullable(byType.get(type.startsWith("Custom::") ? CustomResourceProvisioner.TYPE : type))
                .orElseThrow(() -> new Unsupported("cloudformation: the resource type " + type));
    }

    /**
     * Refuses what this cloud lacks of a resource, before anything is made.
     *
     * @return the properties without effect, for the journal
     * @throws Unsupported naming resource and property
     */
    public List<String> inert(ResourceDeclaration resource) {
        Provisioner provisioner = of(resource.type());
        provisioner.refuseGaps(resource.foreseen());
        List<String> inert = new ArrayList<>();
        for (String path : paths(resource)) {
            if (covers(provisioner.inert(), path)) {
                inert.add(path);
            } else if (!covers(provisioner.actedUpon(), path)) {
                throw new Unsupported("cloudformation: the property " + path + " of " + resource.type() + " (resource "
                        + resource.logicalId() + ")");
            }
        }
        return inert;
    }

    /** Whether a list names a path or what it lies below. */
    static boolean covers(Collection<String> listed, String path) {
        return listed.stream().anyMatch(each -> path.equals(each) || path.startsWith(each + "."));
    }

    /** The paths of a resource's leaf properties that its schema knows. */
    private static List<String> paths(ResourceDeclaration resource) {
        List<String> paths = new ArrayList<>();
        ResourceSchemas.extract()
                .find(resource.type())
                .ifPresent(schema -> walk(schema, schema.properties(), resource.foreseen(), "", paths));
        paths.sort(Comparator.naturalOrder());
        return paths.stream().distinct().toList();
    }

    private static void walk(
            ResourceSchema schema,
            Map<String, PropertySchema> known,
            JsonNode value,
            String prefix,
            List<String> paths) {
        value.properties().forEach(each -> {
            PropertySchema property = known.get(each.getKey());
            boolean noValue = each.getValue().path("Ref").asText().equals("AWS::NoValue");
            if (property != null && !noValue) {
                descend(schema, property.type(), each.getValue(), prefix + each.getKey(), paths);
            }
        });
    }

    private static void descend(
            ResourceSchema schema, ValueType type, JsonNode value, String path, List<String> paths) {
        if (type instanceof ValueType.Definition definition && value.isObject()) {
            walk(schema, schema.definitions().get(definition.name()), value, path + ".", paths);
        } else if (type instanceof ValueType.ListOf list && value.isArray()) {
            value.forEach(each -> descend(schema, list.element(), each, path, paths));
        } else if (type instanceof ValueType.Definition && value.isValueNode()) {
            // No object where AWS takes one: refused in its words as the resource is made.
            return;
        } else {
            paths.add(path);
        }
    }

    /** All leaf paths that a type's schema has; those of types within themselves once. */
    static List<String> leaves(ResourceSchema schema) {
        List<String> leaves = new ArrayList<>();
        schema.properties().forEach((name, property) -> leaves(schema, property.type(), name, List.of(), leaves));
        return leaves;
    }

    private static void leaves(
            ResourceSchema schema, ValueType type, String path, List<String> above, List<String> leaves) {
        if (type instanceof ValueType.ListOf list) {
            leaves(schema, list.element(), path, above, leaves);
        } else if (type instanceof ValueType.Definition definition && !above.contains(definition.name())) {
            List<String> deeper = new ArrayList<>(above);
            deeper.add(definition.name());
            schema.definitions()
                    .get(definition.name())
                    .forEach((name, property) -> leaves(schema, property.type(), path + "." + name, deeper, leaves));
        } else {
            leaves.add(path);
        }
    }

    /** Whether a change needs a new resource. */
    public boolean replaces(String type, ObjectNode before, ObjectNode after) {
        ResourceSchema schema = ResourceSchemas.extract().find(type).orElseThrow();
        for (Map.Entry<String, PropertySchema> each : schema.properties().entrySet()) {
            boolean changed = !before.path(each.getKey()).equals(after.path(each.getKey()));
            if (changed && each.getValue().replacement() == PropertySchema.Replacement.ALWAYS) {
                return true;
            }
        }
        return of(type).replaces(before, after);
    }
}

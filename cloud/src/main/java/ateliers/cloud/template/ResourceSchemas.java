package ateliers.cloud.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/**
 * AWS's resource types: full schemas for those the labs may need, names for all. Made by {@code
 * cloud/src/schema/generate.mjs}.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html">resource types</a>
 */
public final class ResourceSchemas {

    private final Map<String, ResourceSchema> schemas;
    private final Set<String> names;

    private ResourceSchemas(Map<String, ResourceSchema> schemas, Set<String> names) {
        this.schemas = schemas;
        this.names = names;
    }

    /** The committed extract; read once. */
    public static ResourceSchemas extract() {
        return Holder.EXTRACT;
    }

    /** Whether AWS has a type of this name; custom resources are. */
    public boolean known(String type) {
        return names.contains(type) || type.startsWith("Custom::");
    }

    /** The schema; empty for types that AWS has and the extract lacks, and for unknown ones. */
    public Optional<ResourceSchema> find(String type) {
        return Optional.ofNullable(
                schemas.get(type.startsWith("Custom::") ? "AWS::CloudFormation::CustomResource" : type));
    }

    /** Types with a schema, in order. */
    public Set<String> types() {
        return schemas.keySet();
    }

    private static final class Holder {
        private static final ResourceSchemas EXTRACT = read();

        private static ResourceSchemas read() {
            try (InputStream file = Objects.requireNonNull(
                            ResourceSchemas.class.getResourceAsStream("resource-schemas.json.gz"));
                    InputStream json = new GZIPInputStream(file)) {
                JsonNode root = new ObjectMapper().readTree(json);
                Map<String, ResourceSchema> schemas = new LinkedHashMap<>();
                root.get("resources").properties().forEach(each -> schemas.put(each.getKey(), schema(each)));
                return new ResourceSchemas(
                        Collections.unmodifiableMap(schemas), Set.copyOf(strings(root.get("names"))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static ResourceSchema schema(Map.Entry<String, JsonNode> entry) {
            JsonNode node = entry.getValue();
            Map<String, Map<String, PropertySchema>> definitions = new LinkedHashMap<>();
            node.get("definitions")
                    .properties()
                    .forEach(each -> definitions.put(each.getKey(), properties(each.getValue())));
            return new ResourceSchema(
                    entry.getKey(),
                    properties(node.get("properties")),
                    Collections.unmodifiableMap(definitions),
                    Collections.unmodifiableSet(new TreeSet<>(strings(node.get("attributes")))),
                    strings(node.get("identifier")));
        }

        private static Map<String, PropertySchema> properties(JsonNode node) {
            Map<String, PropertySchema> properties = new LinkedHashMap<>();
            node.properties()
                    .forEach(each -> properties.put(
                            each.getKey(),
                            new PropertySchema(
                                    type(each.getValue().get("t")),
                                    each.getValue().has("r"),
                                    replacement(each.getValue().path("x").asText()))));
            return Collections.unmodifiableMap(properties);
        }

        private static PropertySchema.Replacement replacement(String word) {
            return switch (word) {
                case "yes" -> PropertySchema.Replacement.ALWAYS;
                case "maybe" -> PropertySchema.Replacement.SOMETIMES;
                default -> PropertySchema.Replacement.NEVER;
            };
        }

        private static ValueType type(JsonNode node) {
            if (node.isTextual()) {
                return node.textValue().equals("date-time")
                        ? ValueType.Scalar.TIMESTAMP
                        : ValueType.Scalar.valueOf(node.textValue().toUpperCase(Locale.ROOT));
            }
            Map.Entry<String, JsonNode> entry = node.properties().iterator().next();
            JsonNode value = entry.getValue();
            return switch (entry.getKey()) {
                case "enum" -> new ValueType.OneOf(strings(value));
                case "list" -> new ValueType.ListOf(type(value));
                case "map" -> new ValueType.MapOf(type(value));
                case "type" -> new ValueType.Definition(value.textValue());
                case "any" -> {
                    List<ValueType> types = new ArrayList<>();
                    value.forEach(each -> types.add(type(each)));
                    yield new ValueType.AnyOf(List.copyOf(types));
                }
                default -> throw new IllegalStateException("no such type in the extract: " + entry.getKey());
            };
        }

        private static List<String> strings(JsonNode node) {
            List<String> strings = new ArrayList<>();
            node.forEach(each -> strings.add(each.textValue()));
            return List.copyOf(strings);
        }
    }
}

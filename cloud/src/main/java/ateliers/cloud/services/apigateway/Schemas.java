package ateliers.cloud.services.apigateway;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.executeapi.ProxyEvent;
import ateliers.cloud.kit.BoundedMatch;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.resource.InputStreamSource;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.apigateway.model.Model;

/** The models of an API as JSON schemas of draft 4, which may refer to each other. */
final class Schemas {
    private static final Pattern REFERENCE = Pattern.compile(
            "\"\\$ref\"\\s*:\\s*\"(?:https://apigateway\\.amazonaws\\.com/restapis/[^/\"]+/models/|#/components/schemas/)");
    private static final String HERE = "\"\\$ref\":\"#/definitions/";

    /** A model refers to models: nothing is read from an address, a file or the class path, whoever names it. */
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V4,
            factory -> factory.schemaLoaders(loaders -> loaders.values(all -> {
                all.clear();
                all.add(Schemas::refuse);
            })));

    private static final SchemaValidatorsConfig BOUNDED = SchemaValidatorsConfig.builder()
            .regularExpressionFactory(Schemas::bounded)
            .build();

    private final Map<String, Model> models;

    Schemas(Map<String, Model> models) {
        this.models = models;
    }

    /**
     * The schema of a model.
     *
     * @throws software.amazon.awssdk.awscore.exception.AwsServiceException when it is none
     */
    JsonSchema schema(String name) {
        ObjectNode root = ProxyEvent.JSON.createObjectNode();
        Model wanted = models.get(name);
        JsonNode own = wanted == null ? root : parse(wanted);
        ObjectNode definitions = root.putObject("definitions");
        own.path("definitions").properties().forEach(each -> definitions.set(each.getKey(), each.getValue()));
        models.values().forEach(model -> definitions.set(model.name(), parse(model)));
        root.putArray("allOf").addObject().put("$ref", "#/definitions/" + name);
        try {
            JsonSchema schema = FACTORY.getSchema(root, BOUNDED);
            schema.initializeValidators();
            return schema;
        } catch (JsonSchemaException e) {
            throw ApiErrors.bad(
                    "Invalid model specified: Validation Result: warnings : [], errors : [Invalid model schema"
                            + " specified]");
        }
    }

    private static InputStreamSource refuse(AbsoluteIri elsewhere) {
        throw new JsonSchemaException("No model is at " + elsewhere);
    }

    private static RegularExpression bounded(String expression) {
        Pattern pattern = Pattern.compile(expression);
        return text -> BoundedMatch.finds(
                pattern,
                text,
                () -> new Unsupported("apigateway: a model's pattern that takes this long, " + expression));
    }

    /** A schema as a document. */
    static JsonNode parse(Model model) {
        String schema = model.schema() == null || model.schema().isBlank() ? "{}" : model.schema();
        try {
            ObjectNode node = (ObjectNode)
                    ProxyEvent.JSON.readTree(REFERENCE.matcher(schema).replaceAll(HERE));
            node.remove("$schema");
            return node;
        } catch (JsonProcessingException | ClassCastException e) {
            throw ApiErrors.bad(
                    "Invalid model specified: Validation Result: warnings : [], errors : [Invalid model schema"
                            + " specified]");
        }
    }
}

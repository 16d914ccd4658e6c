package ateliers.cloud.services.apigateway;

import ateliers.cloud.executeapi.ProxyEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.apigateway.model.Model;

/** The models of an API as JSON schemas of draft 4, which may refer to each other. */
final class Schemas {
    private static final Pattern REFERENCE = Pattern.compile(
            "\"\\$ref\"\\s*:\\s*\"(?:https://apigateway\\.amazonaws\\.com/restapis/[^/\"]+/models/|#/components/schemas/)");
    private static final String HERE = "\"\\$ref\":\"#/definitions/";

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
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(root);
        } catch (JsonSchemaException e) {
            throw ApiErrors.bad(
                    "Invalid model specified: Validation Result: warnings : [], errors : [Invalid model schema"
                            + " specified]");
        }
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

package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** The {@code Models} of a REST API and the {@code RequestModel} of a method, which API Gateway can validate against. */
final class RequestModels {

    private static final String VALIDATORS = "x-amazon-apigateway-request-validators";
    private static final String VALIDATOR = "x-amazon-apigateway-request-validator";

    private RequestModels() {}

    /** Puts an API's models in its definition. */
    static void define(SamResource resource, ObjectNode body) {
        JsonNode models = resource.get("Models");
        if (!Nodes.says(models)) {
            return;
        }
        if (!ApiDocument.isValid(body)) {
            throw resource.problem("Unable to add Models definitions because 'DefinitionBody' does not contain a valid "
                    + "Swagger definition.");
        }
        ObjectNode definitions = ApiDocument.isOpenApi3(body)
                ? Nodes.child(Nodes.child(body, "components", mustBeMaps()), "schemas", mustBeMaps())
                : Nodes.child(body, "definitions", mustBeMaps());
        for (String name : Nodes.names(models)) {
            if (!models.get(name).isObject()) {
                throw resource.problem("Invalid value for 'Models' property");
            }
            if (!Nodes.says(models.get(name).get("type"))) {
                throw SamProblem.template("'Models' schema is missing 'type'.");
            }
            definitions.set(name.toLowerCase(Locale.ROOT), models.get(name));
        }
    }

    private static SamProblem mustBeMaps() {
        return SamProblem.template("The models and validators of a Swagger document must be dictionaries.");
    }

    /** Makes a method require its model. */
    static void addTo(ApiDocument document, Event event, ObjectNode api) {
        JsonNode request = event.get("RequestModel");
        if (!request.isObject()) {
            throw event.problem("Property 'RequestModel' should be a map.");
        }
        JsonNode model = Nodes.get(request, "Model");
        if (!Nodes.says(model)) {
            return;
        }
        String method = event.text("Method").toLowerCase(Locale.ROOT);
        String where = "RequestModel [" + RestApiAuth.shown(model) + "] on API method [" + method + "] for path ["
                + event.text("Path") + "] ";
        JsonNode models = Nodes.get(api, "Models");
        if (!Nodes.says(models)) {
            throw event.problem("Unable to set " + where + "because the related API does not define any Models.");
        }
        if (!models.isObject()) {
            throw event.problem(
                    "Unable to set " + where + "because the related API Models defined is of invalid type.");
        }
        if (!model.isTextual()) {
            throw event.problem("Unable to set " + where + "because the related API does not contain valid Models.");
        }
        if (!Nodes.says(models.get(model.textValue()))) {
            throw event.problem("Unable to set " + where + "because it wasn't defined in the API's Models.");
        }
        String name = model.textValue().toLowerCase(Locale.ROOT);
        for (ObjectNode definition : document.integrated(event.text("Path"), method)) {
            require(definition, document.isOpenApi3(), name, Nodes.get(request, "Required"));
        }
        validate(document, event, request, "Unable to set Validator to " + where);
    }

    private static void require(ObjectNode definition, boolean openApi3, String name, JsonNode required) {
        if (openApi3) {
            ObjectNode schema = Nodes.object("$ref", "#/components/schemas/" + name);
            ObjectNode content = Nodes.object("application/json", Nodes.object("schema", schema));
            definition.set("requestBody", Nodes.object("content", content, "required", required));
        } else {
            ObjectNode schema = Nodes.object("$ref", "#/definitions/" + name);
            ApiDocument.parameters(definition)
                    .add(Nodes.object("in", "body", "name", name, "schema", schema, "required", required));
        }
    }

    private static void validate(ApiDocument document, Event event, JsonNode request, String where) {
        JsonNode body = Nodes.get(request, "ValidateBody");
        JsonNode parameters = Nodes.get(request, "ValidateParameters");
        if (body == null && parameters == null) {
            return;
        }
        if ((body != null && !body.isBoolean()) || (parameters != null && !parameters.isBoolean())) {
            throw event.problem(where + "ValidateBody and ValidateParameters must be a boolean type, strings or "
                    + "intrinsics are not supported.");
        }
        boolean validateBody = Nodes.says(body);
        boolean validateParameters = Nodes.says(parameters);
        String name = validateBody
                ? (validateParameters ? "body-and-params" : "body-only")
                : (validateParameters ? "params-only" : "no-validation");
        ObjectNode validators = Nodes.child(document.root(), VALIDATORS, mustBeMaps());
        if (!validators.has(name)) {
            validators.set(
                    name,
                    Nodes.object("validateRequestBody", validateBody, "validateRequestParameters", validateParameters));
        }
        for (ObjectNode definition : document.integrated(event.text("Path"), event.text("Method"))) {
            definition.put(VALIDATOR, name);
        }
    }
}

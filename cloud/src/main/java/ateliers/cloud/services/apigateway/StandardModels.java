package ateliers.cloud.services.apigateway;

import java.util.List;
import software.amazon.awssdk.services.apigateway.model.Model;

/** The models that every API has that is not made of a document. */
final class StandardModels {
    static final List<Model> ALL = List.of(
            model(
                    "Empty",
                    "This is a default empty schema model",
                    "{\n  \"$schema\": \"%s\",\n  \"title\" : \"Empty Schema\"," + "\n  \"type\" : \"object\"\n}"),
            model(
                    "Error",
                    "This is a default error schema model",
                    "{\n  \"$schema\" : \"%s\",\n  \"title\" : \"Error Schema\","
                            + "\n  \"type\" : \"object\",\n  \"properties\" : {\n    \"message\" : { \"type\" : \"string\" }\n  }\n}"));

    private StandardModels() {}

    private static Model model(String name, String description, String schema) {
        return Model.builder()
                .name(name)
                .description(description)
                .contentType("application/json")
                .schema(schema.formatted("http://json-schema.org/draft-04/schema#"))
                .build();
    }
}

package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An API's definition in S3: {@code BodyS3Location} from {@code DefinitionUri}. */
final class DefinitionUri {

    private DefinitionUri() {}

    static ObjectNode of(SamResource resource) {
        JsonNode uri = resource.get("DefinitionUri");
        if (uri.isObject()) {
            if (!Nodes.says(uri.get("Bucket")) || !Nodes.says(uri.get("Key"))) {
                throw resource.problem("'DefinitionUri' requires Bucket and Key properties to be specified.");
            }
            return Nodes.object(
                    "Bucket", uri.get("Bucket"), "Key", uri.get("Key"), "Version", Nodes.get(uri, "Version"));
        }
        return S3Uri.parse(uri.asText())
                .map(at -> Nodes.object("Bucket", at.bucket(), "Key", at.key(), "Version", at.version()))
                .orElseThrow(() -> resource.problem(S3Uri.refusal("DefinitionUri")));
    }
}

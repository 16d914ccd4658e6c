package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;

/** The logical ids of stages. */
final class StageIds {

    private StageIds() {}

    /** The id of a stage named by a string that may not fit an id, or by an intrinsic function. */
    static String of(String apiId, JsonNode stageName) {
        if (stageName == null || !stageName.isTextual()) {
            return apiId + "Stage";
        }
        String name = stageName.textValue();
        if (name.equals("$default")) {
            return apiId + "ApiGatewayDefaultStage";
        }
        return name.matches("[A-Za-z0-9]+") ? apiId + name + "Stage" : apiId + "Stage" + StableHash.suffix(name);
    }
}

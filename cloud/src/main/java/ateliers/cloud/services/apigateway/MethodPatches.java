package ateliers.cloud.services.apigateway;

import static ateliers.cloud.services.apigateway.PatchTarget.ENTRY;
import static ateliers.cloud.services.apigateway.PatchTarget.VALUE;

import ateliers.cloud.door.Unsupported;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.MethodResponse;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;

/**
 * Patch operations on methods and their responses.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html#UpdateMethod-Patch">UpdateMethod</a>
 */
final class MethodPatches {
    static final String NO_PARAMETER = "Invalid parameter name specified";
    static final String NO_CONTENT_TYPE = "Content-Type specified was not found";

    private static final Map<String, Set<Op>> METHOD = Map.of(
            "/apiKeyRequired", VALUE,
            "/authorizationScopes", ENTRY,
            "/authorizationType", VALUE,
            "/authorizerId", VALUE,
            "/operationName", VALUE,
            "/requestModels/", ENTRY,
            "/requestParameters/", ENTRY,
            "/requestValidatorId", VALUE);
    private static final Map<String, Set<Op>> RESPONSE =
            Map.of("/responseModels/", ENTRY, "/responseParameters/", ENTRY);

    private MethodPatches() {}

    static Method method(Api api, Method before, List<PatchOperation> patches) {
        Method method = before;
        for (PatchOperation patch : patches) {
            method = method(api, method, PatchTarget.of(patch, METHOD));
        }
        return MethodRules.authorization(api, method);
    }

    private static Method method(Api api, Method before, PatchTarget target) {
        Method.Builder method = before.toBuilder();
        String value = target.patch().value();
        switch (target.property()) {
            case "/operationName" -> method.operationName(target.valueOrNull());
            case "/authorizationType" -> method.authorizationType(value);
            case "/apiKeyRequired" -> method.apiKeyRequired(Boolean.parseBoolean(value));
            case "/requestValidatorId" -> {
                if (target.valueOrNull() != null && !api.validators.containsKey(value)) {
                    throw ApiErrors.bad("Invalid Request Validator identifier specified");
                }
                method.requestValidatorId(target.valueOrNull());
            }
            case "/requestParameters/" ->
                method.requestParameters(target.edit(before.requestParameters(), Boolean::parseBoolean, NO_PARAMETER));
            case "/requestModels/" ->
                method.requestModels(target.edit(before.requestModels(), MethodPatches::given, NO_CONTENT_TYPE));
            case "/authorizerId" -> method.authorizerId(target.valueOrNull());
            default -> throw new Unsupported("apigateway: authorization scopes of methods");
        }
        Method after = method.build();
        MethodRules.check(api, after);
        return after;
    }

    static MethodResponse response(Api api, MethodResponse before, List<PatchOperation> patches) {
        MethodResponse.Builder response = before.toBuilder();
        for (PatchOperation patch : patches) {
            PatchTarget target = PatchTarget.of(patch, RESPONSE);
            MethodResponse current = response.build();
            if (target.property().equals("/responseModels/")) {
                response.responseModels(target.edit(current.responseModels(), MethodPatches::given, NO_CONTENT_TYPE));
            } else {
                response.responseParameters(
                        target.edit(current.responseParameters(), Boolean::parseBoolean, NO_PARAMETER));
            }
        }
        MethodRules.check(api, response.build());
        return response.build();
    }

    private static String given(String value) {
        return value == null ? "" : value;
    }
}

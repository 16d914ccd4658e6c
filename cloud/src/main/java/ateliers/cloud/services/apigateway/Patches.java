package ateliers.cloud.services.apigateway;

import ateliers.cloud.door.Unsupported;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.apigateway.model.ApiKeySourceType;
import software.amazon.awssdk.services.apigateway.model.Deployment;
import software.amazon.awssdk.services.apigateway.model.Model;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.RequestValidator;
import software.amazon.awssdk.services.apigateway.model.RestApi;

/**
 * Patch operations on the parts of an API.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html">Patch operations</a>
 */
final class Patches {
    private Patches() {}

    static RestApi api(RestApi before, List<PatchOperation> patches) {
        RestApi.Builder api = before.toBuilder();
        List<String> binary = new ArrayList<>(before.binaryMediaTypes());
        for (PatchOperation patch : patches) {
            String path = patch.path() == null ? "" : patch.path();
            if (path.startsWith("/binaryMediaTypes/")) {
                binary(binary, unescaped(path.substring("/binaryMediaTypes/".length())), patch);
                continue;
            }
            replaceOnly(patch);
            switch (path) {
                case "/name" -> api.name(patch.value());
                case "/description" -> api.description(patch.value());
                case "/disableExecuteApiEndpoint" -> api.disableExecuteApiEndpoint(Boolean.parseBoolean(patch.value()));
                case "/apiKeySource" -> api.apiKeySource(ApiKeySourceType.fromValue(patch.value()));
                default -> throw lacking("REST API", path);
            }
        }
        return api.binaryMediaTypes(binary).build();
    }

    private static void binary(List<String> types, String type, PatchOperation patch) {
        if (patch.op() == Op.ADD) {
            types.add(type);
        } else if (patch.op() == Op.REMOVE) {
            types.remove(type);
        } else if (patch.op() == Op.REPLACE && types.contains(type)) {
            types.set(types.indexOf(type), patch.value());
        } else {
            throw invalid(patch);
        }
    }

    static Model model(Model before, List<PatchOperation> patches) {
        Model.Builder model = before.toBuilder();
        for (PatchOperation patch : patches) {
            replaceOnly(patch);
            switch (String.valueOf(patch.path())) {
                case "/schema" -> model.schema(patch.value());
                case "/description" -> model.description(patch.value());
                default -> throw invalid(patch);
            }
        }
        return model.build();
    }

    static RequestValidator validator(RequestValidator before, List<PatchOperation> patches) {
        RequestValidator.Builder validator = before.toBuilder();
        for (PatchOperation patch : patches) {
            replaceOnly(patch);
            switch (String.valueOf(patch.path())) {
                case "/name" -> validator.name(patch.value());
                case "/validateRequestBody" -> validator.validateRequestBody(Boolean.parseBoolean(patch.value()));
                case "/validateRequestParameters" ->
                    validator.validateRequestParameters(Boolean.parseBoolean(patch.value()));
                default -> throw invalid(patch);
            }
        }
        return validator.build();
    }

    static Deployment deployment(Deployment before, List<PatchOperation> patches) {
        Deployment.Builder deployment = before.toBuilder();
        for (PatchOperation patch : patches) {
            replaceOnly(patch);
            if (!"/description".equals(patch.path())) {
                throw invalid(patch);
            }
            deployment.description(patch.value());
        }
        return deployment.build();
    }

    static void replaceOnly(PatchOperation patch) {
        if (patch.op() != Op.REPLACE) {
            throw invalid(patch);
        }
    }

    static RuntimeException invalid(PatchOperation patch) {
        return ApiErrors.bad(
                "Invalid patch path  '" + patch.path() + "' specified for op '" + patch.opAsString() + "'.");
    }

    static RuntimeException lacking(String what, String path) {
        return new Unsupported("apigateway: the patch of " + path + " of a " + what);
    }

    /** A part of a JSON pointer. */
    static String unescaped(String part) {
        return part.replace("~1", "/").replace("~0", "~");
    }
}

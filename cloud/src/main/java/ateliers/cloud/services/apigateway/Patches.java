package ateliers.cloud.services.apigateway;

import static ateliers.cloud.services.apigateway.PatchTarget.ENTRY;
import static ateliers.cloud.services.apigateway.PatchTarget.VALUE;

import ateliers.cloud.door.Place;
import ateliers.cloud.door.Unsupported;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.apigateway.model.ApiKeySourceType;
import software.amazon.awssdk.services.apigateway.model.Deployment;
import software.amazon.awssdk.services.apigateway.model.GatewayResponse;
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
    private static final Map<String, Set<Op>> API = Map.ofEntries(
            Map.entry("/apiKeySource", VALUE),
            Map.entry("/binaryMediaTypes/", ENTRY),
            Map.entry("/description", VALUE),
            Map.entry("/disableExecuteApiEndpoint", VALUE),
            Map.entry("/endpointAccessMode", VALUE),
            Map.entry("/endpointConfiguration/", ENTRY),
            Map.entry("/minimumCompressionSize", VALUE),
            Map.entry("/name", VALUE),
            Map.entry("/policy", VALUE),
            Map.entry("/securityPolicy", VALUE));
    private static final Map<String, Set<Op>> GATEWAY_RESPONSE =
            Map.of("/responseParameters/", ENTRY, "/responseTemplates/", ENTRY, "/statusCode", VALUE);

    private Patches() {}

    static RestApi api(RestApi before, List<PatchOperation> patches, Place place) {
        RestApi.Builder api = before.toBuilder();
        List<String> binary = new ArrayList<>(before.binaryMediaTypes());
        for (PatchOperation patch : patches) {
            PatchTarget target = PatchTarget.of(patch, API);
            switch (target.property()) {
                case "/binaryMediaTypes/" -> binary(binary, target);
                case "/policy" -> api.policy(ApiPolicy.kept(patch.value(), place, before.id()));
                case "/name" -> api.name(name(patch.value()));
                case "/description" -> api.description(patch.value());
                case "/disableExecuteApiEndpoint" -> api.disableExecuteApiEndpoint(Boolean.parseBoolean(patch.value()));
                case "/apiKeySource" -> api.apiKeySource(keySource(patch.value()));
                default -> throw lacking("a REST API", patch.path());
            }
        }
        return api.binaryMediaTypes(binary).build();
    }

    private static String name(String name) {
        if (name == null || name.isBlank()) {
            throw ApiErrors.bad("API Name cannot be blank");
        }
        return name;
    }

    static ApiKeySourceType keySource(String value) {
        ApiKeySourceType source = ApiKeySourceType.fromValue(value);
        if (source == null || source == ApiKeySourceType.UNKNOWN_TO_SDK_VERSION) {
            throw ApiErrors.bad("Invalid API key source specified");
        }
        return source;
    }

    /** What replaces a type comes last, as on AWS. */
    private static void binary(List<String> types, PatchTarget target) {
        Op op = target.patch().op();
        if (op != Op.ADD) {
            types.remove(target.key());
        }
        if (op != Op.REMOVE) {
            String type = op == Op.ADD ? target.key() : target.patch().value();
            types.remove(type);
            types.add(type);
        }
    }

    static Model model(Model before, List<PatchOperation> patches) {
        Model.Builder model = before.toBuilder();
        for (PatchOperation patch : patches) {
            PatchTarget.replaceOnly(patch, "/description", "/schema");
            if (patch.path().equals("/schema")) {
                model.schema(patch.value());
            } else {
                model.description(patch.value());
            }
        }
        return model.build();
    }

    static RequestValidator validator(RequestValidator before, List<PatchOperation> patches) {
        RequestValidator.Builder validator = before.toBuilder();
        for (PatchOperation patch : patches) {
            PatchTarget.replaceOnly(patch, "/name", "/validateRequestParameters", "/validateRequestBody");
            switch (patch.path()) {
                case "/name" -> validator.name(patch.value());
                case "/validateRequestBody" -> validator.validateRequestBody(Boolean.parseBoolean(patch.value()));
                default -> validator.validateRequestParameters(Boolean.parseBoolean(patch.value()));
            }
        }
        return validator.build();
    }

    static Deployment deployment(Deployment before, List<PatchOperation> patches) {
        Deployment.Builder deployment = before.toBuilder();
        for (PatchOperation patch : patches) {
            PatchTarget.replaceOnly(patch, "/description");
            deployment.description(patch.value());
        }
        return deployment.build();
    }

    static GatewayResponse gatewayResponse(GatewayResponse before, List<PatchOperation> patches) {
        GatewayResponse.Builder response = before.toBuilder().defaultResponse(false);
        for (PatchOperation patch : patches) {
            PatchTarget target = PatchTarget.ofGatewayResponse(patch, GATEWAY_RESPONSE);
            GatewayResponse current = response.build();
            switch (target.property()) {
                case "/statusCode" -> response.statusCode(patch.value());
                case "/responseParameters/" ->
                    response.responseParameters(entry(target, current.responseParameters(), "responseParameters"));
                default -> response.responseTemplates(entry(target, current.responseTemplates(), "responseTemplates"));
            }
        }
        return response.build();
    }

    private static Map<String, String> entry(PatchTarget target, Map<String, String> before, String what) {
        Map<String, String> after = target.edit(before, String::valueOf, MethodPatches.NO_PARAMETER);
        if (target.patch().op() != Op.REMOVE && target.valueOrNull() == null) {
            throw ApiErrors.bad("Invalid null or empty value in " + what);
        }
        return after;
    }

    static RuntimeException lacking(String what, String path) {
        return new Unsupported("apigateway: the patch of " + path + " of " + what);
    }
}

package ateliers.cloud.services.apigateway;

import static ateliers.cloud.services.apigateway.PatchTarget.ENTRY;
import static ateliers.cloud.services.apigateway.PatchTarget.VALUE;

import ateliers.cloud.door.Unsupported;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.apigateway.model.Integration;
import software.amazon.awssdk.services.apigateway.model.IntegrationResponse;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;

/**
 * Patch operations on integrations and their responses.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html#UpdateIntegration-Patch">UpdateIntegration</a>
 */
final class IntegrationPatches {
    private static final Map<String, Set<Op>> INTEGRATION = Map.ofEntries(
            Map.entry("/cacheKeyParameters/", ENTRY),
            Map.entry("/cacheNamespace", VALUE),
            Map.entry("/connectionId", VALUE),
            Map.entry("/connectionType", VALUE),
            Map.entry("/contentHandling", VALUE),
            Map.entry("/credentials", VALUE),
            Map.entry("/httpMethod", VALUE),
            Map.entry("/passthroughBehavior", VALUE),
            Map.entry("/requestParameters/", ENTRY),
            Map.entry("/requestTemplates/", ENTRY),
            Map.entry("/timeoutInMillis", VALUE),
            Map.entry("/tlsConfig/", VALUE),
            Map.entry("/uri", VALUE));
    private static final Map<String, Set<Op>> RESPONSE = Map.of(
            "/contentHandling", VALUE,
            "/responseParameters/", ENTRY,
            "/responseTemplates/", ENTRY,
            "/selectionPattern", VALUE);

    private IntegrationPatches() {}

    static Integration integration(Integration before, List<PatchOperation> patches) {
        Integration integration = before;
        for (PatchOperation patch : patches) {
            integration = integration(integration, PatchTarget.of(patch, INTEGRATION));
        }
        MethodRules.check(integration);
        return integration;
    }

    private static Integration integration(Integration before, PatchTarget target) {
        Integration.Builder integration = before.toBuilder();
        String value = target.valueOrNull();
        switch (target.property()) {
            case "/cacheNamespace" -> integration.cacheNamespace(value);
            case "/connectionType" -> integration.connectionType(value);
            case "/credentials" -> integration.credentials(value);
            case "/httpMethod" -> integration.httpMethod(value);
            case "/passthroughBehavior" -> integration.passthroughBehavior(value);
            case "/timeoutInMillis" -> integration.timeoutInMillis(number(value));
            case "/uri" -> integration.uri(value);
            case "/requestParameters/" ->
                integration.requestParameters(
                        target.edit(before.requestParameters(), UnaryOperator.identity(), MethodPatches.NO_PARAMETER));
            case "/requestTemplates/" ->
                integration.requestTemplates(target.edit(
                        before.requestTemplates(), UnaryOperator.identity(), MethodPatches.NO_CONTENT_TYPE));
            default ->
                throw new Unsupported(
                        "apigateway: the patch of " + target.patch().path() + " of an integration");
        }
        return integration.build();
    }

    private static Integer number(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw ApiErrors.bad("Timeout should be between 50 ms and 29000 ms");
        }
    }

    static IntegrationResponse response(IntegrationResponse before, List<PatchOperation> patches) {
        IntegrationResponse.Builder response = before.toBuilder();
        for (PatchOperation patch : patches) {
            PatchTarget target = PatchTarget.of(patch, RESPONSE);
            IntegrationResponse current = response.build();
            switch (target.property()) {
                case "/selectionPattern" -> response.selectionPattern(patch.value());
                case "/contentHandling" -> response.contentHandling(target.valueOrNull());
                case "/responseTemplates/" ->
                    response.responseTemplates(target.edit(
                            current.responseTemplates(), UnaryOperator.identity(), MethodPatches.NO_CONTENT_TYPE));
                default ->
                    response.responseParameters(target.edit(
                            current.responseParameters(), UnaryOperator.identity(), MethodPatches.NO_PARAMETER));
            }
        }
        MethodRules.check(response.build());
        return response.build();
    }
}

package ateliers.cloud.services.apigateway;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.apigateway.model.Authorizer;
import software.amazon.awssdk.services.apigateway.model.Deployment;
import software.amazon.awssdk.services.apigateway.model.GatewayResponse;
import software.amazon.awssdk.services.apigateway.model.GatewayResponseType;
import software.amazon.awssdk.services.apigateway.model.MethodSnapshot;
import software.amazon.awssdk.services.apigateway.model.Model;
import software.amazon.awssdk.services.apigateway.model.RequestValidator;
import software.amazon.awssdk.services.apigateway.model.Resource;
import software.amazon.awssdk.services.apigateway.model.RestApi;

/** A snapshot of an API, which edits do not change. */
record Deployed(
        Deployment info,
        RestApi api,
        List<Resource> resources,
        Map<String, Model> models,
        Map<String, RequestValidator> validators,
        Map<String, Authorizer> authorizers,
        Map<GatewayResponseType, GatewayResponse> gatewayResponses) {

    static Deployed of(Deployment info, Api api) {
        return new Deployed(
                info,
                api.info(),
                List.copyOf(api.resources.values()),
                Map.copyOf(api.models),
                Map.copyOf(api.validators),
                Map.copyOf(api.authorizers),
                Map.copyOf(api.gatewayResponses));
    }

    /** How its methods are guarded, by path and name. */
    Map<String, Map<String, MethodSnapshot>> summary() {
        Map<String, Map<String, MethodSnapshot>> summary = new TreeMap<>();
        for (Resource resource : resources) {
            Map<String, MethodSnapshot> methods = new TreeMap<>();
            resource.resourceMethods()
                    .forEach((name, method) -> methods.put(
                            name,
                            MethodSnapshot.builder()
                                    .authorizationType(method.authorizationType())
                                    .apiKeyRequired(method.apiKeyRequired())
                                    .build()));
            if (!methods.isEmpty()) {
                summary.put(resource.path(), methods);
            }
        }
        return summary;
    }

    Deployed with(Deployment newInfo) {
        return new Deployed(newInfo, api, resources, models, validators, authorizers, gatewayResponses);
    }
}

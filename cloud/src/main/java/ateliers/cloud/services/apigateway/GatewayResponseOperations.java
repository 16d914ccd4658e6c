package ateliers.cloud.services.apigateway;

import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import ateliers.cloud.kit.Pojos;
import java.util.List;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.DeleteGatewayResponseRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteGatewayResponseResponse;
import software.amazon.awssdk.services.apigateway.model.GatewayResponse;
import software.amazon.awssdk.services.apigateway.model.GatewayResponseType;
import software.amazon.awssdk.services.apigateway.model.GetGatewayResponseRequest;
import software.amazon.awssdk.services.apigateway.model.GetGatewayResponseResponse;
import software.amazon.awssdk.services.apigateway.model.GetGatewayResponsesRequest;
import software.amazon.awssdk.services.apigateway.model.GetGatewayResponsesResponse;
import software.amazon.awssdk.services.apigateway.model.PutGatewayResponseRequest;
import software.amazon.awssdk.services.apigateway.model.PutGatewayResponseResponse;
import software.amazon.awssdk.services.apigateway.model.UpdateGatewayResponseRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateGatewayResponseResponse;

/** Operations on gateway responses. */
final class GatewayResponseOperations implements ApiGatewayClient, Operations {
    private final Apis apis;

    GatewayResponseOperations(Apis apis) {
        this.apis = apis;
    }

    @Override
    public PutGatewayResponseResponse putGatewayResponse(PutGatewayResponseRequest request) {
        Api api = apis.get(request.restApiId());
        GatewayResponse given = Pojos.copy(request, GatewayResponse.builder()).build();
        MethodRules.check(given);
        GatewayResponse usual = GatewayResponses.usual(request.responseTypeAsString());
        GatewayResponse response = given.toBuilder()
                .statusCode(given.statusCode() == null ? usual.statusCode() : given.statusCode())
                .responseParameters(given.responseParameters())
                .responseTemplates(
                        given.responseTemplates().isEmpty() ? usual.responseTemplates() : given.responseTemplates())
                .defaultResponse(false)
                .build();
        synchronized (api) {
            api.gatewayResponses.put(response.responseType(), response);
        }
        return Pojos.copy(response, PutGatewayResponseResponse.builder()).build();
    }

    private static GatewayResponse response(Api api, String type) {
        GatewayResponse own = api.gatewayResponses.get(GatewayResponseType.fromValue(type));
        return own == null ? GatewayResponses.usual(type) : own;
    }

    @Override
    public GetGatewayResponseResponse getGatewayResponse(GetGatewayResponseRequest request) {
        Api api = apis.get(request.restApiId());
        ApiErrors.refuse(MethodRules.typeViolations(request.responseTypeAsString()));
        return Pojos.copy(response(api, request.responseTypeAsString()), GetGatewayResponseResponse.builder())
                .build();
    }

    @Override
    public GetGatewayResponsesResponse getGatewayResponses(GetGatewayResponsesRequest request) {
        Api api = apis.get(request.restApiId());
        List<GatewayResponse> all = GatewayResponses.types().keySet().stream()
                .sorted()
                .map(type -> response(api, type))
                .toList();
        Paging.Page<GatewayResponse> page = Apis.page(all, request.limit(), request.position());
        return GetGatewayResponsesResponse.builder()
                .items(page.items())
                .position(page.next())
                .build();
    }

    @Override
    public UpdateGatewayResponseResponse updateGatewayResponse(UpdateGatewayResponseRequest request) {
        List<String> violations = apis.patchViolations("updateGatewayResponseInput", request.patchOperations());
        Api api = apis.get(request.restApiId());
        violations.addAll(MethodRules.typeViolations(request.responseTypeAsString()));
        ApiErrors.refuse(violations);
        synchronized (api) {
            GatewayResponse before = response(api, request.responseTypeAsString());
            GatewayResponse response = Patches.gatewayResponse(before, request.patchOperations());
            MethodRules.check(response);
            api.gatewayResponses.put(response.responseType(), response);
            return Pojos.copy(response, UpdateGatewayResponseResponse.builder()).build();
        }
    }

    @Override
    public DeleteGatewayResponseResponse deleteGatewayResponse(DeleteGatewayResponseRequest request) {
        Api api = apis.get(request.restApiId());
        ApiErrors.refuse(MethodRules.typeViolations(request.responseTypeAsString()));
        synchronized (api) {
            if (api.gatewayResponses.remove(request.responseType()) == null) {
                throw ApiErrors.notFound("Gateway response type not defined on api");
            }
        }
        return DeleteGatewayResponseResponse.builder().build();
    }
}

package ateliers.cloud.services.apigateway;

import ateliers.cloud.executeapi.Ids;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import ateliers.cloud.kit.Pojos;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.CreateRequestValidatorRequest;
import software.amazon.awssdk.services.apigateway.model.CreateRequestValidatorResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteRequestValidatorRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteRequestValidatorResponse;
import software.amazon.awssdk.services.apigateway.model.GetRequestValidatorRequest;
import software.amazon.awssdk.services.apigateway.model.GetRequestValidatorResponse;
import software.amazon.awssdk.services.apigateway.model.GetRequestValidatorsRequest;
import software.amazon.awssdk.services.apigateway.model.GetRequestValidatorsResponse;
import software.amazon.awssdk.services.apigateway.model.RequestValidator;
import software.amazon.awssdk.services.apigateway.model.UpdateRequestValidatorRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateRequestValidatorResponse;

/** Operations on request validators. */
final class RequestValidatorOperations implements ApiGatewayClient, Operations {
    private static final int ID_LENGTH = 6;

    private final Apis apis;

    RequestValidatorOperations(Apis apis) {
        this.apis = apis;
    }

    @Override
    public CreateRequestValidatorResponse createRequestValidator(CreateRequestValidatorRequest request) {
        Api api = apis.find(request.restApiId())
                .orElseThrow(() -> ApiErrors.bad("Invalid REST API identifier specified"));
        RequestValidator validator = Pojos.copy(request, RequestValidator.builder())
                .id(Ids.random(ID_LENGTH))
                .validateRequestBody(Boolean.TRUE.equals(request.validateRequestBody()))
                .validateRequestParameters(Boolean.TRUE.equals(request.validateRequestParameters()))
                .build();
        synchronized (api) {
            api.validators.put(validator.id(), validator);
        }
        return Pojos.copy(validator, CreateRequestValidatorResponse.builder()).build();
    }

    /** An API that is missing is told as a missing validator. */
    private Api ofValidator(String apiId) {
        return apis.find(apiId).orElseThrow(() -> ApiErrors.noSuch("Request Validator"));
    }

    private static RequestValidator validator(Api api, String id) {
        return Optional.ofNullable(api.validators.get(id)).orElseThrow(() -> ApiErrors.noSuch("Request Validator"));
    }

    @Override
    public GetRequestValidatorResponse getRequestValidator(GetRequestValidatorRequest request) {
        RequestValidator validator = validator(ofValidator(request.restApiId()), request.requestValidatorId());
        return Pojos.copy(validator, GetRequestValidatorResponse.builder()).build();
    }

    @Override
    public GetRequestValidatorsResponse getRequestValidators(GetRequestValidatorsRequest request) {
        List<RequestValidator> all =
                List.copyOf(apis.get(request.restApiId()).validators.values());
        Paging.Page<RequestValidator> page = Apis.page(all, request.limit(), request.position());
        return GetRequestValidatorsResponse.builder()
                .items(page.items())
                .position(page.next())
                .build();
    }

    @Override
    public UpdateRequestValidatorResponse updateRequestValidator(UpdateRequestValidatorRequest request) {
        apis.checkPatches("updateRequestValidatorInput", request.patchOperations());
        Api api = ofValidator(request.restApiId());
        synchronized (api) {
            RequestValidator validator =
                    Patches.validator(validator(api, request.requestValidatorId()), request.patchOperations());
            if (validator.name() == null || validator.name().isBlank()) {
                throw ApiErrors.bad("Request Validator name cannot be blank");
            }
            api.validators.put(validator.id(), validator);
            return Pojos.copy(validator, UpdateRequestValidatorResponse.builder())
                    .build();
        }
    }

    @Override
    public DeleteRequestValidatorResponse deleteRequestValidator(DeleteRequestValidatorRequest request) {
        Api api = ofValidator(request.restApiId());
        synchronized (api) {
            validator(api, request.requestValidatorId());
            api.validators.remove(request.requestValidatorId());
        }
        return DeleteRequestValidatorResponse.builder().build();
    }
}

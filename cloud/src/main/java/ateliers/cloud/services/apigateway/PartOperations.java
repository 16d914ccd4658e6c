package ateliers.cloud.services.apigateway;

import ateliers.cloud.executeapi.Ids;
import ateliers.cloud.sdk.Pojos;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.apigateway.model.CreateModelRequest;
import software.amazon.awssdk.services.apigateway.model.CreateModelResponse;
import software.amazon.awssdk.services.apigateway.model.CreateRequestValidatorRequest;
import software.amazon.awssdk.services.apigateway.model.CreateRequestValidatorResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteGatewayResponseRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteGatewayResponseResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteModelRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteModelResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteRequestValidatorRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteRequestValidatorResponse;
import software.amazon.awssdk.services.apigateway.model.GatewayResponse;
import software.amazon.awssdk.services.apigateway.model.GetGatewayResponseRequest;
import software.amazon.awssdk.services.apigateway.model.GetGatewayResponseResponse;
import software.amazon.awssdk.services.apigateway.model.GetModelRequest;
import software.amazon.awssdk.services.apigateway.model.GetModelResponse;
import software.amazon.awssdk.services.apigateway.model.GetModelsRequest;
import software.amazon.awssdk.services.apigateway.model.GetModelsResponse;
import software.amazon.awssdk.services.apigateway.model.GetRequestValidatorRequest;
import software.amazon.awssdk.services.apigateway.model.GetRequestValidatorResponse;
import software.amazon.awssdk.services.apigateway.model.GetRequestValidatorsRequest;
import software.amazon.awssdk.services.apigateway.model.GetRequestValidatorsResponse;
import software.amazon.awssdk.services.apigateway.model.Model;
import software.amazon.awssdk.services.apigateway.model.PutGatewayResponseRequest;
import software.amazon.awssdk.services.apigateway.model.PutGatewayResponseResponse;
import software.amazon.awssdk.services.apigateway.model.RequestValidator;
import software.amazon.awssdk.services.apigateway.model.UpdateModelRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateModelResponse;
import software.amazon.awssdk.services.apigateway.model.UpdateRequestValidatorRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateRequestValidatorResponse;

/** Operations on models, request validators and gateway responses. */
abstract class PartOperations extends MethodOperations {

    private static final int ID_LENGTH = 6;

    PartOperations(Apis apis) {
        super(apis);
    }

    @Override
    public CreateModelResponse createModel(CreateModelRequest request) {
        Api api = apis.get(request.restApiId());
        synchronized (api) {
            if (request.name() == null || !request.name().matches("[a-zA-Z0-9]+")) {
                throw ApiErrors.bad("Model name must be alphanumeric: " + request.name());
            }
            if (api.models.containsKey(request.name())) {
                throw ApiErrors.conflict("Model name already exists for this REST API");
            }
            Model model = Pojos.copy(request, Model.builder())
                    .id(Ids.random(ID_LENGTH))
                    .build();
            check(api, model);
            api.models.put(model.name(), model);
            return Pojos.copy(model, CreateModelResponse.builder()).build();
        }
    }

    private static void check(Api api, Model model) {
        Map<String, Model> all = new LinkedHashMap<>(api.models);
        all.put(model.name(), model);
        new Schemas(all).schema(model.name());
    }

    private static Model model(Api api, String name) {
        return Optional.ofNullable(api.models.get(name))
                .orElseThrow(() -> ApiErrors.notFound("Invalid model name specified: " + name));
    }

    @Override
    public GetModelResponse getModel(GetModelRequest request) {
        Model model = model(apis.get(request.restApiId()), request.modelName());
        return Pojos.copy(model, GetModelResponse.builder()).build();
    }

    @Override
    public GetModelsResponse getModels(GetModelsRequest request) {
        List<Model> all = List.copyOf(apis.get(request.restApiId()).models.values());
        Page<Model> page = Page.of(all, request.limit(), request.position());
        return GetModelsResponse.builder()
                .items(page.items())
                .position(page.position())
                .build();
    }

    @Override
    public UpdateModelResponse updateModel(UpdateModelRequest request) {
        Api api = apis.get(request.restApiId());
        synchronized (api) {
            Model model = Patches.model(model(api, request.modelName()), request.patchOperations());
            check(api, model);
            api.models.put(model.name(), model);
            return Pojos.copy(model, UpdateModelResponse.builder()).build();
        }
    }

    @Override
    public DeleteModelResponse deleteModel(DeleteModelRequest request) {
        Api api = apis.get(request.restApiId());
        synchronized (api) {
            model(api, request.modelName());
            api.models.remove(request.modelName());
        }
        return DeleteModelResponse.builder().build();
    }

    @Override
    public CreateRequestValidatorResponse createRequestValidator(CreateRequestValidatorRequest request) {
        Api api = apis.get(request.restApiId());
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

    private static RequestValidator validator(Api api, String id) {
        return Optional.ofNullable(api.validators.get(id))
                .orElseThrow(() -> ApiErrors.notFound("Invalid Request Validator identifier specified"));
    }

    @Override
    public GetRequestValidatorResponse getRequestValidator(GetRequestValidatorRequest request) {
        RequestValidator validator = validator(apis.get(request.restApiId()), request.requestValidatorId());
        return Pojos.copy(validator, GetRequestValidatorResponse.builder()).build();
    }

    @Override
    public GetRequestValidatorsResponse getRequestValidators(GetRequestValidatorsRequest request) {
        List<RequestValidator> all =
                List.copyOf(apis.get(request.restApiId()).validators.values());
        Page<RequestValidator> page = Page.of(all, request.limit(), request.position());
        return GetRequestValidatorsResponse.builder()
                .items(page.items())
                .position(page.position())
                .build();
    }

    @Override
    public UpdateRequestValidatorResponse updateRequestValidator(UpdateRequestValidatorRequest request) {
        Api api = apis.get(request.restApiId());
        synchronized (api) {
            RequestValidator validator =
                    Patches.validator(validator(api, request.requestValidatorId()), request.patchOperations());
            api.validators.put(validator.id(), validator);
            return Pojos.copy(validator, UpdateRequestValidatorResponse.builder())
                    .build();
        }
    }

    @Override
    public DeleteRequestValidatorResponse deleteRequestValidator(DeleteRequestValidatorRequest request) {
        Api api = apis.get(request.restApiId());
        synchronized (api) {
            validator(api, request.requestValidatorId());
            api.validators.remove(request.requestValidatorId());
        }
        return DeleteRequestValidatorResponse.builder().build();
    }

    @Override
    public PutGatewayResponseResponse putGatewayResponse(PutGatewayResponseRequest request) {
        Api api = apis.get(request.restApiId());
        GatewayResponse response = Pojos.copy(request, GatewayResponse.builder())
                .defaultResponse(false)
                .build();
        MethodRules.check(response);
        synchronized (api) {
            api.gatewayResponses.put(response.responseType(), response);
        }
        return Pojos.copy(response, PutGatewayResponseResponse.builder()).build();
    }

    @Override
    public GetGatewayResponseResponse getGatewayResponse(GetGatewayResponseRequest request) {
        GatewayResponse response =
                apis.get(request.restApiId()).gatewayResponses.get(request.responseType());
        if (response == null) {
            response = GatewayResponse.builder()
                    .responseType(request.responseType())
                    .responseTemplates(Map.of("application/json", GatewayResponses.DEFAULT_TEMPLATE))
                    .defaultResponse(true)
                    .build();
        }
        return Pojos.copy(response, GetGatewayResponseResponse.builder()).build();
    }

    @Override
    public DeleteGatewayResponseResponse deleteGatewayResponse(DeleteGatewayResponseRequest request) {
        Api api = apis.get(request.restApiId());
        synchronized (api) {
            if (api.gatewayResponses.remove(request.responseType()) == null) {
                throw ApiErrors.notFound("Gateway response type not defined on api");
            }
        }
        return DeleteGatewayResponseResponse.builder().build();
    }
}

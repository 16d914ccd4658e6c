package ateliers.cloud.services.apigateway;

import ateliers.cloud.executeapi.Ids;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import ateliers.cloud.kit.Pojos;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.CreateModelRequest;
import software.amazon.awssdk.services.apigateway.model.CreateModelResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteModelRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteModelResponse;
import software.amazon.awssdk.services.apigateway.model.GetModelRequest;
import software.amazon.awssdk.services.apigateway.model.GetModelResponse;
import software.amazon.awssdk.services.apigateway.model.GetModelsRequest;
import software.amazon.awssdk.services.apigateway.model.GetModelsResponse;
import software.amazon.awssdk.services.apigateway.model.Model;
import software.amazon.awssdk.services.apigateway.model.UpdateModelRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateModelResponse;

/** Operations on models. */
final class ModelOperations implements ApiGatewayClient, Operations {
    private static final int ID_LENGTH = 6;

    private final Apis apis;

    ModelOperations(Apis apis) {
        this.apis = apis;
    }

    @Override
    public CreateModelResponse createModel(CreateModelRequest request) {
        Api api = apis.get(request.restApiId());
        synchronized (api) {
            if (request.name() == null || request.name().isEmpty()) {
                throw ApiErrors.bad("Model name must be non-empty");
            }
            if (!request.name().matches("[a-zA-Z0-9]+")) {
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
        if (model.schema() == null || model.schema().isEmpty()) {
            throw ApiErrors.bad("Model schema must have at least 1 property or array items defined");
        }
        Map<String, Model> all = new LinkedHashMap<>(api.models);
        all.put(model.name(), model);
        new Schemas(all).schema(model.name());
    }

    private static Model model(Api api, String name) {
        return Optional.ofNullable(api.models.get(name)).orElseThrow(() -> noModel(name));
    }

    /** An API that is missing is told as a missing model. */
    private Api ofModel(String apiId, String name) {
        return apis.find(apiId).orElseThrow(() -> noModel(name));
    }

    private static RuntimeException noModel(String name) {
        return ApiErrors.notFound("Invalid model name specified: " + name);
    }

    @Override
    public GetModelResponse getModel(GetModelRequest request) {
        Model model = model(ofModel(request.restApiId(), request.modelName()), request.modelName());
        return Pojos.copy(model, GetModelResponse.builder()).build();
    }

    @Override
    public GetModelsResponse getModels(GetModelsRequest request) {
        List<Model> all = List.copyOf(apis.get(request.restApiId()).models.values());
        Paging.Page<Model> page = Apis.page(all, request.limit(), request.position());
        return GetModelsResponse.builder()
                .items(page.items())
                .position(page.next())
                .build();
    }

    @Override
    public UpdateModelResponse updateModel(UpdateModelRequest request) {
        apis.checkPatches("updateModelInput", request.patchOperations());
        Api api = ofModel(request.restApiId(), request.modelName());
        synchronized (api) {
            Model model = Patches.model(model(api, request.modelName()), request.patchOperations());
            check(api, model);
            api.models.put(model.name(), model);
            return Pojos.copy(model, UpdateModelResponse.builder()).build();
        }
    }

    @Override
    public DeleteModelResponse deleteModel(DeleteModelRequest request) {
        Api api = ofModel(request.restApiId(), request.modelName());
        synchronized (api) {
            model(api, request.modelName());
            api.refuseUsed(request.modelName());
            api.models.remove(request.modelName());
        }
        return DeleteModelResponse.builder().build();
    }
}

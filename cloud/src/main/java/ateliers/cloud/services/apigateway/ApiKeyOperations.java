package ateliers.cloud.services.apigateway;

import ateliers.cloud.executeapi.Ids;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import ateliers.cloud.kit.Pojos;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.ApiKey;
import software.amazon.awssdk.services.apigateway.model.CreateApiKeyRequest;
import software.amazon.awssdk.services.apigateway.model.CreateApiKeyResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteApiKeyRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteApiKeyResponse;
import software.amazon.awssdk.services.apigateway.model.GetApiKeyRequest;
import software.amazon.awssdk.services.apigateway.model.GetApiKeyResponse;
import software.amazon.awssdk.services.apigateway.model.GetApiKeysRequest;
import software.amazon.awssdk.services.apigateway.model.GetApiKeysResponse;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.UpdateApiKeyRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateApiKeyResponse;

/** Operations on API keys. */
final class ApiKeyOperations implements ApiGatewayClient, Operations {
    private static final int ID_LENGTH = 10;
    private static final int VALUE_LENGTH = 40;
    private static final int SHORTEST_VALUE = 20;
    private static final int LONGEST_VALUE = 128;

    private final Apis apis;

    ApiKeyOperations(Apis apis) {
        this.apis = apis;
    }

    /** @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_CreateApiKey.html">CreateApiKey</a> */
    @Override
    public CreateApiKeyResponse createApiKey(CreateApiKeyRequest request) {
        ApiErrors.refuseSystemTags(request.tags().keySet());
        String value =
                request.value() == null || request.value().isEmpty() ? Ids.random(VALUE_LENGTH) : request.value();
        if (value.length() < SHORTEST_VALUE) {
            throw ApiErrors.bad("API Key value should be at least 20 characters");
        }
        if (value.length() > LONGEST_VALUE) {
            throw ApiErrors.bad("API Key value should be at most 128 characters");
        }
        if (apis.plans.keyOf(value).isPresent()) {
            throw ApiErrors.conflict("API Key already exists");
        }
        Instant now = apis.context.clock().instant();
        ApiKey key = ApiKey.builder()
                .id(Ids.random(ID_LENGTH))
                .value(value)
                .name(request.name())
                .description(request.description())
                .customerId(request.customerId())
                .enabled(Boolean.TRUE.equals(request.enabled()))
                .createdDate(now)
                .lastUpdatedDate(now)
                .stageKeys(List.of())
                .tags(new LinkedHashMap<>(request.tags()))
                .build();
        apis.plans.put(key);
        return Pojos.copy(key, CreateApiKeyResponse.builder())
                .tags(request.hasTags() ? request.tags() : null)
                .build();
    }

    /** @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_GetApiKey.html">GetApiKey</a> */
    @Override
    public GetApiKeyResponse getApiKey(GetApiKeyRequest request) {
        return Pojos.copy(shown(apis.plans.key(request.apiKey()), request.includeValue()), GetApiKeyResponse.builder())
                .build();
    }

    /** Nobody sees a value who does not ask for it. */
    private ApiKey shown(ApiKey key, Boolean value) {
        List<String> stages = apis.plans.plansOf(key.id()).stream()
                .flatMap(plan -> plan.apiStages().stream())
                .map(stage -> stage.apiId() + "/" + stage.stage())
                .distinct()
                .toList();
        ApiKey.Builder shown = key.toBuilder().stageKeys(stages);
        return Boolean.TRUE.equals(value) ? shown.build() : shown.value(null).build();
    }

    /** @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_GetApiKeys.html">GetApiKeys</a> */
    @Override
    public GetApiKeysResponse getApiKeys(GetApiKeysRequest request) {
        List<ApiKey> all = apis.plans.keys().stream()
                .filter(key -> startsWith(key.name(), request.nameQuery()))
                .filter(key ->
                        request.customerId() == null || request.customerId().equals(key.customerId()))
                .map(key -> shown(key, request.includeValues()))
                .toList();
        Paging.Page<ApiKey> page = Apis.page(all, request.limit(), request.position());
        return GetApiKeysResponse.builder()
                .items(page.items())
                .position(page.next())
                .build();
    }

    /** Whether a name begins as a query says; without one each does. */
    static boolean startsWith(String name, String query) {
        return query == null || query.isEmpty() || name != null && name.startsWith(query);
    }

    /** @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html#UpdateApiKey-Patch">UpdateApiKey</a> */
    @Override
    public UpdateApiKeyResponse updateApiKey(UpdateApiKeyRequest request) {
        apis.checkPatches("updateApiKeyInput", request.patchOperations());
        ApiKey before = apis.plans.key(request.apiKey());
        ApiKey.Builder key = before.toBuilder();
        for (PatchOperation patch : request.patchOperations()) {
            if (String.valueOf(patch.path()).startsWith("/stages")) {
                throw Patches.lacking("an API key", patch.path());
            }
            PatchTarget.replaceOnly(patch, "/customerId", "/description", "/enabled", "/name");
            switch (patch.path()) {
                case "/customerId" -> key.customerId(patch.value());
                case "/description" -> key.description(patch.value());
                case "/enabled" -> key.enabled(Boolean.parseBoolean(patch.value()));
                default -> key.name(patch.value());
            }
        }
        ApiKey changed = key.lastUpdatedDate(apis.context.clock().instant()).build();
        apis.plans.put(changed);
        return Pojos.copy(shown(changed, false), UpdateApiKeyResponse.builder()).build();
    }

    /** @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_DeleteApiKey.html">DeleteApiKey</a> */
    @Override
    public DeleteApiKeyResponse deleteApiKey(DeleteApiKeyRequest request) {
        apis.plans.removeKey(request.apiKey());
        return DeleteApiKeyResponse.builder().build();
    }
}

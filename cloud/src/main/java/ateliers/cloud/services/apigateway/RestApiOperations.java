package ateliers.cloud.services.apigateway;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.executeapi.Ids;
import ateliers.cloud.executeapi.OpenApi;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import ateliers.cloud.kit.Pojos;
import java.nio.charset.StandardCharsets;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.ApiKeySourceType;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.EndpointConfiguration;
import software.amazon.awssdk.services.apigateway.model.EndpointType;
import software.amazon.awssdk.services.apigateway.model.GetRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.GetRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.GetRestApisRequest;
import software.amazon.awssdk.services.apigateway.model.GetRestApisResponse;
import software.amazon.awssdk.services.apigateway.model.ImportRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.ImportRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.IpAddressType;
import software.amazon.awssdk.services.apigateway.model.PutMode;
import software.amazon.awssdk.services.apigateway.model.PutRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.PutRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.RestApi;
import software.amazon.awssdk.services.apigateway.model.UpdateRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateRestApiResponse;

/** Operations on APIs. */
final class RestApiOperations implements ApiGatewayClient, Operations {
    private final Apis apis;

    RestApiOperations(Apis apis) {
        this.apis = apis;
    }

    @Override
    public CreateRestApiResponse createRestApi(CreateRestApiRequest request) {
        if (request.name() == null || request.name().isBlank()) {
            throw ApiErrors.bad("API Name cannot be blank");
        }
        if (request.description() != null && request.description().isEmpty()) {
            throw ApiErrors.bad("Description cannot be an empty string");
        }
        ApiErrors.refuseSystemTags(request.tags().keySet());
        // Checked before there is an API, which has to be there for its whole policy.
        ApiPolicy.kept(request.policy(), apis.context.place(), "*");
        Api api = apis.add(Pojos.copy(request, RestApi.builder())
                .policy(null)
                .endpointConfiguration(endpoint(request.endpointConfiguration()))
                .apiKeySource(request.apiKeySource() == null ? ApiKeySourceType.HEADER : request.apiKeySource())
                .disableExecuteApiEndpoint(Boolean.TRUE.equals(request.disableExecuteApiEndpoint())));
        policy(api, request.policy());
        StandardModels.ALL.forEach(model ->
                api.models.put(model.name(), model.toBuilder().id(Ids.random(6)).build()));
        return Pojos.copy(api.info(), CreateRestApiResponse.builder()).build();
    }

    /** Where the API is reached; the kinds differ in nothing here. */
    private static EndpointConfiguration endpoint(EndpointConfiguration asked) {
        if (asked == null || !asked.hasTypes()) {
            return EndpointConfiguration.builder()
                    .types(EndpointType.EDGE)
                    .ipAddressType(IpAddressType.IPV4)
                    .build();
        }
        List<String> types = asked.typesAsStrings();
        if (asked.types().contains(EndpointType.UNKNOWN_TO_SDK_VERSION)) {
            ApiErrors.refuse(
                    List.of("Value '" + types + "' at 'createRestApiInput.endpointConfiguration.types' failed to"
                            + " satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set:"
                            + " [PRIVATE, EDGE, REGIONAL]]"));
        }
        if (types.isEmpty()) {
            throw ApiErrors.bad("REGIONAL Configuration and EDGE Configuration cannot be both DISABLED.");
        }
        if (types.size() > 1) {
            throw ApiErrors.bad("Cannot create an api with multiple Endpoint Types.");
        }
        if (asked.types().contains(EndpointType.PRIVATE)) {
            throw new Unsupported("apigateway: private endpoints");
        }
        return asked.ipAddressType() == null
                ? asked.toBuilder().ipAddressType(IpAddressType.IPV4).build()
                : asked;
    }

    @Override
    public ImportRestApiResponse importRestApi(ImportRestApiRequest request) {
        OpenApi document = document(request.body());
        RestApi.Builder info = RestApi.builder()
                .endpointConfiguration(endpoint(Importer.endpoint(request.parameters())))
                .apiKeySource(ApiKeySourceType.HEADER)
                .disableExecuteApiEndpoint(false);
        Importer.settings(document, info);
        Api api = apis.add(info);
        try {
            policy(api, Importer.policy(document));
            Importer importer = new Importer(api, document);
            List<String> warnings = importer.run(Boolean.TRUE.equals(request.failOnWarnings()));
            journal(api, warnings);
            journal(api, importer.inert());
            return Pojos.copy(api.info(), ImportRestApiResponse.builder())
                    .warnings(warnings.isEmpty() ? null : warnings)
                    .build();
        } catch (RuntimeException e) {
            apis.remove(api.id());
            throw e;
        }
    }

    @Override
    public PutRestApiResponse putRestApi(PutRestApiRequest request) {
        OpenApi document = document(request.body());
        Importer.endpoint(request.parameters());
        Api api = apis.get(request.restApiId());
        synchronized (api) {
            RestApi.Builder info = api.info().toBuilder();
            Importer.settings(document, info);
            // A document that does not fit must leave the API as it was, so it is tried on another one.
            Api trial = new Api(api.account(), info.build());
            if (request.mode() != PutMode.OVERWRITE) {
                trial.models.putAll(api.models);
            }
            new Importer(trial, document).run(Boolean.TRUE.equals(request.failOnWarnings()));
            ApiPolicy.kept(Importer.policy(document), apis.context.place(), api.id());
            api.update(before -> info.build());
            policy(api, Importer.policy(document));
            if (request.mode() == PutMode.OVERWRITE) {
                api.clear();
            }
            Importer importer = new Importer(api, document);
            List<String> warnings = importer.run(false);
            journal(api, warnings);
            journal(api, importer.inert());
            return Pojos.copy(api.info(), PutRestApiResponse.builder())
                    .warnings(warnings.isEmpty() ? null : warnings)
                    .build();
        }
    }

    private void journal(Api api, List<String> ineffective) {
        ineffective.forEach(each -> apis.inert(apis.arn("/restapis/" + api.id()), each));
    }

    private void policy(Api api, String document) {
        if (document != null) {
            String kept = ApiPolicy.kept(document, apis.context.place(), api.id());
            api.update(info -> info.toBuilder().policy(kept).build());
        }
    }

    private static OpenApi document(SdkBytes body) {
        try {
            // What is no UTF-8 is read too, and then refused as no document.
            return OpenApi.read(body == null ? "" : new String(body.asByteArrayUnsafe(), StandardCharsets.UTF_8));
        } catch (OpenApi.Unreadable e) {
            throw ApiErrors.bad("Invalid OpenAPI input.");
        }
    }

    @Override
    public GetRestApiResponse getRestApi(GetRestApiRequest request) {
        return Pojos.copy(apis.get(request.restApiId()).info(), GetRestApiResponse.builder())
                .build();
    }

    @Override
    public GetRestApisResponse getRestApis(GetRestApisRequest request) {
        Paging.Page<RestApi> page =
                Apis.page(apis.all().stream().map(Api::info).toList(), request.limit(), request.position());
        return GetRestApisResponse.builder()
                .items(page.items())
                .position(page.next())
                .build();
    }

    @Override
    public UpdateRestApiResponse updateRestApi(UpdateRestApiRequest request) {
        apis.checkPatches("updateRestApiInput", request.patchOperations());
        Api api = apis.get(request.restApiId());
        api.update(info -> Patches.api(info, request.patchOperations(), apis.context.place()));
        return Pojos.copy(api.info(), UpdateRestApiResponse.builder()).build();
    }

    @Override
    public DeleteRestApiResponse deleteRestApi(DeleteRestApiRequest request) {
        apis.remove(request.restApiId());
        return DeleteRestApiResponse.builder().build();
    }
}

package ateliers.cloud.services.apigateway;

import ateliers.cloud.door.CallContext;
import ateliers.cloud.executeapi.Address;
import ateliers.cloud.executeapi.AuthorizerAnswer;
import ateliers.cloud.executeapi.Ids;
import ateliers.cloud.executeapi.ProxyEvent;
import ateliers.cloud.executeapi.Visit;
import ateliers.cloud.http.WireRequest;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import ateliers.cloud.kit.Pojos;
import ateliers.cloud.policy.Policy;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.Authorizer;
import software.amazon.awssdk.services.apigateway.model.CreateAuthorizerRequest;
import software.amazon.awssdk.services.apigateway.model.CreateAuthorizerResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteAuthorizerRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteAuthorizerResponse;
import software.amazon.awssdk.services.apigateway.model.GetAuthorizerRequest;
import software.amazon.awssdk.services.apigateway.model.GetAuthorizerResponse;
import software.amazon.awssdk.services.apigateway.model.GetAuthorizersRequest;
import software.amazon.awssdk.services.apigateway.model.GetAuthorizersResponse;
import software.amazon.awssdk.services.apigateway.model.TestInvokeAuthorizerRequest;
import software.amazon.awssdk.services.apigateway.model.TestInvokeAuthorizerResponse;
import software.amazon.awssdk.services.apigateway.model.UpdateAuthorizerRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateAuthorizerResponse;

/** Operations on authorizers. */
final class AuthorizerOperations implements ApiGatewayClient, Operations {
    private static final int ID_LENGTH = 6;
    private static final String STAGE = "test-invoke-stage";

    private final Apis apis;
    private final RestAuthorizers authorizers;

    AuthorizerOperations(Apis apis, RestAuthorizers authorizers) {
        this.apis = apis;
        this.authorizers = authorizers;
    }

    /** @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html">CreateAuthorizer</a> */
    @Override
    public CreateAuthorizerResponse createAuthorizer(CreateAuthorizerRequest request) {
        ApiErrors.refuse(AuthorizerRules.violations("createAuthorizerInput", request.name(), request.typeAsString()));
        // So AWS says that there is no such API.
        Api api = apis.find(request.restApiId())
                .orElseThrow(() -> ApiErrors.conflict(
                        "Unable to complete operation due to concurrent modification. Please try again later."));
        synchronized (api) {
            Authorizer authorizer = AuthorizerRules.complete(
                    Pojos.copy(request, Authorizer.builder())
                            .id(Ids.random(ID_LENGTH))
                            .build(),
                    api);
            api.authorizers.put(authorizer.id(), authorizer);
            return Pojos.copy(authorizer, CreateAuthorizerResponse.builder()).build();
        }
    }

    private static Authorizer authorizer(Api api, String id) {
        return Optional.ofNullable(id).map(api.authorizers::get).orElseThrow(() -> ApiErrors.noSuch("Authorizer"));
    }

    /** @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_GetAuthorizer.html">GetAuthorizer</a> */
    @Override
    public GetAuthorizerResponse getAuthorizer(GetAuthorizerRequest request) {
        Api api = apis.get(request.restApiId());
        synchronized (api) {
            return Pojos.copy(authorizer(api, request.authorizerId()), GetAuthorizerResponse.builder())
                    .build();
        }
    }

    /** @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_GetAuthorizers.html">GetAuthorizers</a> */
    @Override
    public GetAuthorizersResponse getAuthorizers(GetAuthorizersRequest request) {
        Api api = apis.get(request.restApiId());
        synchronized (api) {
            Paging.Page<Authorizer> page =
                    Apis.page(List.copyOf(api.authorizers.values()), request.limit(), request.position());
            return GetAuthorizersResponse.builder()
                    .items(page.items())
                    .position(page.next())
                    .build();
        }
    }

    /** @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_UpdateAuthorizer.html">UpdateAuthorizer</a> */
    @Override
    public UpdateAuthorizerResponse updateAuthorizer(UpdateAuthorizerRequest request) {
        apis.checkPatches("updateAuthorizerInput", request.patchOperations());
        Api api = apis.get(request.restApiId());
        synchronized (api) {
            Authorizer authorizer = AuthorizerRules.complete(
                    AuthorizerRules.patched(authorizer(api, request.authorizerId()), request.patchOperations()), api);
            api.authorizers.put(authorizer.id(), authorizer);
            return Pojos.copy(authorizer, UpdateAuthorizerResponse.builder()).build();
        }
    }

    /** @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_DeleteAuthorizer.html">DeleteAuthorizer</a> */
    @Override
    public DeleteAuthorizerResponse deleteAuthorizer(DeleteAuthorizerRequest request) {
        Api api = apis.get(request.restApiId());
        synchronized (api) {
            authorizer(api, request.authorizerId());
            api.refuseUsedAuthorizer(request.authorizerId());
            api.authorizers.remove(request.authorizerId());
        }
        return DeleteAuthorizerResponse.builder().build();
    }

    /**
     * Asks an authorizer without a method. Its answer is not remembered.
     *
     * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_TestInvokeAuthorizer.html">TestInvokeAuthorizer</a>
     */
    @Override
    public TestInvokeAuthorizerResponse testInvokeAuthorizer(TestInvokeAuthorizerRequest request) {
        Api api = apis.get(request.restApiId());
        Authorizer authorizer = authorizer(api, request.authorizerId()).toBuilder()
                .authorizerResultTtlInSeconds(0)
                .build();
        Visit visit = visit(request);
        request.additionalContext().forEach(visit::set);
        ProxyEvent.Place place = new ProxyEvent.Place(
                api.info().rootResourceId(),
                "/",
                visit.request().rawPath(),
                visit.request().rawPath(),
                STAGE,
                null,
                Map.of(),
                request.stageVariables());
        String arn = apis.context.place().arn("execute-api", api.id() + "/" + STAGE + "/GET/");
        TestInvokeAuthorizerResponse.Builder response = TestInvokeAuthorizerResponse.builder();
        String log = "Execution log for request " + visit.requestId() + "\nStarting authorizer: " + authorizer.id()
                + " for request: " + visit.requestId();
        try {
            AuthorizerAnswer answer = authorizers.ask(visit, authorizer, place, arn);
            response.clientStatus(200)
                    .principalId(answer.principalId())
                    .policy(answer.policy().map(Policy::document).orElse(null))
                    .log(log + "\nUsing valid authorizer policy for principal: " + answer.principalId());
        } catch (RestFault fault) {
            response.clientStatus(fault.status()).log(log + "\n" + fault.reason());
        }
        return response.latency(visit.millis()).build();
    }

    private Visit visit(TestInvokeAuthorizerRequest request) {
        Map<String, List<String>> headers = new LinkedHashMap<>(request.multiValueHeaders());
        request.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        String path = request.pathWithQueryString() == null
                        || request.pathWithQueryString().isEmpty()
                ? "/"
                : request.pathWithQueryString();
        byte[] body = request.body() == null ? new byte[0] : request.body().getBytes(StandardCharsets.UTF_8);
        URI target;
        try {
            target = URI.create(path);
        } catch (IllegalArgumentException e) {
            throw ApiErrors.bad("Invalid path specified: " + path);
        }
        WireRequest made =
                WireRequest.of("GET", target, headers, new ByteArrayInputStream(body), "test-invoke-source-ip");
        Address address = new Address(request.restApiId(), made.rawPath(), "testPrefix.testDomainName");
        return new Visit(
                made,
                address,
                body,
                CallContext.current().orElseThrow(),
                apis.context.clock().instant());
    }
}

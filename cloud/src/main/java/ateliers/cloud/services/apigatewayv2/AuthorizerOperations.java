package ateliers.cloud.services.apigatewayv2;

import ateliers.cloud.executeapi.Ids;
import ateliers.cloud.executeapi.Jwks;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import ateliers.cloud.kit.Pojos;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.Authorizer;
import software.amazon.awssdk.services.apigatewayv2.model.CreateAuthorizerRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateAuthorizerResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteAuthorizerRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteAuthorizerResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetAuthorizerRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetAuthorizerResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetAuthorizersRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetAuthorizersResponse;
import software.amazon.awssdk.services.apigatewayv2.model.ResetAuthorizersCacheRequest;
import software.amazon.awssdk.services.apigatewayv2.model.ResetAuthorizersCacheResponse;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateAuthorizerRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateAuthorizerResponse;

/** Operations on authorizers. */
final class AuthorizerOperations implements ApiGatewayV2Client, Operations {
    private static final int ID_LENGTH = 6;

    private final HttpApis apis;
    private final HttpAuthorizers authorizers;

    AuthorizerOperations(HttpApis apis, HttpAuthorizers authorizers) {
        this.apis = apis;
        this.authorizers = authorizers;
    }

    /** @see <a href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html">API</a> */
    @Override
    public CreateAuthorizerResponse createAuthorizer(CreateAuthorizerRequest request) {
        HttpApi api = apis.get(request.apiId());
        Authorizer wanted = Pojos.copy(request, Authorizer.builder().authorizerId(Ids.random(ID_LENGTH)))
                .build();
        issuer(wanted);
        synchronized (api) {
            Authorizer authorizer = AuthorizerRules.complete(wanted, api);
            api.authorizers.put(authorizer.authorizerId(), authorizer);
            return Pojos.copy(authorizer, CreateAuthorizerResponse.builder()).build();
        }
    }

    /** AWS looks an issuer up before it takes it; here that is done for those on this machine. */
    private void issuer(Authorizer wanted) {
        String issuer = wanted.jwtConfiguration() == null
                ? null
                : wanted.jwtConfiguration().issuer();
        if (issuer == null || !authorizers.keys().asks(issuer)) {
            return;
        }
        try {
            authorizers.keys().fetch(issuer);
        } catch (Jwks.NoIssuer e) {
            throw ApiErrors.bad("Caught exception when connecting to " + issuer
                    + "/.well-known/openid-configuration for issuer " + issuer
                    + ". Please try again later. Error: Invalid issuer: " + issuer
                    + ". Issuer must have a valid discovery endpoint ended with '/.well-known/openid-configuration'");
        }
    }

    @Override
    public GetAuthorizerResponse getAuthorizer(GetAuthorizerRequest request) {
        HttpApi api = apis.get(request.apiId());
        synchronized (api) {
            return Pojos.copy(api.authorizer(request.authorizerId()), GetAuthorizerResponse.builder())
                    .build();
        }
    }

    @Override
    public GetAuthorizersResponse getAuthorizers(GetAuthorizersRequest request) {
        HttpApi api = apis.get(request.apiId());
        synchronized (api) {
            Paging.Page<Authorizer> page =
                    HttpApis.page(api.authorizers.values(), request.maxResults(), request.nextToken());
            return GetAuthorizersResponse.builder()
                    .items(page.items())
                    .nextToken(page.next())
                    .build();
        }
    }

    @Override
    public UpdateAuthorizerResponse updateAuthorizer(UpdateAuthorizerRequest request) {
        HttpApi api = apis.get(request.apiId());
        synchronized (api) {
            Authorizer wanted = Pojos.overlay(request, api.authorizer(request.authorizerId()).toBuilder())
                    .build();
            issuer(wanted);
            Authorizer authorizer = AuthorizerRules.complete(wanted, api);
            api.authorizers.put(authorizer.authorizerId(), authorizer);
            api.changed();
            return Pojos.copy(authorizer, UpdateAuthorizerResponse.builder()).build();
        }
    }

    @Override
    public DeleteAuthorizerResponse deleteAuthorizer(DeleteAuthorizerRequest request) {
        HttpApi api = apis.get(request.apiId());
        synchronized (api) {
            Authorizer authorizer = api.authorizer(request.authorizerId());
            api.routes.values().stream()
                    .filter(route -> authorizer.authorizerId().equals(route.authorizerId()))
                    .findFirst()
                    .ifPresent(route -> {
                        throw ApiErrors.conflict("Cannot delete authorizer '" + authorizer.authorizerId()
                                + "', is referenced in route: " + route.routeKey());
                    });
            api.authorizers.remove(authorizer.authorizerId());
        }
        return DeleteAuthorizerResponse.builder().build();
    }

    /** Forgets what the stage's authorizers have answered. */
    @Override
    public ResetAuthorizersCacheResponse resetAuthorizersCache(ResetAuthorizersCacheRequest request) {
        HttpApi api = apis.get(request.apiId());
        authorizers.forget(api.id(), api.stage(request.stageName()).stageName());
        return ResetAuthorizersCacheResponse.builder().build();
    }
}

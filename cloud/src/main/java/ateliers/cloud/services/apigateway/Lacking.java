package ateliers.cloud.services.apigateway;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.sdk.Pojos;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.CreateStageRequest;
import software.amazon.awssdk.services.apigateway.model.EndpointConfiguration;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationRequest;
import software.amazon.awssdk.services.apigateway.model.PutMethodRequest;

/** What requests may ask of REST APIs that this cloud has not. */
final class Lacking {
    private Lacking() {}

    static void api(CreateRestApiRequest request) {
        refuse(request, "cloneFrom", "minimumCompressionSize", "securityPolicy", "endpointAccessMode");
    }

    static void method(PutMethodRequest request) {
        authorization(request.authorizationType());
        apiKey(Boolean.TRUE.equals(request.apiKeyRequired()));
        refuse(request, "authorizationScopes");
    }

    /** An authorization that this cloud has. No authorizer can be made here, so that none that is named is valid. */
    static String authorization(String authorization) {
        if (List.of("CUSTOM", "COGNITO_USER_POOLS").contains(String.valueOf(authorization))) {
            throw ApiErrors.bad("Invalid authorizer ID specified. Setting the authorization type to CUSTOM or"
                    + " COGNITO_USER_POOLS requires a valid authorizer.");
        }
        if (!List.of("NONE", "AWS_IAM").contains(String.valueOf(authorization))) {
            throw ApiErrors.bad("Invalid authorization type specified. Setting the authorization type to "
                    + authorization + " requires a valid authorizer.");
        }
        return authorization;
    }

    static boolean apiKey(boolean required) {
        if (required) {
            throw new Unsupported("apigateway: API keys");
        }
        return false;
    }

    static void integration(PutIntegrationRequest request) {
        refuse(request, "connectionId", "contentHandling", "tlsConfig", "responseTransferMode", "integrationTarget");
    }

    static void deployment(CreateDeploymentRequest request) {
        refuse(request, "canarySettings", "cacheClusterSize");
        caches(request.cacheClusterEnabled());
    }

    static void stage(CreateStageRequest request) {
        refuse(request, "canarySettings", "documentationVersion");
        caches(request.cacheClusterEnabled());
    }

    static void embedding(List<String> embed) {
        if (!embed.isEmpty()) {
            throw new Unsupported("apigateway: the summary of an API in its deployment");
        }
    }

    static void caches(Boolean enabled) {
        if (Boolean.TRUE.equals(enabled)) {
            throw new Unsupported("apigateway: caches of stages");
        }
    }

    /** The endpoint that the parameters of an import choose; others are lacking. */
    static EndpointConfiguration importParameters(Map<String, String> parameters) {
        EndpointConfiguration.Builder endpoint = EndpointConfiguration.builder();
        parameters.forEach((name, value) -> {
            if (name.equals("endpointConfigurationTypes")) {
                endpoint.typesWithStrings(value.split(","));
            } else if (!(name.equals("basepath") && value.equals("ignore")) && !name.equals("ignore")) {
                throw new Unsupported("apigateway: the import parameter " + name);
            }
        });
        return endpoint.build();
    }

    private static void refuse(SdkPojo request, String... members) {
        for (String member : members) {
            if (Pojos.has(request, member)) {
                throw new Unsupported("apigateway: " + member);
            }
        }
    }
}

package ateliers.cloud.services.apigateway;

import ateliers.cloud.door.Unsupported;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.apigateway.model.EndpointConfiguration;

/** What patches and imports may ask of REST APIs that this cloud has not; members of requests are declared. */
final class Lacking {
    private Lacking() {}

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
}

package ateliers.cloud.services.apigateway;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.executeapi.ContextVariables;
import ateliers.cloud.executeapi.FunctionUri;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.apigateway.model.GatewayResponse;
import software.amazon.awssdk.services.apigateway.model.GatewayResponseType;
import software.amazon.awssdk.services.apigateway.model.Integration;
import software.amazon.awssdk.services.apigateway.model.IntegrationResponse;
import software.amazon.awssdk.services.apigateway.model.IntegrationType;

/** What integrations and responses may be: AWS's refusals, and what is lacking here. */
final class MethodRules {
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "ANY");
    private static final int SHORTEST_TIMEOUT = 50;
    private static final int LONGEST_TIMEOUT = 29_000;

    private MethodRules() {}

    static void checkMethod(String httpMethod) {
        if (httpMethod == null || !METHODS.contains(httpMethod)) {
            throw ApiErrors.bad(
                    "Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY");
        }
    }

    static void check(Integration integration) {
        IntegrationType type = integration.type();
        if (type == null || type == IntegrationType.UNKNOWN_TO_SDK_VERSION) {
            throw ApiErrors.bad("Enumeration value for integration type must be non-empty");
        }
        if (type != IntegrationType.AWS_PROXY && type != IntegrationType.MOCK) {
            throw new Unsupported("apigateway: integrations of type " + type);
        }
        if (integration.credentials() != null && !integration.credentials().isEmpty()) {
            throw new Unsupported("apigateway: credentials of integrations");
        }
        if (!integration.requestParameters().isEmpty()) {
            throw new Unsupported("apigateway: requestParameters of integrations");
        }
        Integer timeout = integration.timeoutInMillis();
        if (timeout != null && (timeout < SHORTEST_TIMEOUT || timeout > LONGEST_TIMEOUT)) {
            throw ApiErrors.bad("Timeout should be between 50 ms and 29000 ms");
        }
        if (type == IntegrationType.AWS_PROXY) {
            proxy(integration);
        } else {
            templates("request templates", integration.requestTemplates());
            integration.integrationResponses().values().forEach(MethodRules::check);
        }
    }

    private static void proxy(Integration integration) {
        if (integration.httpMethod() == null) {
            throw ApiErrors.bad("Enumeration value for HttpMethod must be non-empty");
        }
        if (integration.uri() == null || !integration.uri().startsWith("arn:")) {
            throw ApiErrors.bad("Invalid ARN specified in the request");
        }
        if (FunctionUri.function(integration.uri()).isEmpty()) {
            if (integration.uri().contains(":lambda:")) {
                throw ApiErrors.bad("Invalid ARN specified in the request");
            }
            throw new Unsupported("apigateway: AWS_PROXY integrations with other services than Lambda");
        }
    }

    static void check(IntegrationResponse response) {
        if (response.statusCode() == null || !response.statusCode().matches("[1-5]\\d\\d")) {
            throw ApiErrors.bad("Invalid status code specified");
        }
        if (response.contentHandling() != null) {
            throw new Unsupported("apigateway: contentHandling of integration responses");
        }
        templates("response templates", response.responseTemplates());
        response.responseParameters().values().forEach(value -> {
            if (!GatewayResponses.isKnown(value)) {
                throw new Unsupported("apigateway: the mapping " + value + " of integration responses");
            }
        });
    }

    static void check(GatewayResponse response) {
        if (response.responseType() == null || response.responseType() == GatewayResponseType.UNKNOWN_TO_SDK_VERSION) {
            throw ApiErrors.bad("Invalid response type specified: " + response.responseTypeAsString());
        }
        if (response.statusCode() != null && !response.statusCode().matches("[1-5]\\d\\d")) {
            throw ApiErrors.bad("Invalid status code specified");
        }
        templates("gateway response templates", response.responseTemplates());
        response.responseParameters().forEach((name, value) -> {
            if (!name.startsWith(GatewayResponses.HEADER)) {
                throw ApiErrors.bad("Invalid gateway response parameter specified: " + name);
            }
            if (!GatewayResponses.isKnown(value)) {
                throw new Unsupported("apigateway: the mapping " + value + " of gateway responses");
            }
        });
    }

    private static void templates(String what, Map<String, String> templates) {
        templates.values().forEach(template -> {
            if (ContextVariables.isMore(template)) {
                throw new Unsupported("apigateway: VTL in " + what);
            }
        });
    }
}

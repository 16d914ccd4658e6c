package ateliers.cloud.services.apigateway;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.executeapi.ContextVariables;
import ateliers.cloud.executeapi.FunctionUri;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.apigateway.model.Authorizer;
import software.amazon.awssdk.services.apigateway.model.GatewayResponse;
import software.amazon.awssdk.services.apigateway.model.Integration;
import software.amazon.awssdk.services.apigateway.model.IntegrationResponse;
import software.amazon.awssdk.services.apigateway.model.IntegrationType;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.MethodResponse;

/** What integrations and responses may be: AWS's refusals, and what is lacking here. */
final class MethodRules {
    /** The authorization by a function. */
    static final String CUSTOM = "CUSTOM";

    private static final List<String> METHODS =
            List.of("GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "HEAD", "ANY");
    private static final String VALID = String.join(",", METHODS);
    private static final Pattern REQUEST_PARAMETER =
            Pattern.compile("method\\.request\\.(?:path|querystring|header)\\.([\\w.$!#%&'*+^`|~\\[\\]-]+)");
    private static final Pattern RESPONSE_PARAMETER =
            Pattern.compile("method\\.response\\.header\\.[\\w.$!#%&'*+^`|~-]+");
    private static final Pattern CONTENT_TYPE = Pattern.compile("[^\\s/]+/[^\\s/]+");
    private static final Pattern STATUS = Pattern.compile("[1-5]\\d\\d");
    private static final Pattern ACTION = Pattern.compile("arn:[\\w-]+:apigateway:[^:]*:[^:]+:(?:path|action)/.*");
    private static final int SHORTEST_TIMEOUT = 50;
    private static final int LONGEST_TIMEOUT = 29_000;

    private MethodRules() {}

    static void checkMethod(String httpMethod) {
        if (httpMethod == null || !METHODS.contains(httpMethod)) {
            throw ApiErrors.bad("Invalid HttpMethod specified. Valid options are " + VALID);
        }
    }

    /** A method's authorization: it is one that there is, and names an authorizer of the API where it needs one. */
    static Method authorization(Api api, Method method) {
        String type = String.valueOf(method.authorizationType());
        Authorizer authorizer = method.authorizerId() == null ? null : api.authorizers.get(method.authorizerId());
        if (type.equals(CUSTOM) || type.equals("COGNITO_USER_POOLS")) {
            if (authorizer == null || !type.equals(CUSTOM)) {
                throw ApiErrors.bad("Invalid authorizer ID specified. Setting the authorization type to CUSTOM or"
                        + " COGNITO_USER_POOLS requires a valid authorizer.");
            }
            return method;
        }
        if (!List.of("NONE", "AWS_IAM").contains(type)) {
            throw ApiErrors.bad("Invalid authorization type specified. Setting the authorization type to " + type
                    + " requires a valid authorizer.");
        }
        return method.toBuilder().authorizerId(null).build();
    }

    /** Whether what a method names is there. */
    static void check(Api api, Method method) {
        if (method.requestValidatorId() != null && !api.validators.containsKey(method.requestValidatorId())) {
            throw ApiErrors.bad("Invalid Request Validator identifier specified");
        }
        Set<String> names = new HashSet<>();
        method.requestParameters().keySet().forEach(parameter -> {
            Matcher matcher = REQUEST_PARAMETER.matcher(parameter);
            if (!matcher.matches()) {
                throw ApiErrors.mapping("Invalid mapping expression specified: " + parameter);
            }
            if (!names.add(matcher.group(1))) {
                throw ApiErrors.bad("Parameter names must be unique across querystring, header and path");
            }
        });
        models(api, method.requestModels());
    }

    /** Whether what a method's response names is there. */
    static void check(Api api, MethodResponse response) {
        response.responseParameters().keySet().forEach(parameter -> {
            if (!RESPONSE_PARAMETER.matcher(parameter).matches()) {
                throw ApiErrors.mapping("Invalid mapping expression specified: " + parameter);
            }
        });
        models(api, response.responseModels());
    }

    private static void models(Api api, Map<String, String> models) {
        models.forEach((type, model) -> {
            contentType(type);
            if (!api.models.containsKey(model)) {
                throw ApiErrors.bad("Invalid model identifier specified: " + model);
            }
        });
    }

    private static void contentType(String type) {
        if (!type.equals("$default") && !CONTENT_TYPE.matcher(type).matches()) {
            throw ApiErrors.bad(
                    "Validation Result: warnings : [], errors : [Invalid content type specified: " + type + "]");
        }
    }

    /** The code that a status must be. */
    static List<String> statusViolations(String statusCode) {
        return statusCode != null && STATUS.matcher(statusCode).matches()
                ? List.of()
                : List.of("Value '" + statusCode + "' at 'statusCode' failed to satisfy constraint: Member must satisfy"
                        + " regular expression pattern: [1-5]\\d\\d");
    }

    static void check(Integration integration) {
        IntegrationType type = integration.type();
        if (type == null) {
            throw ApiErrors.bad("Enumeration value for integration type must be non-empty");
        }
        if (type == IntegrationType.UNKNOWN_TO_SDK_VERSION) {
            ApiErrors.refuse(
                    List.of("Value '" + integration.typeAsString() + "' at 'putIntegrationInput.type' failed to"
                            + " satisfy constraint: Member must satisfy enum value set: [HTTP, MOCK, AWS_PROXY, HTTP_PROXY,"
                            + " AWS]"));
        }
        if (type != IntegrationType.AWS_PROXY && type != IntegrationType.MOCK) {
            throw new Unsupported("apigateway: integrations of type " + type);
        }
        if (type == IntegrationType.MOCK && integration.credentials() != null) {
            throw new Unsupported("apigateway: credentials of integrations of type MOCK");
        }
        if ("VPC_LINK".equals(integration.connectionTypeAsString())) {
            throw new Unsupported("apigateway: integrations over VPC links");
        }
        if (integration.contentHandling() != null) {
            throw new Unsupported("apigateway: contentHandling of integrations");
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
        if (!METHODS.contains(integration.httpMethod())) {
            throw ApiErrors.bad("Invalid HttpMethod specified. Valid options are " + VALID);
        }
        uri(String.valueOf(integration.uri()));
    }

    private static void uri(String uri) {
        if (!uri.startsWith("arn:")) {
            throw ApiErrors.bad("Invalid ARN specified in the request");
        }
        if (!ACTION.matcher(uri).matches()) {
            throw ApiErrors.bad("AWS ARN for integration must contain path or action");
        }
        if (FunctionUri.function(uri).isEmpty()) {
            if (uri.contains(":firehose:action/")) {
                throw new Unsupported("apigateway: AWS_PROXY integrations with Firehose");
            }
            throw ApiErrors.bad("Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose"
                    + " stream invocations.");
        }
    }

    static void check(IntegrationResponse response) {
        ApiErrors.refuse(statusViolations(response.statusCode()));
        if (response.contentHandling() != null) {
            throw new Unsupported("apigateway: contentHandling of integration responses");
        }
        templates("response templates", response.responseTemplates());
        response.responseParameters().values().forEach(value -> requireKnown(value, "integration responses"));
    }

    static void check(GatewayResponse response) {
        List<String> violations = new ArrayList<>(typeViolations(response.responseTypeAsString()));
        if (response.statusCode() != null) {
            violations.addAll(statusViolations(response.statusCode()));
        }
        ApiErrors.refuse(violations);
        templates("gateway response templates", response.responseTemplates());
        response.responseParameters().forEach((name, value) -> {
            if (!name.startsWith(GatewayResponses.HEADER)) {
                throw ApiErrors.bad("Invalid gateway response parameter specified: " + name);
            }
            requireKnown(value, "gateway responses");
        });
    }

    /** A text without quotes of its own is no value, and names nothing that a value can be taken from. */
    private static void requireKnown(String value, String of) {
        if (GatewayResponses.isKnown(value)) {
            return;
        }
        if (value.matches("(context|stageVariables|integration\\.response|method\\.request)\\..+")) {
            throw new Unsupported("apigateway: the mapping " + value + " of " + of);
        }
        throw ApiErrors.mapping("Invalid mapping expression specified: " + value);
    }

    /** The type that a gateway response must be of. */
    static List<String> typeViolations(String type) {
        return GatewayResponses.types().containsKey(String.valueOf(type))
                ? List.of()
                : List.of(
                        "Value '" + type + "' at 'responseType' failed to satisfy constraint: Member must satisfy enum"
                                + " value set: " + GatewayResponses.types().keySet());
    }

    private static void templates(String what, Map<String, String> templates) {
        templates.forEach((type, template) -> {
            contentType(type);
            if (ContextVariables.isMore(template)) {
                throw new Unsupported("apigateway: VTL in " + what);
            }
        });
    }
}

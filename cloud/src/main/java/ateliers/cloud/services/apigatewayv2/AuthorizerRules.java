package ateliers.cloud.services.apigatewayv2;

import ateliers.cloud.executeapi.FunctionUri;
import ateliers.cloud.kit.Pojos;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizationType;
import software.amazon.awssdk.services.apigatewayv2.model.Authorizer;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizerType;
import software.amazon.awssdk.services.apigatewayv2.model.JWTConfiguration;
import software.amazon.awssdk.services.apigatewayv2.model.Route;

/**
 * What authorizers of HTTP APIs may be.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html">Authorizers</a>
 */
final class AuthorizerRules {
    private static final int LONGEST_SECONDS = 3600;
    private static final List<String> OF_FUNCTIONS = List.of(
            "AuthorizerCredentialsArn",
            "AuthorizerPayloadFormatVersion",
            "AuthorizerResultTtlInSeconds",
            "AuthorizerUri",
            "EnableSimpleResponses");

    private AuthorizerRules() {}

    /** The authorizer with what AWS adds to it, when it fits the API. One of the same id does not count against it. */
    static Authorizer complete(Authorizer wanted, HttpApi api) {
        if (wanted.name() == null || wanted.name().isEmpty()) {
            throw ApiErrors.bad("Authorizer name must be specified");
        }
        api.authorizers.values().stream()
                .filter(other -> other.name().equals(wanted.name())
                        && !other.authorizerId().equals(wanted.authorizerId()))
                .findFirst()
                .ifPresent(other -> {
                    throw ApiErrors.bad("Authorizer name must be unique. Authorizer " + wanted.name()
                            + " already exists in this Api.");
                });
        if (wanted.authorizerType() == null || wanted.authorizerType() == AuthorizerType.UNKNOWN_TO_SDK_VERSION) {
            throw ApiErrors.bad("Invalid authorizer type specified. Must be one of [REQUEST, JWT]");
        }
        wanted.identitySource().stream()
                .filter(source -> !HttpAuthorizers.SOURCES.knows(source))
                .findFirst()
                .ifPresent(source -> {
                    throw ApiErrors.bad("Invalid identity source specified: " + source);
                });
        return wanted.authorizerType() == AuthorizerType.JWT ? jwt(wanted) : request(wanted);
    }

    private static Authorizer jwt(Authorizer wanted) {
        for (String member : OF_FUNCTIONS) {
            if (Pojos.has(wanted, member)) {
                throw ApiErrors.bad(member + " is supported only for REQUEST authorizers");
            }
        }
        JWTConfiguration settings = wanted.jwtConfiguration();
        if (settings == null || settings.issuer() == null || settings.issuer().isEmpty()) {
            throw ApiErrors.bad("Issuer is a required parameter for JWT authorizers");
        }
        if (settings.audience().isEmpty()) {
            throw ApiErrors.bad("Audience is a required parameter for JWT authorizers");
        }
        if (wanted.identitySource().size() != 1) {
            throw ApiErrors.bad("A JWT authorizer must have exactly one identity source");
        }
        return wanted;
    }

    private static Authorizer request(Authorizer wanted) {
        if (wanted.jwtConfiguration() != null) {
            throw ApiErrors.bad("JwtConfiguration is supported only for JWT authorizers");
        }
        if (FunctionUri.function(wanted.authorizerUri()).isEmpty()) {
            throw ApiErrors.bad("Invalid Authorizer URI: " + wanted.authorizerUri() + ". Authorizer URI should be a"
                    + " valid API Gateway ARN that represents a Lambda function invocation.");
        }
        String version = wanted.authorizerPayloadFormatVersion();
        if (version == null) {
            throw ApiErrors.bad("AuthorizerPayloadFormatVersion is a required parameter for REQUEST authorizer");
        }
        if (!List.of("1.0", "2.0").contains(version)) {
            throw ApiErrors.bad("AuthorizerPayloadFormatVersion " + version + " is not supported");
        }
        if (Boolean.TRUE.equals(wanted.enableSimpleResponses()) && version.equals("1.0")) {
            throw ApiErrors.bad("EnableSimpleResponses is supported only for AuthorizerPayloadFormatVersion 2.0");
        }
        int seconds = Optional.ofNullable(wanted.authorizerResultTtlInSeconds()).orElse(0);
        if (seconds < 0 || seconds > LONGEST_SECONDS) {
            throw ApiErrors.bad("AuthorizerResultTtlInSeconds must be between 0 and " + LONGEST_SECONDS);
        }
        if (seconds > 0 && wanted.identitySource().isEmpty()) {
            throw ApiErrors.bad("Identity source must be set if authorizer caching is enabled (TTL is greater than 0)");
        }
        boolean noRole = "".equals(wanted.authorizerCredentialsArn());
        return noRole ? wanted.toBuilder().authorizerCredentialsArn(null).build() : wanted;
    }

    /** The authorizer that a route names: one of the kind that its authorization wants. */
    static void named(Route route, HttpApi api) {
        Authorizer authorizer = route.authorizerId() == null ? null : api.authorizers.get(route.authorizerId());
        if (route.authorizationType() == AuthorizationType.JWT
                && (authorizer == null || authorizer.authorizerType() != AuthorizerType.JWT)) {
            throw ApiErrors.bad("Invalid authorizer ID specified. Setting the authorization type to JWT requires a"
                    + " valid JWT authorizer.");
        }
        if (route.authorizationType() == AuthorizationType.CUSTOM
                && (authorizer == null || authorizer.authorizerType() != AuthorizerType.REQUEST)) {
            throw ApiErrors.bad("Invalid authorizer ID specified. Setting the authorization type to CUSTOM requires a"
                    + " valid REQUEST authorizer.");
        }
    }
}

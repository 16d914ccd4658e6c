package ateliers.cloud.services.apigateway;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.executeapi.FunctionUri;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import software.amazon.awssdk.services.apigateway.model.Authorizer;
import software.amazon.awssdk.services.apigateway.model.AuthorizerType;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;

/** What authorizers may be: AWS's refusals, and what is lacking here. */
final class AuthorizerRules {
    private static final int LONGEST_SECONDS = 3600;
    private static final String HEADER = "method.request.header.";

    private AuthorizerRules() {}

    /** The authorizer with what AWS adds to it, when it fits the API. One of the same id does not count against it. */
    static Authorizer complete(Authorizer wanted, Api api) {
        if (wanted.type() == AuthorizerType.COGNITO_USER_POOLS) {
            throw new Unsupported("apigateway: authorizers of type COGNITO_USER_POOLS");
        }
        api.authorizers.values().stream()
                .filter(other ->
                        other.name().equals(wanted.name()) && !other.id().equals(wanted.id()))
                .findFirst()
                .ifPresent(other -> {
                    throw ApiErrors.bad("Authorizer name must be unique. Authorizer " + wanted.name()
                            + " already exists in this RestApi.");
                });
        if (FunctionUri.function(wanted.authorizerUri()).isEmpty()) {
            throw ApiErrors.bad("Invalid Authorizer URI: " + wanted.authorizerUri() + ". Authorizer URI should be a"
                    + " valid API Gateway ARN that represents a Lambda function invocation.");
        }
        Integer seconds = wanted.authorizerResultTtlInSeconds();
        if (seconds != null && (seconds < 0 || seconds > LONGEST_SECONDS)) {
            throw ApiErrors.bad("AuthorizerResultTtlInSeconds must be between 0 and " + LONGEST_SECONDS);
        }
        identity(wanted, seconds == null || seconds > 0);
        expression(wanted.identityValidationExpression());
        return wanted.authType() == null ? wanted.toBuilder().authType("custom").build() : wanted;
    }

    private static void identity(Authorizer wanted, boolean remembered) {
        List<String> sources = RestAuthorizers.sources(wanted.identitySource());
        if (wanted.type() == AuthorizerType.TOKEN
                && (sources.size() != 1 || !sources.get(0).startsWith(HEADER))) {
            throw ApiErrors.mapping("Invalid mapping expression specified: " + wanted.identitySource());
        }
        if (sources.isEmpty() && remembered) {
            throw ApiErrors.bad("Identity source must be set if authorizer caching is enabled (TTL is greater than 0)");
        }
        sources.stream()
                .filter(source -> !RestAuthorizers.SOURCES.knows(source))
                .findFirst()
                .ifPresent(source -> {
                    throw ApiErrors.mapping("Invalid mapping expression specified: " + source);
                });
    }

    private static void expression(String expression) {
        try {
            Pattern.compile(expression == null ? "" : expression);
        } catch (PatternSyntaxException e) {
            throw ApiErrors.bad("Invalid identity validation expression specified: " + expression);
        }
    }

    /** What a request must have by AWS's model. */
    static List<String> violations(String input, String name, String type) {
        List<String> violations = new ArrayList<>();
        if (name == null) {
            violations.add("Value null at '" + input + ".name' failed to satisfy constraint: Member must not be null");
        }
        if (type == null) {
            violations.add("Value null at '" + input + ".type' failed to satisfy constraint: Member must not be null");
        } else if (AuthorizerType.fromValue(type) == AuthorizerType.UNKNOWN_TO_SDK_VERSION) {
            violations.add("Value '" + type + "' at '" + input + ".type' failed to satisfy constraint: Member must"
                    + " satisfy enum value set: [TOKEN, REQUEST, COGNITO_USER_POOLS]");
        }
        return violations;
    }

    /**
     * The authorizer with what patches change.
     *
     * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html#UpdateAuthorizer-Patch">
     *     UpdateAuthorizer</a>
     */
    static Authorizer patched(Authorizer before, List<PatchOperation> patches) {
        Authorizer.Builder authorizer = before.toBuilder();
        for (PatchOperation patch : patches) {
            if ("/providerARNs".equals(patch.path())) {
                throw Patches.lacking("an authorizer", patch.path());
            }
            PatchTarget.replaceOnly(
                    patch,
                    "/authType",
                    "/authorizerCredentials",
                    "/authorizerResultTtlInSeconds",
                    "/authorizerUri",
                    "/identitySource",
                    "/identityValidationExpression",
                    "/name",
                    "/type");
            change(authorizer, patch);
        }
        return authorizer.build();
    }

    private static void change(Authorizer.Builder authorizer, PatchOperation patch) {
        String value = patch.value() == null || patch.value().isEmpty() ? null : patch.value();
        switch (patch.path()) {
            case "/authType" -> authorizer.authType(value);
            case "/authorizerCredentials" -> authorizer.authorizerCredentials(value);
            case "/authorizerResultTtlInSeconds" -> authorizer.authorizerResultTtlInSeconds(seconds(value));
            case "/authorizerUri" -> authorizer.authorizerUri(value);
            case "/identitySource" -> authorizer.identitySource(value);
            case "/identityValidationExpression" -> authorizer.identityValidationExpression(value);
            case "/name" -> authorizer.name(name(value));
            default -> authorizer.type(type(value));
        }
    }

    private static Integer seconds(String value) {
        try {
            return value == null ? null : Integer.valueOf(value);
        } catch (NumberFormatException e) {
            throw ApiErrors.bad("Invalid value for /authorizerResultTtlInSeconds: " + value);
        }
    }

    private static String name(String value) {
        if (value == null) {
            throw ApiErrors.bad("Authorizer name cannot be blank");
        }
        return value;
    }

    static AuthorizerType type(String value) {
        AuthorizerType type = AuthorizerType.fromValue(value);
        if (type == null || type == AuthorizerType.UNKNOWN_TO_SDK_VERSION) {
            throw ApiErrors.bad("Invalid authorizer type specified: " + value);
        }
        return type;
    }
}

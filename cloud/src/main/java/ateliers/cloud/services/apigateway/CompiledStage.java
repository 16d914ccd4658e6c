package ateliers.cloud.services.apigateway;

import ateliers.cloud.executeapi.FunctionUri;
import ateliers.cloud.executeapi.PathTree;
import ateliers.cloud.executeapi.Throttle;
import ateliers.cloud.policy.Policy;
import ateliers.cloud.policy.PolicyKind;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.apigateway.model.ApiKeySourceType;
import software.amazon.awssdk.services.apigateway.model.Authorizer;
import software.amazon.awssdk.services.apigateway.model.GatewayResponse;
import software.amazon.awssdk.services.apigateway.model.GatewayResponseType;
import software.amazon.awssdk.services.apigateway.model.Integration;
import software.amazon.awssdk.services.apigateway.model.IntegrationType;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.MethodSetting;
import software.amazon.awssdk.services.apigateway.model.Resource;
import software.amazon.awssdk.services.apigateway.model.Stage;

/** A deployment as a stage shows it: what a request needs, found with one walk. */
final class CompiledStage {
    private static final String EVERY_METHOD = "*/*";

    private final Stage stage;
    private final Deployed deployed;
    private final PathTree<Map<String, CompiledMethod>> paths = new PathTree<>();
    private final boolean allBinary;
    private final Optional<String> policy;
    private final Optional<Policy> parsedPolicy;
    private final List<String> binaryTypes;

    /**
     * A method.
     *
     * @param function its ARN; null when the integration is a mock
     * @param authorizer whom to ask; null where nobody is
     * @param problem why every request fails, or null
     * @param throttle how many requests the stage lets through to it; empty where it does not say
     */
    record CompiledMethod(
            Resource resource,
            Method method,
            String function,
            Authorizer authorizer,
            RequestCheck check,
            String problem,
            Optional<Throttle> throttle) {
        boolean iam() {
            return "AWS_IAM".equals(method.authorizationType());
        }
    }

    CompiledStage(Stage stage, Deployed deployed) {
        this.stage = stage;
        this.deployed = deployed;
        this.binaryTypes = deployed.api().binaryMediaTypes().stream()
                .map(type -> type.toLowerCase(Locale.ROOT))
                .toList();
        this.policy = ApiPolicy.of(deployed.api());
        this.parsedPolicy = policy.map(document -> Policy.parse(document, PolicyKind.RESOURCE));
        this.allBinary = binaryTypes.contains("*/*");
        Schemas schemas = new Schemas(deployed.models());
        deployed.resources().forEach(resource -> {
            Map<String, CompiledMethod> methods = new HashMap<>();
            resource.resourceMethods()
                    .forEach((name, method) -> methods.put(name, compile(resource, name, method, schemas)));
            paths.add(resource.path(), methods);
        });
    }

    private CompiledMethod compile(Resource resource, String name, Method method, Schemas schemas) {
        RequestCheck check = RequestCheck.of(method, deployed.validators(), schemas);
        Optional<Throttle> throttle = throttle(resource, name);
        Authorizer authorizer = MethodRules.CUSTOM.equals(method.authorizationType())
                ? Optional.ofNullable(deployed.authorizers().get(method.authorizerId()))
                        .orElseThrow()
                : null;
        Integration integration = method.methodIntegration();
        if (integration.type() == IntegrationType.MOCK) {
            return new CompiledMethod(resource, method, null, authorizer, check, null, throttle);
        }
        String problem = "POST".equals(integration.httpMethod())
                ? null
                : "the integration's method is " + integration.httpMethod() + ", but functions are invoked with POST";
        String function = FunctionUri.function(FunctionUri.resolve(integration.uri(), stage.variables()))
                .orElse("");
        return new CompiledMethod(resource, method, function, authorizer, check, problem, throttle);
    }

    /** Each method has its own bucket, also where the setting is that of all methods. */
    private Optional<Throttle> throttle(Resource resource, String method) {
        Map<String, MethodSetting> settings = stage.methodSettings();
        String own = resource.path().replace("/", "~1") + "/" + method;
        return Optional.ofNullable(settings.getOrDefault(own, settings.get(EVERY_METHOD)))
                .map(setting -> new Throttle(setting.throttlingRateLimit(), setting.throttlingBurstLimit()));
    }

    /** The same, as authorizers' answers are judged with it. */
    Optional<Policy> parsedPolicy() {
        return parsedPolicy;
    }

    /** The policy that says who may invoke. */
    Optional<String> policy() {
        return policy;
    }

    Stage stage() {
        return stage;
    }

    String deploymentId() {
        return deployed.info().id();
    }

    Map<GatewayResponseType, GatewayResponse> gatewayResponses() {
        return deployed.gatewayResponses();
    }

    /** The kind of endpoint of the API, as {@code EDGE}. */
    String endpointType() {
        return String.join(",", deployed.api().endpointConfiguration().typesAsStrings());
    }

    /** Whether API keys are what authorizers name, and not what callers show. */
    boolean isKeyOfAuthorizer() {
        return deployed.api().apiKeySource() == ApiKeySourceType.AUTHORIZER;
    }

    boolean isClosed() {
        return Boolean.TRUE.equals(deployed.api().disableExecuteApiEndpoint());
    }

    /** The most specific resource at a path that has the method; null when there is none. A slash at the end means nothing. */
    PathTree.Match<Map<String, CompiledMethod>> find(String rawPath, String method) {
        String path = rawPath;
        while (path.length() > 1 && path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        return paths.find(path, methods -> methods.containsKey(method) || methods.containsKey("ANY"));
    }

    /** Whether a content of this type is binary; parameters of the type do not count. */
    boolean isBinary(String contentType) {
        if (allBinary) {
            return true;
        }
        if (contentType == null || binaryTypes.isEmpty()) {
            return false;
        }
        String type = contentType.split("[;,]", 2)[0].trim().toLowerCase(Locale.ROOT);
        return binaryTypes.contains(type)
                || type.indexOf('/') > 0 && binaryTypes.contains(type.substring(0, type.indexOf('/')) + "/*");
    }
}

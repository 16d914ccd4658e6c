package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The {@code Globals} section: properties that resources of a type share. Maps merge, lists are joined with the global
 * items first, anything else is the resource's own if it has it.
 *
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html">Globals section</a>
 */
final class Globals {

    private static final String PREFIX = "AWS::Serverless::";

    private static final Map<String, List<String>> SUPPORTED = new TreeMap<>(Map.of(
            "Function",
                    words(
                            "Handler Runtime CodeUri DeadLetterQueue Description MemorySize Timeout VpcConfig Environment "
                                    + "Tags PropagateTags Tracing KmsKeyArn AutoPublishAlias AutoPublishAliasAllProperties "
                                    + "Layers DeploymentPreference RolePath PermissionsBoundary ReservedConcurrentExecutions "
                                    + "ProvisionedConcurrencyConfig AssumeRolePolicyDocument EventInvokeConfig "
                                    + "FileSystemConfigs CodeSigningConfigArn Architectures SnapStart EphemeralStorage "
                                    + "FunctionUrlConfig RuntimeManagementConfig LoggingConfig RecursiveLoop SourceKMSKeyArn "
                                    + "TenancyConfig DurableConfig CapacityProviderConfig FunctionScalingConfig "
                                    + "PublishToLatestPublished VersionDeletionPolicy"),
            "Api",
                    words("Auth Name DefinitionUri CacheClusterEnabled CacheClusterSize MergeDefinitions Variables "
                            + "EndpointConfiguration MethodSettings BinaryMediaTypes MinimumCompressionSize Cors "
                            + "GatewayResponses AccessLogSetting CanarySetting TracingEnabled OpenApiVersion Domain "
                            + "AlwaysDeploy PropagateTags SecurityPolicy EndpointAccessMode"),
            "HttpApi",
                    words("Auth AccessLogSettings StageVariables Tags CorsConfiguration DefaultRouteSettings Domain "
                            + "RouteSettings FailOnWarnings PropagateTags"),
            "SimpleTable", words("SSESpecification"),
            "StateMachine", words("PropagateTags"),
            "LayerVersion", words("PublishLambdaVersion"),
            "CapacityProvider",
                    words("VpcConfig OperatorRole Tags InstanceRequirements ScalingConfig KmsKeyArn PropagateTags"),
            "WebSocketApi",
                    words("AccessLogSettings ApiKeySelectionExpression DefaultRouteSettings DisableExecuteApiEndpoint "
                            + "DisableSchemaValidation Domain FailOnWarnings IpAddressType PropagateTags "
                            + "RouteSelectionExpression RouteSettings StageVariables Tags")));

    private Globals() {}

    /** Merges the section into the template's resources and takes it out. */
    static void merge(ObjectNode template) {
        JsonNode globals = template.remove("Globals");
        if (globals == null) {
            return;
        }
        check(globals);
        JsonNode resources = template.get("Resources");
        Expansion expansion = new Expansion();
        Map<String, Integer> lengths = new HashMap<>();
        for (String id : Nodes.names(resources)) {
            String type = Nodes.text(resources.get(id), "Type");
            if (type != null && type.startsWith(PREFIX) && globals.has(type.substring(PREFIX.length()))) {
                ObjectNode resource = (ObjectNode) resources.get(id);
                String section = type.substring(PREFIX.length());
                expansion.add(lengths.computeIfAbsent(
                        section, each -> globals.get(each).toString().length()));
                JsonNode shared = notIgnored(id, resource, globals.get(section));
                resource.set("Properties", merged(shared, Nodes.child(resource, "Properties")));
            }
        }
    }

    private static void check(JsonNode globals) {
        if (!globals.isObject()) {
            throw problem("It must be a non-empty dictionary");
        }
        for (String section : Nodes.names(globals)) {
            List<String> supported = SUPPORTED.get(section);
            if (supported == null) {
                throw problem("'" + section + "' is not supported. Must be one of the following values - "
                        + quoted(SUPPORTED.keySet()));
            }
            if (!globals.get(section).isObject()) {
                throw problem("Value of ${section} must be a dictionary");
            }
            for (String property : Nodes.names(globals.get(section))) {
                if (!supported.contains(property)) {
                    throw problem("'" + property + "' is not a supported property of '" + section
                            + "'. Must be one of the following values - " + quoted(supported));
                }
            }
        }
    }

    private static JsonNode notIgnored(String id, ObjectNode resource, JsonNode shared) {
        JsonNode ignored = Nodes.get(resource, "IgnoreGlobals");
        if (!Nodes.says(ignored)) {
            return shared;
        }
        if (ignored.isTextual() && ignored.textValue().equals("*")) {
            return Nodes.object();
        }
        String invalid = "Resource " + id + " has invalid resource attribute 'IgnoreGlobals'";
        if (!(ignored instanceof ArrayNode names)) {
            throw SamProblem.resource(id, invalid + ".");
        }
        ObjectNode kept = shared.deepCopy();
        for (JsonNode name : names) {
            if (kept.remove(name.asText()) == null) {
                throw SamProblem.resource(id, invalid + " on item '" + name.asText() + "'.");
            }
        }
        return kept;
    }

    private static JsonNode merged(JsonNode global, JsonNode own) {
        if (global instanceof ArrayNode globalList && own instanceof ArrayNode ownList) {
            return Nodes.array().addAll(globalList.deepCopy()).addAll(ownList);
        }
        boolean maps =
                global.isObject() && own.isObject() && !Intrinsics.isIntrinsic(global) && !Intrinsics.isIntrinsic(own);
        if (!maps) {
            return own;
        }
        ObjectNode merged = global.deepCopy();
        for (String name : Nodes.names(own)) {
            JsonNode shared = merged.get(name);
            merged.set(name, shared == null ? own.get(name) : merged(shared, own.get(name)));
        }
        return merged;
    }

    private static SamProblem problem(String message) {
        return new SamProblem("'Globals' section is invalid. " + message);
    }

    private static List<String> quoted(Iterable<String> names) {
        List<String> quoted = new ArrayList<>();
        names.forEach(name -> quoted.add("'" + name + "'"));
        return quoted;
    }

    private static List<String> words(String text) {
        return Arrays.asList(text.split(" "));
    }
}

package ateliers.cloud.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The {@code AWS::LanguageExtensions} transform: loops, {@code Fn::Length}, {@code Fn::ToJsonString}, default values of
 * {@code Fn::FindInMap}, and functions where CloudFormation itself takes none. What parameters tell is told by the
 * template that comes out; what waits for a resource is left to CloudFormation.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-languageextensions.html">AWS::LanguageExtensions
 *     transform</a>
 */
public final class LanguageExtensions {

    /** The name by which a template asks for this transform. */
    public static final String NAME = "AWS::LanguageExtensions";

    private static final List<String> POLICIES = List.of("DeletionPolicy", "UpdateReplacePolicy");

    private final ObjectNode root;
    private final ExtendedFunctions functions;
    private final ParameterValues parameters;
    private final Map<String, JsonNode> pseudo;

    private LanguageExtensions(ObjectNode root, ParameterValues parameters, Map<String, JsonNode> pseudo) {
        this.root = root;
        this.parameters = parameters;
        this.pseudo = pseudo;
        this.functions = new ExtendedFunctions(root.path("Mappings"), parameters, pseudo);
    }

    /**
     * Transforms a template.
     *
     * @param template with intrinsic functions in their long form; not changed
     * @param pseudo values of the pseudo parameters
     * @throws TransformFailed in AWS's words
     */
    public static ObjectNode transform(ObjectNode template, ParameterValues parameters, Map<String, JsonNode> pseudo) {
        return new LanguageExtensions(template.deepCopy(), parameters, pseudo).transformed();
    }

    /** A value with what parameters and mappings tell of it, as far as they do. */
    public static JsonNode told(JsonNode value, Supplier<ParameterValues> parameters, Map<String, JsonNode> pseudo) {
        return Functions.isFunction(value)
                ? new ExtendedFunctions(MissingNode.getInstance(), parameters.get(), pseudo).resolve(value, "")
                : value;
    }

    private ObjectNode transformed() {
        ForEachLoops loops = new ForEachLoops(root.path("Parameters"), functions);
        for (String section : List.of("Conditions", "Resources", "Outputs")) {
            if (root.get(section) instanceof ObjectNode members) {
                root.set(section, loops.expanded(members));
            }
        }
        for (String section : List.of("Conditions", "Outputs")) {
            members(section).forEach((name, member) -> set(section, name, functions.resolve(member, name)));
        }
        members("Resources").forEach((id, resource) -> {
            if (resource instanceof ObjectNode object) {
                POLICIES.forEach(policy -> policy(id, object, policy));
                if (object.has("Properties")) {
                    object.set("Properties", functions.resolve(object.get("Properties"), id));
                }
            }
        });
        return root;
    }

    private Map<String, JsonNode> members(String section) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        root.path(section).properties().forEach(each -> members.put(each.getKey(), each.getValue()));
        return members;
    }

    private void set(String section, String name, JsonNode value) {
        ((ObjectNode) root.get(section)).set(name, value);
    }

    /** Policies may be functions of parameters, mappings and conditions. */
    private void policy(String id, ObjectNode resource, String policy) {
        JsonNode given = resource.path(policy);
        if (given.isMissingNode() || given.isTextual()) {
            return;
        }
        if (!given.isObject()) {
            throw new TransformFailed("Every " + policy + " member must be a string");
        }
        if (Functions.isNoValue(given)) {
            throw new TransformFailed("AWS::NoValue is not supported for DeletionPolicy or UpdateReplacePolicy");
        }
        JsonNode value = functions.resolve(given, id);
        if (Functions.isFunction(value) && Functions.name(value).equals("Fn::If")) {
            value = branch(Functions.argument(value));
        }
        if (!value.isTextual()) {
            throw new TransformFailed("Unsupported expression for " + policy + " in resource " + id);
        }
        resource.set(policy, value);
    }

    private JsonNode branch(JsonNode argument) {
        JsonNode condition = root.path("Conditions").path(argument.path(0).asText());
        if (argument.size() != 3 || condition.isMissingNode()) {
            throw TransformFailed.layout("Fn::If");
        }
        boolean holds = StackDefinition.conditions(root, parameters, pseudo)
                .getOrDefault(argument.get(0).asText(), false);
        return argument.get(holds ? 1 : 2);
    }
}

package ateliers.cloud.services.cloudformation;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.template.Evaluator;
import ateliers.cloud.template.StackDefinition;
import ateliers.cloud.template.TemplateProblem;
import ateliers.cloud.template.TemplateValidationException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the functions of a stack's template can see: parameters, resources already made, exports. */
record StackScope(Stack stack, StackDefinition definition, Map<String, JsonNode> pseudo, Stacks stacks)
        implements Evaluator.Scope {

    @Override
    public Optional<JsonNode> ref(String name) {
        JsonNode value = definition.parameters().nodes().getOrDefault(name, pseudo.get(name));
        return Optional.ofNullable(value)
                .or(() -> stack.resource(name).map(StackResource::physicalId).map(TextNode::valueOf));
    }

    @Override
    public JsonNode attribute(String resource, String attribute) {
        StackResource found = stack.resource(resource).orElseThrow();
        String value = found.attributes().get(attribute);
        if (value == null && isCustom(found.type())) {
            throw new TemplateValidationException(List.of(new TemplateProblem(
                    resource,
                    0,
                    "CustomResource attribute error: Vendor response doesn't contain " + attribute + " key in object "
                            + stack.id() + "|" + resource + " in S3 bucket cloudformation-custom-resource-storage-"
                            + pseudo.get("AWS::Region").asText().replace("-", ""))));
        }
        if (value == null && found.type().equals(Stack.TYPE) && attribute.startsWith("Outputs.")) {
            throw new TemplateValidationException(List.of(new TemplateProblem(
                    resource,
                    0,
                    "Output '" + attribute.substring("Outputs.".length()) + "' not found in stack '"
                            + found.physicalId() + "'")));
        }
        if (value == null) {
            throw new Unsupported("cloudformation: the attribute " + attribute + " of " + found.type());
        }
        return TextNode.valueOf(value);
    }

    private static boolean isCustom(String type) {
        return type.startsWith("Custom::") || type.equals("AWS::CloudFormation::CustomResource");
    }

    @Override
    public boolean condition(String name) {
        return definition.conditions().getOrDefault(name, false);
    }

    @Override
    public JsonNode mappings() {
        return definition.mappings();
    }

    @Override
    public Optional<String> export(String name) {
        stack.imported(name);
        return stacks.export(name).map(Stacks.Exported::value);
    }

    @Override
    public List<String> zones(String region) {
        return List.of(region + "a", region + "b", region + "c");
    }
}

package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The {@code AWS::Serverless-2016-10-31} transform: a template with serverless resources in, one with CloudFormation's
 * own resources out. It reads nothing else and changes nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/transform-aws-serverless.html">AWS::Serverless transform</a>
 */
public final class SamTransform {

    /** The name by which a template asks for this transform. */
    public static final String NAME = "AWS::Serverless-2016-10-31";

    private SamTransform() {}

    /** Whether the template's Transform section, a transform or a list of them, has this one. */
    public static boolean isAskedFor(ObjectNode template) {
        JsonNode transform = Nodes.get(template, "Transform");
        if (transform == null) {
            return false;
        }
        for (JsonNode each : transform.isArray() ? transform : Nodes.array(transform)) {
            if (NAME.equals(each.textValue()) || NAME.equals(Nodes.text(each, "Name"))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Transforms a template, whether or not it asks for it. The result has no Transform section; other transforms that
     * were in it are the caller's to judge.
     *
     * @param template with intrinsic functions in their long form; not changed
     * @return a new template
     * @throws SamException if AWS refuses the template, with AWS's words
     * @throws ateliers.cloud.door.Unsupported if the template uses what SAM has and this transform lacks
     */
    public static ObjectNode transform(ObjectNode template, SamContext context) {
        ObjectNode copy = template.deepCopy();
        try {
            return transformed(copy, context);
        } catch (SamProblem problem) {
            throw new SamException(List.of(problem.getMessage()));
        }
    }

    private static ObjectNode transformed(ObjectNode template, SamContext context) {
        checkStructure(template);
        ImplicitApis.REST.addDefinitions(template);
        ImplicitApis.HTTP.addDefinitions(template);
        ImplicitApis.REST.addTo(template);
        ImplicitApis.HTTP.addTo(template);
        Globals.merge(template);
        convertDefinitions(template);
        Translation translation = new Translation(template, context, new ParameterValues(template, context));
        List<String> errors = new ArrayList<>();
        for (ResourceMacro macro : ResourceMacros.ordered()) {
            for (String id : Nodes.names(translation.resources())) {
                if (macro.type().equals(Nodes.text(translation.resource(id), "Type"))) {
                    expand(new SamResource(id, translation.resource(id)), macro, translation)
                            .ifPresent(errors::add);
                }
            }
        }
        errors.addAll(translation.deployments().addTo(translation));
        if (!errors.isEmpty()) {
            throw new SamException(errors);
        }
        template.remove("Transform");
        return (ObjectNode) translation.references().resolve(template);
    }

    private static Optional<String> expand(SamResource resource, ResourceMacro macro, Translation translation) {
        try {
            if (!resource.logicalId().matches("[A-Za-z0-9]+")) {
                throw resource.problem("Logical ids must be alphanumeric.");
            }
            macro.rules().check(resource.logicalId(), macro.type(), resource.properties());
            translation.replace(resource, macro.expand(resource, translation));
            return Optional.empty();
        } catch (SamProblem.InvalidTemplate problem) {
            throw problem;
        } catch (SamProblem problem) {
            return Optional.of(problem.getMessage());
        }
    }

    private static void checkStructure(ObjectNode template) {
        JsonNode resources = template.get("Resources");
        if (!(resources instanceof ObjectNode) || resources.isEmpty()) {
            throw SamProblem.template("'Resources' section is required");
        }
        for (JsonNode resource : resources) {
            if (!resource.isObject()) {
                throw SamProblem.template("All 'Resources' must be Objects. If you're using YAML, this may be an "
                        + "indentation issue.");
            }
        }
        for (String id : Nodes.names(resources)) {
            ObjectNode resource = (ObjectNode) resources.get(id);
            if (resource.has("Connectors")) {
                throw Gaps.feature("resource attribute Connectors", id);
            }
            if (resource.has("Condition") && !resource.get("Condition").isTextual()) {
                throw SamProblem.template("Every Condition member must be a string.");
            }
            boolean serverless =
                    ResourceMacros.of(Nodes.text(resource, "Type"), id).isPresent();
            if (serverless
                    && resource.has("Properties")
                    && !resource.get("Properties").isObject()) {
                throw SamProblem.resource(id, "Attribute 'Properties' should be a map.");
            }
        }
    }

    private static void convertDefinitions(ObjectNode template) {
        for (JsonNode resource : template.get("Resources")) {
            if ("AWS::Serverless::Api".equals(Nodes.text(resource, "Type"))) {
                OpenApi3.convert((ObjectNode) resource.get("Properties"));
            }
        }
    }
}

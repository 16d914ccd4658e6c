package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One run of the transform: the template under work, and what its resources turned into. */
final class Translation {

    /** A generated type that may take the place of a template's resource of these types. */
    private static final Map<String, List<String>> MAY_REPLACE = Map.of(
            "AWS::Lambda::Function", List.of("AWS::Serverless::Function"),
            "AWS::ApiGateway::RestApi", List.of("AWS::Serverless::Api"),
            "AWS::CloudFormation::Stack", List.of("AWS::Serverless::Application"),
            "AWS::ApiGatewayV2::Api", List.of("AWS::Serverless::HttpApi"),
            "AWS::DynamoDB::Table", List.of("AWS::Serverless::SimpleTable"),
            "AWS::SNS::Topic", List.of("AWS::SNS::Topic"));

    private final SamContext context;
    private final ObjectNode template;
    private final ParameterValues parameters;
    private final Map<String, String> originalTypes = new HashMap<>();
    private final ResourceReferences references = new ResourceReferences();
    private final UsagePlans usagePlans = new UsagePlans();
    private final Deployments deployments = new Deployments();

    Translation(ObjectNode template, SamContext context, ParameterValues parameters) {
        this.template = template;
        this.context = context;
        this.parameters = parameters;
        for (String name : Nodes.names(resources())) {
            originalTypes.put(name, String.valueOf(Nodes.text(resources().get(name), "Type")));
        }
    }

    String partition() {
        return context.partition();
    }

    ObjectNode template() {
        return template;
    }

    ObjectNode resources() {
        return (ObjectNode) template.get("Resources");
    }

    /** A resource of the template, or null. */
    ObjectNode resource(String logicalId) {
        return logicalId != null && resources().get(logicalId) instanceof ObjectNode node ? node : null;
    }

    JsonNode resolve(JsonNode value) {
        return parameters.resolve(value);
    }

    /** The usage plans of its APIs, which may share one. */
    UsagePlans usagePlans() {
        return usagePlans;
    }

    /** How CodeDeploy is to move its functions' aliases. */
    Deployments deployments() {
        return deployments;
    }

    ResourceReferences references() {
        return references;
    }

    String awsManagedPolicy(String path) {
        return ManagedPolicies.arnOfPath(context.partition(), path);
    }

    void addCondition(String name, JsonNode definition) {
        conditions(template).set(name, definition);
    }

    /** The template's conditions, to add to. */
    static ObjectNode conditions(ObjectNode template) {
        return Nodes.child(template, "Conditions", SamProblem.template("'Conditions' should be a map."));
    }

    /** Puts what a serverless resource expands to in its place. */
    void replace(SamResource source, List<CfnResource> generated) {
        for (CfnResource resource : generated) {
            String existing = originalTypes.get(resource.logicalId());
            if (existing != null
                    && !MAY_REPLACE.getOrDefault(resource.type(), List.of()).contains(existing)) {
                throw new SamProblem("Transforming resource with id [" + source.logicalId()
                        + "] attempts to create a new resource with id [" + resource.logicalId() + "] and type \""
                        + resource.type() + "\". A resource with that id already exists within this template. "
                        + "Please use a different id for that resource.");
            }
        }
        resources().remove(source.logicalId());
        for (CfnResource resource : generated) {
            resources().set(resource.logicalId(), resource.toNode());
        }
    }
}

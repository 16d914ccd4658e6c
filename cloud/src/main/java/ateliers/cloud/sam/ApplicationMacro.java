package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * An application within one: a nested stack of a template that lies in S3.
 *
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-application.html">AWS::Serverless::Application</a>
 */
final class ApplicationMacro implements ResourceMacro {

    private static final String TYPE = "AWS::Serverless::Application";

    private static final PropertyRules RULES = PropertyRules.of("""
            Location: string|map
            TemplateUrl: string
            Parameters: map
            NotificationARNs: list-of-string|map
            Tags: map
            TimeoutInMinutes: int
            """);

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public PropertyRules rules() {
        return RULES;
    }

    @Override
    public List<CfnResource> expand(SamResource resource, Translation translation) {
        ObjectNode properties = resource.properties();
        JsonNode location = Nodes.get(properties, "Location");
        if (location == null) {
            throw missing(resource, "Location");
        }
        if (location.isObject()) {
            for (String name : List.of("ApplicationId", "SemanticVersion")) {
                if (!location.has(name)) {
                    throw missing(resource, name);
                }
                if (!Nodes.says(location.get(name))) {
                    throw resource.problem("Property '" + name
                            + (name.equals("ApplicationId") ? "' is required." : "' cannot be blank."));
                }
            }
            throw Gaps.property(TYPE, "Location.ApplicationId", resource.logicalId());
        }
        return List.of(new CfnResource(resource.logicalId(), "AWS::CloudFormation::Stack", resource.sharedAttributes())
                .dependsOn(resource.dependsOn())
                .set("TemplateURL", location)
                .copy(properties, "Parameters", "NotificationARNs", "TimeoutInMinutes")
                .set("Tags", Tags.withSams(resource)));
    }

    private static SamProblem missing(SamResource resource, String property) {
        return resource.problem("Resource is missing the required [" + property + "] property.");
    }
}

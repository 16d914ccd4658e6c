package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Set;

/** Tags: a map in SAM, a list of Key and Value in CloudFormation. */
final class Tags {

    private static final List<String> RESERVED =
            List.of("lambda:createdBy", "serverlessrepo:applicationId", "serverlessrepo:semanticVersion");

    private static final Set<String> TAGGED = Set.of(
            "AWS::ApiGateway::RestApi",
            "AWS::ApiGateway::Stage",
            "AWS::IAM::Role",
            "AWS::Lambda::Function",
            "AWS::SNS::Topic",
            "AWS::SQS::Queue");

    private Tags() {}

    static ArrayNode list(JsonNode tags) {
        ArrayNode list = Nodes.array();
        if (tags != null) {
            for (String key : Nodes.names(tags)) {
                list.add(Nodes.object("Key", key, "Value", tags.get(key)));
            }
        }
        return list;
    }

    /** SAM's own tag, then the resource's. */
    static ArrayNode withSams(SamResource resource) {
        JsonNode tags = resource.get("Tags");
        for (String reserved : RESERVED) {
            if (tags != null && tags.has(reserved)) {
                throw resource.problem(reserved + " is a reserved Tag key name and cannot be set on your resource. "
                        + "Please change the tag key in the input.");
            }
        }
        return list(Nodes.object("lambda:createdBy", "SAM")).addAll(list(tags));
    }

    /** Gives a resource's tags to all that it generated, where {@code PropagateTags} is true. */
    static void propagate(SamResource resource, List<CfnResource> generated) {
        JsonNode tags = resource.get("Tags");
        if (!Nodes.says(resource.get("PropagateTags")) || !Nodes.says(tags)) {
            return;
        }
        for (CfnResource each : generated) {
            if (TAGGED.contains(each.type())) {
                each.set("Tags", list(tags));
            }
        }
    }
}

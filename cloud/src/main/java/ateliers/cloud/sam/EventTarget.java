package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What events call: a function, or its published alias.
 *
 * @param logicalId of the function or alias
 * @param name what a permission or mapping names
 * @param arn what a notification, subscription or target names
 * @param condition the function's, or null
 * @param attributes what every resource of its events shares
 * @param role the generated role, to which some events add; generated though perhaps not used
 */
record EventTarget(
        String logicalId, ObjectNode name, ObjectNode arn, String condition, ObjectNode attributes, CfnResource role) {

    static EventTarget of(SamResource resource, CfnResource function, CfnResource alias, CfnResource role) {
        ObjectNode shared = resource.sharedAttributes();
        return alias == null
                ? new EventTarget(
                        function.logicalId(), function.ref(), function.arn(), resource.condition(), shared, role)
                : new EventTarget(alias.logicalId(), alias.ref(), alias.ref(), resource.condition(), shared, role);
    }

    CfnResource resource(String logicalId, String type) {
        return new CfnResource(logicalId, type, attributes);
    }

    /** Lets a service invoke this. */
    CfnResource permission(String logicalId, String principal, JsonNode sourceArn) {
        return resource(logicalId, "AWS::Lambda::Permission")
                .set("Action", "lambda:InvokeFunction")
                .set("FunctionName", name)
                .set("Principal", principal)
                .set("SourceArn", sourceArn);
    }

    /** The path of an API's Lambda integration, in a partition given by name or as a variable. */
    ObjectNode integrationUri(String partition, boolean streamed) {
        String version = streamed ? "2021-11-15" : "2015-03-31";
        String invocations = streamed ? "/response-streaming-invocations" : "/invocations";
        return Intrinsics.sub("arn:" + partition + ":apigateway:${AWS::Region}:lambda:path/" + version + "/functions/"
                + Intrinsics.shorthand(arn) + invocations);
    }
}

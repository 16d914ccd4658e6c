package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Notifications of a bucket of the same template, which gains the configuration and waits for the permission.
 *
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-s3.html">S3</a>
 */
final class S3Event implements EventSource {

    private static final PropertyRules RULES = PropertyRules.of("""
            Bucket!: string
            Events!=: string|strings
            Filter: map-of-string
            """);

    @Override
    public List<String> types() {
        return List.of("S3");
    }

    @Override
    public PropertyRules rules() {
        return RULES;
    }

    @Override
    public void link(Event event, Translation translation) {
        JsonNode bucket = event.get("Bucket");
        JsonNode ref = bucket.isObject() ? bucket.get("Ref") : null;
        if (ref != null && !ref.isTextual()) {
            throw event.problem("'Ref' value in S3 events is not a valid string.");
        }
        if (ref == null || translation.resource(ref.textValue()) == null) {
            throw event.problem("S3 events must reference an S3 bucket in the same template.");
        }
    }

    @Override
    public List<CfnResource> expand(Event event, EventTarget target, Translation translation) {
        String bucketId = event.get("Bucket").get("Ref").textValue();
        ObjectNode bucket = translation.resource(bucketId);
        String type = Nodes.text(bucket, "Type");
        if (!"AWS::S3::Bucket".equals(type)) {
            throw SamProblem.resource(
                    bucketId, "Resource has incorrect Type; expected 'AWS::S3::Bucket', got '" + type + "'");
        }
        ObjectNode properties = Nodes.child(bucket, "Properties");
        if (properties == null) {
            throw SamProblem.resource(bucketId, "Properties should be a map.");
        }
        CfnResource permission = target.permission(event.logicalId() + "Permission", "s3.amazonaws.com", null)
                .set("SourceAccount", Intrinsics.ref("AWS::AccountId"));
        if (target.condition() == null) {
            dependOn(event, bucket, permission.logicalId());
        } else {
            dependThroughTag(bucketId, properties, permission.logicalId(), target.condition());
        }
        notify(event, target, bucketId, properties);
        return List.of(permission);
    }

    private static void dependOn(Event event, ObjectNode bucket, String permissionId) {
        ArrayNode dependsOn = Nodes.array();
        JsonNode given = Nodes.get(bucket, "DependsOn");
        if (given != null && given.isTextual()) {
            dependsOn.add(given);
        } else if (given instanceof ArrayNode list && areStrings(list)) {
            dependsOn.addAll(list);
        } else if (bucket.has("DependsOn")) {
            throw SamProblem.resource(
                    event.logicalId(), "Invalid type for field 'DependsOn'. Expected a string or list of strings.");
        }
        JsonNode permission = Nodes.array(permissionId).get(0);
        if (!Nodes.contains(dependsOn, permission)) {
            dependsOn.add(permission);
        }
        bucket.set("DependsOn", dependsOn);
    }

    private static boolean areStrings(ArrayNode list) {
        for (JsonNode item : list) {
            if (!item.isTextual()) {
                return false;
            }
        }
        return true;
    }

    /** DependsOn knows no conditions, so the bucket refers to the permission in a tag. */
    private static void dependThroughTag(
            String bucketId, ObjectNode properties, String permissionId, String condition) {
        JsonNode given = Nodes.get(properties, "Tags");
        if (given != null && !given.isArray()) {
            throw SamProblem.wrongType(bucketId, "Tags", "list");
        }
        ArrayNode tags = given == null ? Nodes.array() : (ArrayNode) given;
        JsonNode noDependency = Nodes.array("no dependency").get(0);
        tags.add(Nodes.object(
                "Key",
                "sam:ConditionalDependsOn:" + permissionId,
                "Value",
                Intrinsics.either(condition, Intrinsics.ref(permissionId), noDependency)));
        properties.set("Tags", tags);
    }

    private static void notify(Event event, EventTarget target, String bucketId, ObjectNode properties) {
        ObjectNode configuration = Nodes.child(properties, "NotificationConfiguration");
        if (configuration == null) {
            throw SamProblem.wrongType(bucketId, "NotificationConfiguration", "map");
        }
        JsonNode given = Nodes.get(configuration, "LambdaConfigurations");
        if (given != null && !given.isArray()) {
            throw SamProblem.resource(bucketId, "Invalid type for LambdaConfigurations. Must be a list.");
        }
        ArrayNode notifications = given == null ? Nodes.array() : (ArrayNode) given;
        JsonNode events = event.get("Events");
        for (JsonNode type : events.isTextual() ? Nodes.array(events) : events) {
            ObjectNode notification =
                    Nodes.object("Event", type, "Function", target.arn(), "Filter", event.get("Filter"));
            JsonNode entry =
                    target.condition() == null ? notification : Intrinsics.onlyIf(target.condition(), notification);
            if (!Nodes.contains(notifications, entry)) {
                notifications.add(entry);
            }
        }
        configuration.set("LambdaConfigurations", notifications);
    }
}

package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * A function's {@code EventInvokeConfig}, with the queues and topics SAM makes for destinations that the template
 * leaves out, and what the role may do with each.
 *
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventinvokeconfiguration.html">EventInvokeConfiguration</a>
 */
final class InvokeDestinations {

    private static final Map<String, String> ACTIONS = Map.of(
            "SQS", "sqs:SendMessage",
            "SNS", "sns:publish",
            "EventBridge", "events:PutEvents",
            "Lambda", "lambda:InvokeFunction");
    private static final List<String> TYPES = List.of("SQS", "SNS", "EventBridge", "Lambda", "S3Bucket");
    private static final List<String> KNOWN =
            List.of("MaximumEventAgeInSeconds", "MaximumRetryAttempts", "DestinationConfig");

    private final SamResource resource;
    private final Translation translation;
    private final String configId;
    private final List<CfnResource> generated;
    private final ArrayNode policies = Nodes.array();

    private InvokeDestinations(SamResource resource, Translation translation, List<CfnResource> generated) {
        this.resource = resource;
        this.translation = translation;
        this.generated = generated;
        this.configId = resource.logicalId() + "EventInvokeConfig";
    }

    /** Adds the configuration's resources and returns the inline policies for the role. */
    static ArrayNode add(
            SamResource resource, CfnResource alias, List<CfnResource> generated, Translation translation) {
        InvokeDestinations destinations = new InvokeDestinations(resource, translation, generated);
        if (Nodes.says(resource.get("EventInvokeConfig"))) {
            destinations.add(translation.resolve(resource.get("EventInvokeConfig")), alias);
        }
        return destinations.policies;
    }

    private void add(JsonNode config, CfnResource alias) {
        for (String name : Nodes.names(config)) {
            if (!KNOWN.contains(name)) {
                throw Gaps.property("EventInvokeConfig", name, resource.logicalId());
            }
        }
        ObjectNode destinations = Nodes.object();
        JsonNode given = Nodes.get(config, "DestinationConfig");
        if (Nodes.says(given)) {
            checkMap(given, "EventInvokeConfig.DestinationConfig");
            for (String name : Nodes.names(given)) {
                if (!name.equals("OnSuccess") && !name.equals("OnFailure")) {
                    throw Gaps.property("EventInvokeConfig.DestinationConfig", name, resource.logicalId());
                }
            }
            for (String name : List.of("OnSuccess", "OnFailure")) {
                JsonNode destination = Nodes.get(given, name);
                if (destination != null) {
                    checkMap(destination, "EventInvokeConfig.DestinationConfig." + name);
                    destinations.set(name, Nodes.object("Destination", destination(destination, configId + name)));
                }
            }
        }
        CfnResource result = new CfnResource(configId, "AWS::Lambda::EventInvokeConfig", resource.ownAttributes())
                .set("FunctionName", Intrinsics.ref(resource.logicalId()))
                .set("Qualifier", alias == null ? "$LATEST" : alias.properties().get("Name"))
                .set("DestinationConfig", destinations)
                .copy(config, "MaximumEventAgeInSeconds", "MaximumRetryAttempts");
        if (alias != null) {
            result.dependsOn(Nodes.array(alias.logicalId()));
        }
        generated.add(result);
    }

    private JsonNode destination(JsonNode given, String id) {
        String type = Nodes.text(given, "Type");
        if (type == null || !TYPES.contains(type)) {
            throw resource.problem("'Type: " + (type == null ? "None" : type)
                    + "' must be one of ['SQS', 'SNS', 'EventBridge', 'Lambda', 'S3Bucket']");
        }
        JsonNode destination = Nodes.get(given, "Destination");
        Choice choice = choice(destination);
        if (destination == null || choice.condition() != null) {
            destination = generate(type, id, choice);
        }
        policies.add(policy(type, id, destination));
        return destination;
    }

    static ObjectNode policy(String type, String id, JsonNode destination) {
        ArrayNode statements = Nodes.array();
        if (type.equals("S3Bucket")) {
            JsonNode objects = Nodes.object("Fn::Join", Nodes.array("/", Nodes.array(destination, "*")));
            statements.add(PolicyDocuments.allow("s3:PutObject", objects));
            statements.add(PolicyDocuments.allow("s3:ListBucket", destination));
        } else {
            statements.add(PolicyDocuments.allow(ACTIONS.get(type), destination));
        }
        String service = type.equals("S3Bucket") ? "S3" : type;
        return Policies.named(id + service + "Policy", Nodes.object("Statement", statements));
    }

    private JsonNode generate(String type, String id, Choice choice) {
        if (!type.equals("SQS") && !type.equals("SNS")) {
            throw resource.problem("Destination is required if Type is not ['SQS', 'SNS']");
        }
        boolean queue = type.equals("SQS");
        CfnResource made = new CfnResource(
                id + (queue ? "Queue" : "Topic"),
                queue ? "AWS::SQS::Queue" : "AWS::SNS::Topic",
                resource.sharedAttributes());
        made.attribute("Condition", both(resource.condition(), choice.condition()));
        generated.add(made);
        JsonNode arn = queue ? made.arn() : made.ref();
        return choice.condition() == null ? arn : Intrinsics.either(choice.condition(), arn, choice.otherwise());
    }

    /** The condition under which SAM makes the destination, when one side of an {@code Fn::If} has no value. */
    private Choice choice(JsonNode destination) {
        if (!Intrinsics.isIf(destination)) {
            return new Choice(null, null);
        }
        List<JsonNode> items;
        try {
            items = Intrinsics.ifItems(destination);
        } catch (IllegalArgumentException e) {
            throw SamProblem.resource(configId, "Malformed 'Destination' property: " + e.getMessage() + ".");
        }
        boolean noThen = Intrinsics.isNoValue(items.get(1));
        boolean noElse = Intrinsics.isNoValue(items.get(2));
        if (noThen == noElse) {
            return new Choice(null, null);
        }
        String condition = items.get(0).asText();
        if (noThen) {
            return new Choice(condition, items.get(2));
        }
        String negation = "NOT" + condition + StableHash.suffix(configId);
        translation.addCondition(negation, Conditions.not(condition));
        return new Choice(negation, items.get(1));
    }

    private String both(String one, String other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        String name = one + "AND" + other + StableHash.suffix(resource.logicalId());
        translation.addCondition(name, Conditions.and(one, other));
        return name;
    }

    private void checkMap(JsonNode value, String property) {
        if (!value.isObject()) {
            throw SamProblem.wrongType(resource.logicalId(), property, "map");
        }
    }

    private record Choice(String condition, JsonNode otherwise) {}
}

package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What events by way of an event source mapping have in common. */
final class MappingEvents {

    static final PropertyRules RULES = PropertyRules.of("""
            BatchSize: int
            StartingPosition=: any
            StartingPositionTimestamp=: any
            Enabled: bool
            MaximumBatchingWindowInSeconds: int
            MaximumRetryAttempts: int
            BisectBatchOnFunctionError: bool
            MaximumRecordAgeInSeconds: int
            DestinationConfig: map
            ParallelizationFactor: int
            Topics?: list
            Queues?: list
            SourceAccessConfigurations?: list
            SecretsManagerKmsKeyId?: string
            TumblingWindowInSeconds: int
            FunctionResponseTypes: list
            KafkaBootstrapServers?: list
            FilterCriteria: map
            KmsKeyArn=: any
            ConsumerGroupId?: string
            ScalingConfig: map
            ProvisionedPollerConfig?: map
            SchemaRegistryConfig?: map
            MetricsConfig: map
            LoggingConfig?: map
            """);

    private static final String[] PASSED_ON = {
        "StartingPosition",
        "StartingPositionTimestamp",
        "BatchSize",
        "Enabled",
        "MaximumBatchingWindowInSeconds",
        "MaximumRetryAttempts",
        "BisectBatchOnFunctionError",
        "MaximumRecordAgeInSeconds",
        "ParallelizationFactor",
        "TumblingWindowInSeconds",
        "FunctionResponseTypes",
        "FilterCriteria",
        "KmsKeyArn",
        "ScalingConfig",
        "MetricsConfig"
    };

    private MappingEvents() {}

    static List<CfnResource> mapping(
            Event event, EventTarget target, JsonNode source, String policyPath, Translation translation) {
        JsonNode filters = event.get("FilterCriteria");
        if (Nodes.says(filters)
                && !Intrinsics.isIntrinsic(filters)
                && !Nodes.names(filters).equals(List.of("Filters"))) {
            throw event.problem("FilterCriteria field has a wrong format");
        }
        CfnResource mapping = target.resource(event.logicalId(), "AWS::Lambda::EventSourceMapping")
                .set("FunctionName", target.name())
                .set("EventSourceArn", source)
                .copy(event.properties(), PASSED_ON);
        ObjectNode policy = null;
        if (Nodes.says(event.get("DestinationConfig"))) {
            ObjectNode config = event.get("DestinationConfig").deepCopy();
            policy = destinationPolicy(event, config);
            mapping.set("DestinationConfig", config);
        }
        addToRole(target.role(), translation.awsManagedPolicy(policyPath), policy);
        return List.of(mapping);
    }

    /** Takes SAM's own Type out of the destination and returns the policy it stands for, or null. */
    private static ObjectNode destinationPolicy(Event event, ObjectNode config) {
        if (!(Nodes.get(config, "OnFailure") instanceof ObjectNode onFailure)) {
            throw SamProblem.event(event.logicalId(), "Property 'DestinationConfig.OnFailure' should be a map.");
        }
        JsonNode type = onFailure.remove("Type");
        if (!Nodes.says(type)) {
            return null;
        }
        if (!List.of("SQS", "SNS", "S3", "Kafka").contains(type.asText())) {
            throw SamProblem.event(
                    event.logicalId(), "The only valid values for 'Type' are 'SQS', 'SNS', 'S3', and 'Kafka'");
        }
        if (type.asText().equals("Kafka")) {
            throw Gaps.feature("Kafka as a destination", event.logicalId());
        }
        String known = type.asText().equals("S3") ? "S3Bucket" : type.asText();
        return InvokeDestinations.policy(known, event.logicalId(), Nodes.get(onFailure, "Destination"));
    }

    static void addToRole(CfnResource role, String managedArn, ObjectNode policy) {
        ArrayNode managed = (ArrayNode) role.properties().get("ManagedPolicyArns");
        JsonNode arn = Nodes.array(managedArn).get(0);
        if (!Nodes.contains(managed, arn)) {
            managed.add(arn);
        }
        if (policy == null) {
            return;
        }
        ArrayNode policies = role.properties().withArray("/Policies");
        for (JsonNode existing : policies) {
            if (policy.get("PolicyDocument").equals(existing.get("PolicyDocument"))) {
                return;
            }
        }
        policies.add(policy);
    }
}

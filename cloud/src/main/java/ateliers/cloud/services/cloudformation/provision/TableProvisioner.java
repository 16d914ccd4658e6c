package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.SSESpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveSpecification;

/**
 * {@code AWS::DynamoDB::Table}.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html">
 *     AWS::DynamoDB::Table</a>
 */
public final class TableProvisioner implements Provisioner {

    @Override
    public String type() {
        return "AWS::DynamoDB::Table";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of(
                "AttributeDefinitions",
                "BillingMode",
                "DeletionProtectionEnabled",
                "GlobalSecondaryIndexes.IndexName",
                "GlobalSecondaryIndexes.KeySchema",
                "GlobalSecondaryIndexes.Projection",
                "GlobalSecondaryIndexes.ProvisionedThroughput",
                "KeySchema",
                "LocalSecondaryIndexes",
                "PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled",
                "ProvisionedThroughput",
                "SSESpecification.SSEEnabled",
                "SSESpecification.SSEType",
                "StreamSpecification.StreamViewType",
                "TableClass",
                "TableName",
                "Tags",
                "TimeToLiveSpecification");
    }

    @Override
    public Set<String> inert() {
        return Set.of("ContributorInsightsSpecification", "GlobalSecondaryIndexes.ContributorInsightsSpecification");
    }

    @Override
    public String nameProperty() {
        return "TableName";
    }

    @Override
    public Optional<String> existing(ResourceCall call, String name) {
        call.client(DynamoDbClient.class).describeTable(request -> request.tableName(name));
        return Optional.of(name);
    }

    /** Local indexes come with their table only, and the type of a key attribute stays. */
    @Override
    public boolean replaces(ObjectNode before, ObjectNode after) {
        Map<String, JsonNode> types = byName(before.path("AttributeDefinitions"), "AttributeName");
        return !before.path("LocalSecondaryIndexes").equals(after.path("LocalSecondaryIndexes"))
                || byName(after.path("AttributeDefinitions"), "AttributeName").entrySet().stream()
                        .anyMatch(each -> types.containsKey(each.getKey())
                                && !types.get(each.getKey()).equals(each.getValue()));
    }

    @Override
    public Set<String> absentAttributes(ObjectNode properties) {
        return properties.has("StreamSpecification") ? Set.of() : Set.of("StreamArn");
    }

    @Override
    public Physical create(ResourceCall call) {
        DynamoDbClient dynamoDb = call.client(DynamoDbClient.class);
        String name = call.name("TableName", 255);
        CreateTableRequest.Builder request = Shapes.fill(CreateTableRequest.builder(), call.properties())
                .tableName(name)
                .tags(tags(call.allTags()));
        if (call.has("StreamSpecification")) {
            request.streamSpecification(stream(call.properties()));
        }
        if (call.has("SSESpecification")) {
            request.sseSpecification(encryption(call.properties()));
        }
        dynamoDb.createTable(request.build());
        call.settled().run();
        try {
            if (call.properties().at("/TimeToLiveSpecification/Enabled").asBoolean()) {
                expire(dynamoDb, name, call.properties());
            }
            if (recovery(call.properties())) {
                recover(dynamoDb, name, true);
            }
        } catch (RuntimeException e) {
            dynamoDb.deleteTable(r -> r.tableName(name));
            throw e;
        }
        return physical(dynamoDb, name);
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        DynamoDbClient dynamoDb = call.client(DynamoDbClient.class);
        TableUpdate.of(call.properties(), before).requests(call.physicalId()).forEach(change -> {
            dynamoDb.updateTable(change);
            call.settled().run();
        });
        updateExpiry(dynamoDb, call, before);
        if (recovery(call.properties()) != recovery(before)) {
            recover(dynamoDb, call.physicalId(), recovery(call.properties()));
        }
        Physical physical = physical(dynamoDb, call.physicalId());
        String arn = physical.attributes().get("Arn");
        call.tagChange(before)
                .apply(
                        keys -> dynamoDb.untagResource(r -> r.resourceArn(arn).tagKeys(keys)),
                        set -> dynamoDb.tagResource(r -> r.resourceArn(arn).tags(tags(set))));
        return physical;
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(DynamoDbClient.class).deleteTable(r -> r.tableName(call.physicalId()));
    }

    private static void updateExpiry(DynamoDbClient dynamoDb, ResourceCall call, ObjectNode before) {
        boolean enabled = before.at("/TimeToLiveSpecification/Enabled").asBoolean();
        boolean wanted =
                call.properties().at("/TimeToLiveSpecification/Enabled").asBoolean();
        boolean moved = !before.at("/TimeToLiveSpecification/AttributeName")
                .equals(call.properties().at("/TimeToLiveSpecification/AttributeName"));
        if (enabled && (!wanted || moved)) {
            dynamoDb.updateTimeToLive(r -> r.tableName(call.physicalId())
                    .timeToLiveSpecification(t -> t.enabled(false)
                            .attributeName(before.at("/TimeToLiveSpecification/AttributeName")
                                    .asText())));
        }
        if (wanted && (!enabled || moved)) {
            expire(dynamoDb, call.physicalId(), call.properties());
        }
    }

    private static void expire(DynamoDbClient dynamoDb, String name, ObjectNode properties) {
        TimeToLiveSpecification specification = Shapes.fill(
                        TimeToLiveSpecification.builder(), properties.path("TimeToLiveSpecification"))
                .build();
        dynamoDb.updateTimeToLive(r -> r.tableName(name).timeToLiveSpecification(specification));
    }

    private static boolean recovery(ObjectNode properties) {
        return properties
                .at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                .asBoolean();
    }

    private static void recover(DynamoDbClient dynamoDb, String name, boolean enabled) {
        dynamoDb.updateContinuousBackups(r -> r.tableName(name)
                .pointInTimeRecoverySpecification(recovery -> recovery.pointInTimeRecoveryEnabled(enabled)));
    }

    /** CloudFormation's stream is enabled by being there. */
    static StreamSpecification stream(JsonNode properties) {
        return Shapes.fill(StreamSpecification.builder(), properties.path("StreamSpecification"))
                .streamEnabled(true)
                .build();
    }

    /** {@code SSEEnabled} is {@code Enabled} in DynamoDB's API. */
    static SSESpecification encryption(JsonNode properties) {
        return Shapes.fill(SSESpecification.builder(), properties.path("SSESpecification"))
                .enabled(properties.at("/SSESpecification/SSEEnabled").asBoolean())
                .build();
    }

    static GlobalSecondaryIndex index(JsonNode index) {
        return Shapes.fill(GlobalSecondaryIndex.builder(), index).build();
    }

    static Map<String, JsonNode> byName(JsonNode list, String key) {
        Map<String, JsonNode> byName = new HashMap<>();
        list.forEach(each -> byName.put(each.path(key).asText(), each));
        return byName;
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(each ->
                        Tag.builder().key(each.getKey()).value(each.getValue()).build())
                .toList();
    }

    private static Physical physical(DynamoDbClient dynamoDb, String name) {
        TableDescription table = dynamoDb.describeTable(r -> r.tableName(name)).table();
        Map<String, String> attributes = new HashMap<>(Map.of("Arn", table.tableArn()));
        if (table.streamSpecification() != null) {
            attributes.put("StreamArn", table.latestStreamArn());
        }
        return new Physical(name, attributes);
    }
}

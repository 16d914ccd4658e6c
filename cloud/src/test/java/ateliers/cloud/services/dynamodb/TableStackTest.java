package ateliers.cloud.services.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.Cloud;
import ateliers.cloud.door.Unsupported;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Tables as CloudFormation makes, changes, replaces and deletes them. */
class TableStackTest {
    private static final String TABLE = """
            Resources:
              Orders:
                Type: AWS::DynamoDB::Table
                Properties:
                  BillingMode: PAY_PER_REQUEST
                  AttributeDefinitions:
                    - {AttributeName: id, AttributeType: S}
                  KeySchema:
                    - {AttributeName: id, KeyType: HASH}
                  StreamSpecification: {StreamViewType: NEW_IMAGE}
                  TimeToLiveSpecification: {AttributeName: expires, Enabled: true}
                  PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true}
                  SSESpecification: {SSEEnabled: true}
                  Tags: [{Key: course, Value: orders}]
            Outputs:
              Name: {Value: !Ref Orders}
              Arn: {Value: !GetAtt Orders.Arn}
              Stream: {Value: !GetAtt Orders.StreamArn}
            """;

    private static final String CHANGED = """
            Resources:
              Orders:
                Type: AWS::DynamoDB::Table
                Properties:
                  ProvisionedThroughput: {ReadCapacityUnits: 2, WriteCapacityUnits: 3}
                  AttributeDefinitions:
                    - {AttributeName: id, AttributeType: S}
                    - {AttributeName: day, AttributeType: S}
                  KeySchema:
                    - {AttributeName: id, KeyType: HASH}
                  GlobalSecondaryIndexes:
                    - IndexName: by-day
                      KeySchema: [{AttributeName: day, KeyType: HASH}]
                      Projection: {ProjectionType: ALL}
                      ProvisionedThroughput: {ReadCapacityUnits: 1, WriteCapacityUnits: 1}
                  StreamSpecification: {StreamViewType: NEW_AND_OLD_IMAGES}
                  DeletionProtectionEnabled: true
                  Tags: [{Key: course, Value: bank}]
            Outputs:
              Name: {Value: !Ref Orders}
              Stream: {Value: !GetAtt Orders.StreamArn}
            """;

    private Cloud cloud;
    private CloudFormationClient cloudFormation;
    private DynamoDbClient dynamoDb;

    @BeforeEach
    void start() {
        cloud = Cloud.start();
        cloudFormation = cloud.door().as(cloud.root(), CloudFormationClient.class);
        dynamoDb = cloud.door().as(cloud.root(), DynamoDbClient.class);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void makesATableWithAllItsSettings() {
        Map<String, String> outputs = create(TABLE);

        TableDescription table = table(outputs.get("Name"));
        assertThat(outputs.get("Name")).startsWith("shop-Orders-");
        assertThat(outputs).containsEntry("Arn", table.tableArn()).containsEntry("Stream", table.latestStreamArn());
        assertThat(table.streamSpecification().streamViewType()).isEqualTo(StreamViewType.NEW_IMAGE);
        assertThat(table.sseDescription().statusAsString()).isEqualTo("ENABLED");
        assertThat(dynamoDb.describeTimeToLive(r -> r.tableName(table.tableName()))
                        .timeToLiveDescription()
                        .timeToLiveStatus())
                .isEqualTo(TimeToLiveStatus.ENABLED);
        assertThat(dynamoDb.describeContinuousBackups(r -> r.tableName(table.tableName()))
                        .continuousBackupsDescription()
                        .pointInTimeRecoveryDescription()
                        .pointInTimeRecoveryStatusAsString())
                .isEqualTo("ENABLED");
        assertThat(dynamoDb.listTagsOfResource(r -> r.resourceArn(table.tableArn()))
                        .tags())
                .contains(Tag.builder().key("course").value("orders").build());
    }

    @Test
    void changesATableInPlace() {
        String name = create(TABLE).get("Name");

        Map<String, String> outputs = update(CHANGED);

        assertThat(outputs).containsEntry("Name", name);
        TableDescription table = table(name);
        assertThat(table.provisionedThroughput().writeCapacityUnits()).isEqualTo(3);
        assertThat(table.billingModeSummary().billingMode()).isEqualTo(BillingMode.PROVISIONED);
        assertThat(table.globalSecondaryIndexes())
                .extracting(index -> index.indexName())
                .containsExactly("by-day");
        assertThat(table.streamSpecification().streamViewType()).isEqualTo(StreamViewType.NEW_AND_OLD_IMAGES);
        assertThat(outputs).containsEntry("Stream", table.latestStreamArn());
        assertThat(table.deletionProtectionEnabled()).isTrue();
        assertThat(table.sseDescription()).isNull();
        assertThat(dynamoDb.describeTimeToLive(r -> r.tableName(name))
                        .timeToLiveDescription()
                        .timeToLiveStatus())
                .isEqualTo(TimeToLiveStatus.DISABLED);
        assertThat(dynamoDb.listTagsOfResource(r -> r.resourceArn(table.tableArn()))
                        .tags())
                .contains(Tag.builder().key("course").value("bank").build());
    }

    @Test
    void aNewKeyNeedsANewTable() {
        String name = create(TABLE).get("Name");

        String replacement = update(TABLE.replace("AttributeName: id", "AttributeName: number"))
                .get("Name");

        assertThat(replacement).isNotEqualTo(name);
        assertThat(table(replacement).keySchema().get(0).attributeName()).isEqualTo("number");
        assertThatThrownBy(() -> table(name)).isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void theTableGoesWithItsStack() {
        String name = create(TABLE).get("Name");

        cloudFormation.deleteStack(r -> r.stackName("shop"));
        settle();

        assertThatThrownBy(() -> table(name)).isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void aTableThatDynamoDbRefusesFailsWithItsWords() {
        cloudFormation.createStack(
                r -> r.stackName("shop").templateBody(TABLE.replace("      BillingMode: PAY_PER_REQUEST\n", "")));
        settle();

        assertThat(cloudFormation.describeStackEvents(r -> r.stackName("shop")).stackEvents())
                .extracting(event -> String.valueOf(event.resourceStatusReason()))
                .anyMatch(reason -> reason.contains("ReadCapacityUnits and WriteCapacityUnits must both be specified"));
        assertThat(dynamoDb.listTables().tableNames()).isEmpty();
    }

    @Test
    void whatIsLackingIsNamed() {
        assertThatThrownBy(() -> create(TABLE.replace(
                        "      Tags:",
                        "      KinesisStreamSpecification: {StreamArn: 'arn:aws:kinesis'}\n      Tags:")))
                .isInstanceOf(Unsupported.class)
                .hasMessageContaining("KinesisStreamSpecification");
        assertThatThrownBy(() -> create(TABLE.replace("{SSEEnabled: true}", "{SSEEnabled: true, KMSMasterKeyId: k}")))
                .isInstanceOf(Unsupported.class)
                .hasMessageContaining("KMSMasterKeyId");
        assertThatThrownBy(() -> create("""
                        Resources:
                          Orders:
                            Type: AWS::DynamoDB::GlobalTable
                            Properties: {Replicas: [{Region: eu-west-3}]}
                        """))
                .isInstanceOf(Unsupported.class)
                .hasMessageContaining("AWS::DynamoDB::GlobalTable");
    }

    private Map<String, String> create(String template) {
        cloudFormation.createStack(r -> r.stackName("shop").templateBody(template));
        return settled("CREATE_COMPLETE");
    }

    private Map<String, String> update(String template) {
        cloudFormation.updateStack(r -> r.stackName("shop").templateBody(template));
        return settled("UPDATE_COMPLETE");
    }

    private Map<String, String> settled(String status) {
        settle();
        Stack stack =
                cloudFormation.describeStacks(r -> r.stackName("shop")).stacks().get(0);
        assertThat(stack.stackStatusAsString())
                .as(() -> cloudFormation
                        .describeStackEvents(r -> r.stackName("shop"))
                        .stackEvents()
                        .toString())
                .isEqualTo(status);
        return stack.outputs().stream().collect(Collectors.toMap(Output::outputKey, Output::outputValue));
    }

    private void settle() {
        assertThat(cloud.clock().awaitIdle(Duration.ofSeconds(20))).isTrue();
    }

    private TableDescription table(String name) {
        return dynamoDb.describeTable(r -> r.tableName(name)).table();
    }
}

package ateliers.cloud.services.dynamodb;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.CloudExtension;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeAction;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;
import software.amazon.awssdk.services.dynamodb.model.Condition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ReplicationGroupUpdate;
import software.amazon.awssdk.services.dynamodb.model.SSEType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** Parameters of DynamoDB that this cloud lacks, over HTTP. */
class DynamoDbParametersTest {
    private static final Map<String, AttributeValue> KEY = Map.of("id", AttributeValue.fromS("k"));
    private static final KeySchemaElement HASH =
            KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build();

    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    private DynamoDbClient dynamoDb;

    @BeforeEach
    void makeTable() {
        dynamoDb = cloud.client(DynamoDbClient.builder());
        create("orders", r -> {});
    }

    private void create(String name, Consumer<CreateTableRequest.Builder> more) {
        dynamoDb.createTable(r -> {
            r.tableName(name)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(AttributeDefinition.builder()
                            .attributeName("id")
                            .attributeType(ScalarAttributeType.S)
                            .build())
                    .keySchema(HASH);
            more.accept(r);
        });
    }

    private String refusedCreation(Consumer<CreateTableRequest.Builder> more) {
        return refusal(() -> create("more", more));
    }

    private String refusedUpdate(Consumer<UpdateTableRequest.Builder> more) {
        return refusal(() -> dynamoDb.updateTable(r -> more.accept(r.tableName("orders"))));
    }

    @Test
    void limitsOfTablesOnDemandAreLacking() {
        assertThat(refusedCreation(r -> r.onDemandThroughput(t -> t.maxReadRequestUnits(5L))))
                .isEqualTo("Unsupported: Unsupported by the embedded cloud: the parameter OnDemandThroughput of"
                        + " dynamodb:CreateTable");
        assertThat(refusedUpdate(r -> r.warmThroughput(t -> t.readUnitsPerSecond(5L))))
                .contains("the parameter WarmThroughput of dynamodb:UpdateTable");
        assertThat(dynamoDb.listTables().tableNames()).containsExactly("orders");
    }

    @Test
    void limitsOfIndexesOnDemandAreLacking() {
        assertThat(refusedCreation(r -> r.globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName("index")
                        .keySchema(HASH)
                        .projection(p -> p.projectionType(ProjectionType.ALL))
                        .onDemandThroughput(t -> t.maxReadRequestUnits(5L))
                        .build())))
                .contains("the parameter GlobalSecondaryIndexes.OnDemandThroughput of dynamodb:CreateTable");
        assertThat(refusedUpdate(r -> r.globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                        .update(u -> u.indexName("index").warmThroughput(t -> t.readUnitsPerSecond(5L)))
                        .build())))
                .contains("the parameter GlobalSecondaryIndexUpdates.Update.WarmThroughput of dynamodb:UpdateTable");
    }

    @Test
    void replicasAndPoliciesOfTablesAreLacking() {
        assertThat(refusedUpdate(r -> r.replicaUpdates(ReplicationGroupUpdate.builder()
                        .create(c -> c.regionName("eu-west-1"))
                        .build())))
                .contains("the parameter ReplicaUpdates of dynamodb:UpdateTable");
        assertThat(refusedCreation(r -> r.resourcePolicy("{}")))
                .contains("the parameter ResourcePolicy of dynamodb:CreateTable");
    }

    @Test
    void keysOfOnesOwnAreLacking() {
        assertThat(refusedCreation(r -> r.sseSpecification(
                        s -> s.enabled(true).sseType(SSEType.KMS).kmsMasterKeyId("alias/shop"))))
                .isEqualTo("Unsupported: Unsupported by the embedded cloud: the parameter"
                        + " SSESpecification.KMSMasterKeyId of dynamodb:CreateTable");
        assertThat(refusedUpdate(r -> r.sseSpecification(
                        s -> s.enabled(true).sseType(SSEType.KMS).kmsMasterKeyId("alias/shop"))))
                .contains("the parameter SSESpecification.KMSMasterKeyId of dynamodb:UpdateTable");
    }

    @Test
    void tagsHaveNoSecondPage() {
        String arn = dynamoDb.describeTable(r -> r.tableName("orders")).table().tableArn();

        assertThat(refusal(() ->
                        dynamoDb.listTagsOfResource(r -> r.resourceArn(arn).nextToken("2"))))
                .contains("the parameter NextToken of dynamodb:ListTagsOfResource");
    }

    @Test
    void parametersThatExpressionsReplacedAreLackingWhenNothingElseIsWrong() {
        Condition one = Condition.builder()
                .comparisonOperator(ComparisonOperator.EQ)
                .attributeValueList(AttributeValue.fromS("k"))
                .build();

        assertThat(refusal(() -> dynamoDb.query(r -> r.tableName("orders")
                        .keyConditions(Map.of("id", one))
                        .filterExpression("attribute_exists(total)"))))
                .isEqualTo("Unsupported: Unsupported by the embedded cloud: dynamodb: the legacy parameter"
                        + " KeyConditions");
        assertThat(refusal(() -> dynamoDb.scan(r -> r.tableName("orders").scanFilter(Map.of("id", one)))))
                .contains("the legacy parameter ScanFilter");
        assertThat(refusal(() ->
                        dynamoDb.getItem(r -> r.tableName("orders").key(KEY).attributesToGet("total"))))
                .contains("the legacy parameter AttributesToGet");
        assertThat(refusal(() -> dynamoDb.putItem(r -> r.tableName("orders")
                        .item(KEY)
                        .expected(Map.of(
                                "id",
                                ExpectedAttributeValue.builder().exists(false).build())))))
                .contains("the legacy parameter Expected");
        assertThat(refusal(() -> dynamoDb.updateItem(r -> r.tableName("orders")
                        .key(KEY)
                        .attributeUpdates(Map.of(
                                "total",
                                AttributeValueUpdate.builder()
                                        .action(AttributeAction.ADD)
                                        .value(AttributeValue.fromN("1"))
                                        .build())))))
                .contains("the legacy parameter AttributeUpdates");
        assertThat(dynamoDb.scan(r -> r.tableName("orders")).count()).isZero();
    }
}

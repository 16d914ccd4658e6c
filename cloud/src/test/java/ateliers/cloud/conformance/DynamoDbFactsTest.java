package ateliers.cloud.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

class DynamoDbFactsTest extends ConformanceCase {
    private static final String TABLE = "orders";

    private DynamoDbClient tables;
    private String stream;

    @BeforeEach
    void makeTable() {
        tables = cloud.client(DynamoDbClient.builder());
        tables.createTable(r -> r.tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName("id")
                        .keyType(KeyType.HASH)
                        .build())
                .streamSpecification(s -> s.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)));
        idle();
        stream = tables.describeTable(r -> r.tableName(TABLE)).table().latestStreamArn();
    }

    @Test
    @Fact(38)
    @DisplayName("Fact 38: a stream's record")
    void record() {
        tables.putItem(r -> r.tableName(TABLE).item(item("1")));

        Record record = records().get(0);

        assertThat(record.eventVersion()).isEqualTo("1.1");
        assertThat(record.eventNameAsString()).isEqualTo("INSERT");
        assertThat(record.dynamodb().approximateCreationDateTime()).isNotNull();
        assertThat(record.dynamodb().keys()).isEqualTo(item("1"));
        assertThat(record.dynamodb().newImage()).isEqualTo(item("1"));
        assertThat(record.dynamodb().hasOldImage()).isFalse();
        assertThat(record.dynamodb().sequenceNumber()).matches("\\d+");
        assertThat(record.dynamodb().sizeBytes()).isPositive();
        assertThat(record.dynamodb().streamViewTypeAsString()).isEqualTo("NEW_AND_OLD_IMAGES");
    }

    @Test
    @DisplayName("A query finds the only item of a partition, forwards and backwards, and nothing after it")
    void queryWithoutSortKey() {
        tables.putItem(r -> r.tableName(TABLE).item(item("1")));

        assertThat(query(true, Map.of())).isEqualTo(1);
        assertThat(query(false, Map.of())).isEqualTo(1);
        assertThat(query(true, item("1"))).isZero();
        assertThat(query(false, item("1"))).isZero();
    }

    private int query(boolean forward, Map<String, AttributeValue> after) {
        return tables.query(r -> r.tableName(TABLE)
                        .keyConditionExpression("id = :id")
                        .expressionAttributeValues(Map.of(":id", AttributeValue.fromS("1")))
                        .scanIndexForward(forward)
                        .exclusiveStartKey(after.isEmpty() ? null : after))
                .count();
    }

    @Test
    @Fact(40)
    @DisplayName("Fact 40: a condition that fails, alone and in a transaction")
    void conditions() {
        tables.putItem(r -> r.tableName(TABLE).item(item("1")));
        refused(
                () -> tables.putItem(
                        r -> r.tableName(TABLE).item(item("1")).conditionExpression("attribute_not_exists(id)")),
                "ConditionalCheckFailedException",
                400,
                "The conditional request failed");

        assertThatThrownBy(() -> tables.transactWriteItems(r -> r.transactItems(putNew("1"), putNew("2"))))
                .isInstanceOfSatisfying(TransactionCanceledException.class, e -> {
                    assertThat(e.awsErrorDetails().errorMessage())
                            .isEqualTo("Transaction cancelled, please refer cancellation reasons for specific reasons"
                                    + " [ConditionalCheckFailed, None]");
                    assertThat(e.cancellationReasons())
                            .extracting(CancellationReason::code)
                            .containsExactly("ConditionalCheckFailed", "None");
                });
    }

    private List<Record> records() {
        DynamoDbStreamsClient streams = cloud.client(DynamoDbStreamsClient.builder());
        String shard = streams.describeStream(r -> r.streamArn(stream))
                .streamDescription()
                .shards()
                .get(0)
                .shardId();
        String iterator = streams.getShardIterator(
                        r -> r.streamArn(stream).shardId(shard).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
        return streams.getRecords(r -> r.shardIterator(iterator)).records();
    }

    private static TransactWriteItem putNew(String id) {
        return TransactWriteItem.builder()
                .put(p -> p.tableName(TABLE).item(item(id)).conditionExpression("attribute_not_exists(id)"))
                .build();
    }

    private static Map<String, AttributeValue> item(String id) {
        return Map.of("id", AttributeValue.fromS(id));
    }
}

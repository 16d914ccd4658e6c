package ateliers.cloud.services.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.Cloud;
import ateliers.cloud.door.Unsupported;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

class DynamoDbTest {
    private Cloud cloud;
    private DynamoDbClient dynamoDb;

    @BeforeEach
    void start() {
        cloud = Cloud.start();
        dynamoDb = cloud.door().as(cloud.root(), DynamoDbClient.class);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void anItemIsReadBackWithItsNumbersCanonical() {
        createOrders();
        dynamoDb.putItem(r -> r.tableName("orders").item(item("c1", "2026-01-01", "0012.3400")));

        assertThat(dynamoDb.getItem(r -> r.tableName("orders").key(key("c1", "2026-01-01")))
                        .item()
                        .get("total"))
                .isEqualTo(AttributeValue.fromN("12.34"));
    }

    @Test
    void globalIndexesWithKeysOfMoreThanTwoAttributesAreUnsupported() {
        KeySchemaElement hash = KeySchemaElement.builder()
                .attributeName("a")
                .keyType(KeyType.HASH)
                .build();

        assertThatThrownBy(() -> dynamoDb.createTable(r -> r.tableName("wide")
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .keySchema(hash)
                        .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                                .indexName("wide")
                                .keySchema(hash, hash, hash)
                                .build())))
                .isInstanceOf(Unsupported.class)
                .hasMessageContaining("more than two attributes");
    }

    @Test
    void aConditionThatFailsChangesNothing() {
        createOrders();
        dynamoDb.putItem(r -> r.tableName("orders").item(item("c1", "d", "1")));

        assertThatThrownBy(() -> dynamoDb.putItem(r -> r.tableName("orders")
                        .item(item("c1", "d", "2"))
                        .conditionExpression("attribute_not_exists(client)")))
                .isInstanceOf(ConditionalCheckFailedException.class)
                .hasMessageStartingWith("The conditional request failed");
        assertThat(dynamoDb.getItem(r -> r.tableName("orders").key(key("c1", "d")))
                        .item()
                        .get("total")
                        .n())
                .isEqualTo("1");
    }

    @Test
    void anUpdateCalculatesFromTheItemAsItWas() {
        createOrders();
        dynamoDb.putItem(r -> r.tableName("orders").item(item("c1", "d", "5")));

        var updated = dynamoDb.updateItem(r -> r.tableName("orders")
                .key(key("c1", "d"))
                .updateExpression("SET previous = #t, #t = #t + :more ADD tags :tags")
                .expressionAttributeNames(Map.of("#t", "total"))
                .expressionAttributeValues(
                        Map.of(":more", AttributeValue.fromN("0.10"), ":tags", AttributeValue.fromSs(List.of("a"))))
                .returnValues(ReturnValue.UPDATED_NEW));

        assertThat(updated.attributes())
                .containsOnly(
                        Map.entry("previous", AttributeValue.fromN("5")),
                        Map.entry("total", AttributeValue.fromN("5.1")),
                        Map.entry("tags", AttributeValue.fromSs(List.of("a"))));
    }

    @Test
    void aQueryPagesThroughAPartitionInOrder() {
        createOrders();
        IntStream.range(0, 25)
                .forEach(i -> dynamoDb.putItem(
                        r -> r.tableName("orders").item(item("c1", String.format("%02d", i), "" + i))));
        dynamoDb.putItem(r -> r.tableName("orders").item(item("c2", "00", "1")));

        var days = dynamoDb
                .queryPaginator(r -> r.tableName("orders")
                        .keyConditionExpression("client = :c AND #d BETWEEN :from AND :to")
                        .expressionAttributeNames(Map.of("#d", "day"))
                        .expressionAttributeValues(Map.of(
                                ":c", AttributeValue.fromS("c1"),
                                ":from", AttributeValue.fromS("05"),
                                ":to", AttributeValue.fromS("20")))
                        .scanIndexForward(false)
                        .limit(7))
                .items()
                .stream()
                .map(item -> item.get("day").s())
                .toList();

        assertThat(days).hasSize(16).startsWith("20").endsWith("05").isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    void anIndexFollowsItsTable() {
        createOrders();
        dynamoDb.putItem(r -> r.tableName("orders").item(item("c1", "d1", "3")));
        dynamoDb.putItem(r -> r.tableName("orders").item(item("c2", "d1", "2")));
        dynamoDb.putItem(r -> r.tableName("orders").item(item("c1", "d2", "1")));
        dynamoDb.deleteItem(r -> r.tableName("orders").key(key("c2", "d1")));

        var items = dynamoDb.query(r -> r.tableName("orders")
                .indexName("by-day")
                .keyConditionExpression("#d = :d")
                .expressionAttributeNames(Map.of("#d", "day"))
                .expressionAttributeValues(Map.of(":d", AttributeValue.fromS("d1"))));

        assertThat(items.items())
                .singleElement()
                .satisfies(item -> assertThat(item).containsOnlyKeys("client", "day"));
    }

    @Test
    void aScanSeesEveryItemOnceOverPagesAndSegments() {
        createOrders();
        IntStream.range(0, 60)
                .forEach(i -> dynamoDb.putItem(r -> r.tableName("orders").item(item("c" + i, "d", "" + i))));

        assertThat(dynamoDb.scanPaginator(r -> r.tableName("orders").limit(7)).items())
                .hasSize(60)
                .doesNotHaveDuplicates();
        int first = dynamoDb.scan(r -> r.tableName("orders").segment(0).totalSegments(2))
                .count();
        int second = dynamoDb.scan(r -> r.tableName("orders").segment(1).totalSegments(2))
                .count();
        assertThat(first + second).isEqualTo(60);
        assertThat(first).isBetween(1, 59);
    }

    @Test
    void aTransactionIsAllOrNothing() {
        createOrders();
        dynamoDb.putItem(r -> r.tableName("orders").item(item("c1", "d", "1")));

        assertThatThrownBy(() -> dynamoDb.transactWriteItems(r -> r.transactItems(
                        put(item("c9", "d", "1"), null), put(item("c1", "d", "2"), "attribute_not_exists(client)"))))
                .isInstanceOfSatisfying(
                        TransactionCanceledException.class,
                        e -> assertThat(e.awsErrorDetails().errorMessage())
                                .isEqualTo(
                                        "Transaction cancelled, please refer cancellation reasons for specific reasons "
                                                + "[None, ConditionalCheckFailed]"));
        assertThat(dynamoDb.scan(r -> r.tableName("orders")).count()).isEqualTo(1);
    }

    @Test
    void aStreamTellsEveryChangeInOrder() {
        createOrders();
        dynamoDb.putItem(r -> r.tableName("orders").item(item("c1", "d", "1")));
        dynamoDb.putItem(r -> r.tableName("orders").item(item("c1", "d", "2")));
        dynamoDb.putItem(r -> r.tableName("orders").item(item("c1", "d", "2")));
        dynamoDb.deleteItem(r -> r.tableName("orders").key(key("c1", "d")));

        assertThat(records().records())
                .extracting(record -> record.eventNameAsString())
                .containsExactly("INSERT", "MODIFY", "REMOVE");
    }

    @Test
    void anExpiredItemGoesWithTimeAndTheStreamSaysWhoTookIt() {
        createOrders();
        dynamoDb.updateTimeToLive(r -> r.tableName("orders")
                .timeToLiveSpecification(t -> t.enabled(true).attributeName("total")));
        long soon = cloud.clock().instant().getEpochSecond() + 60;
        dynamoDb.putItem(r -> r.tableName("orders").item(item("c1", "d", Long.toString(soon))));

        cloud.clock().advance(java.time.Duration.ofHours(2));

        assertThat(dynamoDb.scan(r -> r.tableName("orders")).count()).isZero();
        assertThat(records().records().get(1).userIdentity().principalId()).isEqualTo("dynamodb.amazonaws.com");
    }

    private GetRecordsResponse records() {
        DynamoDbStreamsClient streams = cloud.door().as(cloud.root(), DynamoDbStreamsClient.class);
        String arn =
                streams.listStreams(r -> r.tableName("orders")).streams().get(0).streamArn();
        String shard = streams.describeStream(r -> r.streamArn(arn))
                .streamDescription()
                .shards()
                .get(0)
                .shardId();
        String iterator = streams.getShardIterator(
                        r -> r.streamArn(arn).shardId(shard).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
        return streams.getRecords(r -> r.shardIterator(iterator));
    }

    private static TransactWriteItem put(Map<String, AttributeValue> item, String condition) {
        return TransactWriteItem.builder()
                .put(Put.builder()
                        .tableName("orders")
                        .item(item)
                        .conditionExpression(condition)
                        .build())
                .build();
    }

    private void createOrders() {
        dynamoDb.createTable(r -> r.tableName("orders")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attribute("client"), attribute("day"))
                .keySchema(element("client", KeyType.HASH), element("day", KeyType.RANGE))
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName("by-day")
                        .keySchema(element("day", KeyType.HASH), element("client", KeyType.RANGE))
                        .projection(p -> p.projectionType(ProjectionType.KEYS_ONLY))
                        .build())
                .streamSpecification(s -> s.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)));
    }

    private static AttributeDefinition attribute(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement element(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static Map<String, AttributeValue> key(String client, String day) {
        return Map.of("client", AttributeValue.fromS(client), "day", AttributeValue.fromS(day));
    }

    private static Map<String, AttributeValue> item(String client, String day, String total) {
        return Map.of(
                "client", AttributeValue.fromS(client),
                "day", AttributeValue.fromS(day),
                "total", AttributeValue.fromN(total));
    }
}

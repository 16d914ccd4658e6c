package ateliers.cloud.services.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.CloudExtension;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * Policies that give access to some items and attributes.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html">Using IAM
 *     policy conditions for fine-grained access control</a>
 */
@SuppressWarnings("unchecked") // consumers as varargs, which the SDK does not call safe
class FineGrainedAccessTest {
    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    private IamClient iam;
    private DynamoDbClient bob;

    @BeforeEach
    void prepare() {
        iam = cloud.client(IamClient.builder());
        bob = cloud.clientAs(cloud.user("bob"), DynamoDbClient.builder());
        DynamoDbClient root = cloud.client(DynamoDbClient.builder());
        root.createTable(r -> table(r, "orders").tags(t -> t.key("team").value("shop")));
        root.createTable(r -> table(r, "others"));
        for (String table : List.of("orders", "others")) {
            for (String who : List.of("bob", "eve")) {
                root.putItem(
                        r -> r.tableName(table).item(Map.of("customer", s(who), "city", s("Lyon"), "card", s("1234"))));
            }
        }
    }

    private static CreateTableRequest.Builder table(CreateTableRequest.Builder table, String name) {
        return table.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        a -> a.attributeName("customer").attributeType(ScalarAttributeType.S),
                        a -> a.attributeName("city").attributeType(ScalarAttributeType.S))
                .keySchema(k -> k.attributeName("customer").keyType(KeyType.HASH))
                .globalSecondaryIndexes(i -> i.indexName("by-city")
                        .keySchema(k -> k.attributeName("city").keyType(KeyType.HASH))
                        .projection(p -> p.projectionType(ProjectionType.ALL)));
    }

    private static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    private static Map<String, AttributeValue> key(String who) {
        return Map.of("customer", s(who));
    }

    private void allow(String condition) {
        iam.putUserPolicy(r -> r.userName("bob")
                .policyName("p")
                .policyDocument(
                        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"dynamodb:*\","
                                + "\"Resource\":\"*\",\"Condition\":" + condition + "}}"));
    }

    private static void denied(ThrowingCallable call) {
        assertThatThrownBy(call).hasMessageContaining("is not authorized to perform: dynamodb:");
    }

    @Test
    void aUserReachesHisOwnItemsOnly() {
        allow("{\"ForAllValues:StringEquals\":{\"dynamodb:LeadingKeys\":\"${aws:username}\"}}");

        assertThat(bob.getItem(r -> r.tableName("orders").key(key("bob"))).hasItem())
                .isTrue();
        denied(() -> bob.getItem(r -> r.tableName("orders").key(key("eve"))));
        denied(() -> bob.deleteItem(r -> r.tableName("orders").key(key("eve"))));
        denied(() -> bob.putItem(r -> r.tableName("orders").item(key("eve"))));
        denied(() -> bob.updateItem(r -> r.tableName("orders").key(key("eve"))));
        assertThat(query("bob", "customer")).isEqualTo(1);
        denied(() -> query("eve", "#u"));
        denied(() -> bob.batchGetItem(r -> r.requestItems(Map.of(
                "orders",
                KeysAndAttributes.builder().keys(key("bob"), key("eve")).build()))));
        denied(() -> bob.batchWriteItem(r ->
                r.requestItems(Map.of("orders", List.of(write(key("bob")), write(key("eve")))))));
        denied(() -> bob.transactGetItems(r ->
                r.transactItems(i -> i.get(g -> g.tableName("orders").key(key("eve"))))));
        denied(() -> bob.transactWriteItems(r -> r.transactItems(
                i -> i.delete(d -> d.tableName("orders").key(key("bob"))),
                i -> i.conditionCheck(
                        c -> c.tableName("orders").key(key("eve")).conditionExpression("attribute_exists(card)")))));
        // Of an index it is the index's own partition key.
        denied(() -> bob.query(r -> r.tableName("orders")
                .indexName("by-city")
                .keyConditionExpression("city = :c")
                .expressionAttributeValues(Map.of(":c", s("Lyon")))));
    }

    private static WriteRequest write(Map<String, AttributeValue> key) {
        return WriteRequest.builder().deleteRequest(d -> d.key(key)).build();
    }

    private int query(String who, String name) {
        return bob.query(r -> r.tableName("orders")
                        .keyConditionExpression(name + " = :w")
                        .expressionAttributeNames(name.startsWith("#") ? Map.of(name, "customer") : null)
                        .expressionAttributeValues(Map.of(":w", s(who))))
                .count();
    }

    @Test
    void aUserSeesSomeAttributesOnly() {
        allow("{\"ForAllValues:StringEquals\":{\"dynamodb:Attributes\":[\"customer\",\"city\"]},"
                + "\"StringEqualsIfExists\":{\"dynamodb:Select\":\"SPECIFIC_ATTRIBUTES\","
                + "\"dynamodb:ReturnValues\":[\"NONE\",\"UPDATED_NEW\"]}}");

        assertThat(bob.getItem(r -> r.tableName("orders").key(key("bob")).projectionExpression("city"))
                        .item())
                .isEqualTo(Map.of("city", s("Lyon")));
        denied(() -> bob.getItem(r -> r.tableName("orders").key(key("bob")).projectionExpression("city, card")));
        denied(() -> bob.getItem(r -> r.tableName("orders").key(key("bob"))));
        denied(() -> bob.scan(r -> r.tableName("orders")));
        denied(() -> bob.scan(r -> r.tableName("orders")
                .projectionExpression("city")
                .filterExpression("card = :c")
                .expressionAttributeValues(Map.of(":c", s("1234")))));
        denied(() -> bob.updateItem(r -> r.tableName("orders")
                .key(key("bob"))
                .updateExpression("SET card = :c")
                .expressionAttributeValues(Map.of(":c", s("5678")))));
        denied(() -> bob.deleteItem(r -> r.tableName("orders").key(key("bob")).returnValues(ReturnValue.ALL_OLD)));
        bob.deleteItem(r -> r.tableName("orders").key(key("bob")));
    }

    @Test
    void someWritesAreAllowedInTransactionsOnly() {
        allow("{\"StringEquals\":{\"dynamodb:EnclosingOperation\":\"TransactWriteItems\"}}");

        denied(() -> bob.deleteItem(r -> r.tableName("orders").key(key("bob"))));
        bob.transactWriteItems(r ->
                r.transactItems(i -> i.delete(d -> d.tableName("orders").key(key("bob")))));
    }

    @Test
    void tablesAreReachedByTheirTagsAndMadeWithThem() {
        allow("{\"StringEquals\":{\"aws:ResourceTag/team\":\"shop\"}}");

        assertThat(bob.scan(r -> r.tableName("orders").indexName("by-city")).count())
                .isEqualTo(2);
        denied(() -> bob.scan(r -> r.tableName("others")));

        allow("{\"StringEquals\":{\"aws:RequestTag/team\":\"shop\"}}");
        denied(() -> bob.createTable(r -> table(r, "new")));
        bob.createTable(r -> table(r, "new").tags(t -> t.key("team").value("shop")));
    }

    @Test
    void whatCannotBeReadIsRefusedInDynamoDbsWords() {
        allow("{\"ForAllValues:StringEquals\":{\"dynamodb:Attributes\":[\"customer\"]}}");

        assertThatThrownBy(() -> bob.updateItem(
                        r -> r.tableName("orders").key(key("bob")).updateExpression("SET card")))
                .hasMessageContaining("Invalid UpdateExpression: Syntax error");
    }
}

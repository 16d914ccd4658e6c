package ateliers.labs.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

class DynamoOrderStoreTest {

    private static final Instant UNTIL = Instant.parse("2026-03-02T09:00:05Z");

    private final FakeTable table = new FakeTable();
    private final OrderStore store = new DynamoOrderStore(table, "commandes");
    private final Order order = Samples.order("c-1", Samples.line("stylo", 3, "19.99"), Samples.line("a", 1, "1000"));

    @Test
    void storesEveryFieldWithItsType() {
        assertThat(DynamoOrderStore.toItem(order))
                .containsEntry("order_id", AttributeValue.fromS("c-1"))
                .containsEntry("customer_email", AttributeValue.fromS("client@exemple.fr"))
                .containsEntry("status", AttributeValue.fromS("RECUE"))
                .containsEntry("total", AttributeValue.fromN("1059.97"));
        assertThat(DynamoOrderStore.toItem(order).get("items").l().get(1).m())
                .containsEntry("sku", AttributeValue.fromS("a"))
                .containsEntry("quantity", AttributeValue.fromN("1"))
                .containsEntry("unit_price", AttributeValue.fromN("1000"));
    }

    @Test
    void readsBackWhatItStored() {
        assertThat(DynamoOrderStore.toOrder(DynamoOrderStore.toItem(order))).isEqualTo(order);
    }

    @Test
    void insertsOnlyAnOrderThatIsNotThere() {
        assertThat(store.insert(order, UNTIL)).isTrue();

        assertThat(table.puts())
                .singleElement()
                .extracting(PutItemRequest::tableName, PutItemRequest::conditionExpression)
                .containsExactly("commandes", "attribute_not_exists(order_id)");
    }

    @Test
    void saysThatAnOrderIsAlreadyThere() {
        table.failConditions();

        assertThat(store.insert(order, UNTIL)).isFalse();
        assertThat(table.puts()).isEmpty();
    }

    @Test
    void findsAnOrderThatIsNotAnnouncedYet() {
        store.insert(order, UNTIL);
        table.hold(table.puts().get(0).item());

        assertThat(store.find("c-1")).contains(new OrderStore.Stored(order, false));
    }

    @Test
    void findsAnAnnouncedOrder() {
        Map<String, AttributeValue> item = new HashMap<>(DynamoOrderStore.toItem(order));
        item.put("announced", AttributeValue.fromBool(true));
        table.hold(item);

        assertThat(store.find("c-1")).contains(new OrderStore.Stored(order, true));
    }

    @Test
    void findsNothingUnderAnUnknownId() {
        assertThat(store.find("inconnue")).isEmpty();
    }

    @Test
    void cannotClaimAnAnnouncementThatSomebodyMakes() {
        table.failConditions();

        assertThat(store.claimAnnouncement("c-1", UNTIL, UNTIL.plusSeconds(5))).isFalse();
    }

    @Test
    void claimsAnAnnouncementUnderACondition() {
        assertThat(store.claimAnnouncement("c-1", UNTIL, UNTIL.plusSeconds(5))).isTrue();

        assertThat(table.updates()).singleElement().satisfies(update -> {
            assertThat(update.conditionExpression()).contains("announced", "announcing_until");
            assertThat(update.expressionAttributeValues())
                    .containsValue(AttributeValue.fromN(Long.toString(UNTIL.toEpochMilli())));
        });
    }

    @Test
    void marksAnOrderAsProcessedThroughAPlaceholderForTheReservedWord() {
        store.markProcessed("c-1");

        assertThat(table.updates()).singleElement().satisfies(update -> {
            assertThat(update.updateExpression()).startsWithIgnoringCase("SET ").doesNotContain("SET status");
            assertThat(update.expressionAttributeNames()).containsValue("status");
            assertThat(update.expressionAttributeValues()).containsValue(AttributeValue.fromS("TRAITEE"));
        });
    }

    /** La première réponse de DynamoDB est un conflit, la suivante un succès. */
    @Test
    @Tag("solution")
    void writesAgainAfterATransactionOnTheSameOrder() {
        AtomicInteger calls = new AtomicInteger();
        DynamoDbClient dynamo = DynamoDbClient.builder()
                .region(Region.EU_WEST_3)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClient(answering(() -> calls.incrementAndGet() == 1
                        ? answer(400, "{\"__type\":\"com.amazonaws.dynamodb.v20120810#TransactionConflictException\"}")
                        : answer(200, "{}")))
                .overrideConfiguration(DynamoOrderStore::retryConflicts)
                .build();

        new DynamoOrderStore(dynamo, "commandes").markProcessed("c-1");

        assertThat(calls).hasValue(2);
    }

    private static SdkHttpClient answering(Supplier<HttpExecuteResponse> answers) {
        return new SdkHttpClient() {
            @Override
            public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
                return new ExecutableHttpRequest() {
                    @Override
                    public HttpExecuteResponse call() {
                        return answers.get();
                    }

                    @Override
                    public void abort() {}
                };
            }

            @Override
            public void close() {}
        };
    }

    private static HttpExecuteResponse answer(int status, String body) {
        return HttpExecuteResponse.builder()
                .response(SdkHttpResponse.builder()
                        .statusCode(status)
                        .putHeader("Content-Type", "application/x-amz-json-1.0")
                        .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
                .build();
    }
}

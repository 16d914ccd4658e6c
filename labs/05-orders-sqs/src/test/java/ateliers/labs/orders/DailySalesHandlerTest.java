package ateliers.labs.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.Update;

class DailySalesHandlerTest {

    private final FakeTable table = new FakeTable();
    private final DailySalesHandler handler = new DailySalesHandler(table, "commandes", "ventes");

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 8 : la commande s'ajoute à son jour")
    void addsTheOrderOfTheSampleEventToItsDay() {
        StreamsEventResponse response = handle();

        assertThat(response.getBatchItemFailures()).isEmpty();
        assertThat(table.transactions()).singleElement().satisfies(transaction -> {
            Update added = updateOf("ventes", transaction);
            assertThat(added.key()).isEqualTo(Map.of("jour", AttributeValue.fromS("2026-03-02")));
            assertThat(added.expressionAttributeValues()).containsValue(AttributeValue.fromN("69.97"));
        });
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 8 : la commande est marquée dans la même transaction")
    void marksTheOrderInTheSameTransaction() {
        handle();

        Update marked = updateOf("commandes", table.transactions().get(0));
        assertThat(marked.key()).isEqualTo(Map.of("order_id", AttributeValue.fromS("c-2026-0001")));
        assertThat(marked.conditionExpression()).isNotBlank();
    }

    @Test
    void takesAnOrderThatIsAlreadyCountedForASuccess() {
        table.cancelOnce("ConditionalCheckFailed");

        assertThat(handle().getBatchItemFailures()).isEmpty();
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 8 : une transaction gênée est reprise")
    void asksForAnotherTryWhenTheTransactionMetAnother() {
        table.cancelOnce("TransactionConflict");

        assertThat(handle().getBatchItemFailures())
                .extracting(StreamsEventResponse.BatchItemFailure::getItemIdentifier)
                .containsExactly("111100000000000000001");
    }

    private static Update updateOf(String table, TransactWriteItemsRequest transaction) {
        return transaction.transactItems().stream()
                .map(TransactWriteItem::update)
                .filter(update -> update.tableName().equals(table))
                .findFirst()
                .orElseThrow();
    }

    private StreamsEventResponse handle() {
        return handler.handleRequest(Samples.event("dynamodb-insert.json", DynamodbEvent.class), new QuietContext());
    }
}

package ateliers.labs.orders;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Tient le total des ventes de chaque jour, à partir du flux de la table des commandes. */
public final class DailySalesHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

    private final DynamoDbClient dynamo;
    private final String ordersTable;
    private final String salesTable;

    /** Lambda appelle ce constructeur une fois par environnement : le client sert ensuite à tous les lots. */
    public DailySalesHandler() {
        this(
                DynamoDbClient.builder()
                        .httpClient(UrlConnectionHttpClient.create())
                        .build(),
                System.getenv("ORDERS_TABLE"),
                System.getenv("DAILY_SALES_TABLE"));
    }

    DailySalesHandler(DynamoDbClient dynamo, String ordersTable, String salesTable) {
        this.dynamo = dynamo;
        this.ordersTable = ordersTable;
        this.salesTable = salesTable;
    }

    /** Un flux est ordonné : au premier échec on s'arrête, et Lambda reprend à cet enregistrement. */
    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        for (DynamodbStreamRecord record : event.getRecords()) {
            try {
                count(record);
            } catch (RuntimeException e) {
                String number = record.getDynamodb().getSequenceNumber();
                context.getLogger().log("Commande " + number + " du flux non comptée : " + e);
                return new StreamsEventResponse(List.of(new BatchItemFailure(number)));
            }
        }
        return new StreamsEventResponse(List.of());
    }

    /**
     * Le flux peut livrer deux fois le même enregistrement. Ajouter au total et marquer la commande comme comptée se font
     * dans une seule transaction : ensemble, ou pas du tout.
     */
    private void count(DynamodbStreamRecord record) {
        String id = record.getDynamodb().getNewImage().get("order_id").getS();
        String total = record.getDynamodb().getNewImage().get("total").getN();
        String day = LocalDate.ofInstant(
                        record.getDynamodb().getApproximateCreationDateTime().toInstant(), ZoneOffset.UTC)
                .toString();
        try {
            dynamo.transactWriteItems(write -> write.transactItems(markCounted(id, day), add(day, total)));
        } catch (TransactionCanceledException e) {
            if (!alreadyCounted(e)) {
                throw e;
            }
        }
    }

    private TransactWriteItem markCounted(String id, String day) {
        return TransactWriteItem.builder()
                .update(update -> update.tableName(ordersTable)
                        .key(Map.of("order_id", AttributeValue.fromS(id)))
                        .updateExpression("SET counted_on = :day")
                        .conditionExpression("attribute_not_exists(counted_on)")
                        .expressionAttributeValues(Map.of(":day", AttributeValue.fromS(day))))
                .build();
    }

    private TransactWriteItem add(String day, String total) {
        return TransactWriteItem.builder()
                .update(update -> update.tableName(salesTable)
                        .key(Map.of("jour", AttributeValue.fromS(day)))
                        .updateExpression("ADD #total :total")
                        .expressionAttributeNames(Map.of("#total", "total"))
                        .expressionAttributeValues(Map.of(":total", AttributeValue.fromN(total))))
                .build();
    }

    private static boolean alreadyCounted(TransactionCanceledException e) {
        return e.hasCancellationReasons()
                && "ConditionalCheckFailed"
                        .equals(e.cancellationReasons().get(0).code());
    }
}

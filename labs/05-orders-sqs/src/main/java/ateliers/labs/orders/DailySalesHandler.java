package ateliers.labs.orders;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import java.util.List;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

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
        // TODO (Tâche 8, bonus) : pour chaque enregistrement, ajoute le total de la commande à son jour (en UTC :
        // getApproximateCreationDateTime) et marque la commande comme comptée, par exemple d'un champ counted_on, à
        // condition qu'elle ne le soit pas, dans une seule transaction (transactWriteItems). Au premier échec, rends son
        // sequenceNumber : Lambda reprendra là.
        context.getLogger().log("À faire avec " + dynamo + ", " + ordersTable + " et " + salesTable);
        return new StreamsEventResponse(List.of());
    }
}

package ateliers.labs.orders;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.List;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Traite les commandes de la file : écrit le reçu, puis marque la commande comme traitée. */
public final class OrderProcessor implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private final OrderStore store;
    private final S3Client s3;
    private final String bucket;

    /** Lambda appelle ce constructeur une fois par environnement : les clients servent ensuite à tous les lots. */
    public OrderProcessor() {
        this(
                new DynamoOrderStore(
                        DynamoDbClient.builder()
                                .httpClient(UrlConnectionHttpClient.create())
                                .build(),
                        System.getenv("ORDERS_TABLE")),
                S3Client.builder().httpClient(UrlConnectionHttpClient.create()).build(),
                System.getenv("RECEIPTS_BUCKET"));
    }

    OrderProcessor(OrderStore store, S3Client s3, String bucket) {
        this.store = store;
        this.s3 = s3;
        this.bucket = bucket;
    }

    /** Rend les messages à reprendre, et eux seuls : un message empoisonné n'emporte pas ses voisins dans sa chute. */
    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        // TODO (Tâche 5) : traite chaque message (OrderJson.readNotification, puis process). Retiens ceux qui échouent,
        // et rends leurs numéros (messageId) : la file ne reprendra qu'eux.
        return new SQSBatchResponse(List.of());
    }

    /**
     * La file livre « au moins une fois » : une commande déjà traitée n'est pas reprise. Le reçu vient avant le statut, si
     * bien qu'un arrêt entre les deux ne laisse jamais une commande traitée sans reçu.
     */
    void process(String id) {
        // TODO (Tâche 5) : retrouve la commande, écris son reçu (OrderJson.receipt) dans le bucket sous
        // recus/<order_id>.json, puis marque-la comme traitée.
        throw new UnsupportedOperationException("Tâche 5 : " + id + " dans " + bucket + " par " + s3 + " et " + store);
    }
}

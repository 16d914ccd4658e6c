package ateliers.labs.orders;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
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
                                .overrideConfiguration(DynamoOrderStore::retryConflicts)
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
        List<BatchItemFailure> failures = new ArrayList<>();
        for (SQSMessage message : event.getRecords()) {
            try {
                process(OrderJson.readNotification(message.getBody()));
            } catch (RuntimeException e) {
                context.getLogger().log("Message " + message.getMessageId() + " non traité : " + e);
                failures.add(new BatchItemFailure(message.getMessageId()));
            }
        }
        return new SQSBatchResponse(failures);
    }

    /**
     * La file livre « au moins une fois » : une commande déjà traitée n'est pas reprise. Le reçu vient avant le statut, si
     * bien qu'un arrêt entre les deux ne laisse jamais une commande traitée sans reçu.
     */
    private void process(String id) {
        Order order = store.find(id)
                .orElseThrow(() -> new IllegalStateException("la commande " + id + " est inconnue"))
                .order();
        if (order.status().equals(Order.PROCESSED)) {
            return;
        }
        s3.putObject(
                put -> put.bucket(bucket).key("recus/" + id + ".json").contentType("application/json"),
                RequestBody.fromString(OrderJson.receipt(order)));
        store.markProcessed(id);
    }
}

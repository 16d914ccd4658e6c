package ateliers.labs.bank;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/**
 * Fait un événement de chaque opération enregistrée.
 *
 * <p>Enregistrer puis publier, dans la même fonction, perdrait l'annonce de ce qui est enregistré juste avant une panne. Le flux de
 * la table, lui, garde chaque opération un jour entier : tant que le bus la refuse, Lambda la redonne.
 */
public final class PublisherHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

    static final String SOURCE = "banque.operations";

    private final EventBridgeClient events;
    private final String bus;

    public PublisherHandler() {
        this(Aws.events(), Aws.variable("EVENT_BUS"));
    }

    PublisherHandler(EventBridgeClient events, String bus) {
        this.events = events;
        this.bus = bus;
    }

    /** Un flux est ordonné : au premier échec on s'arrête, et Lambda reprend à cet enregistrement. */
    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        // TODO (Tâche 4) : publie l'opération de chaque enregistrement (operation, publish). Au premier échec, écris-le dans
        // le journal et rends un BatchItemFailure avec son numéro (getDynamodb().getSequenceNumber()).
        return new StreamsEventResponse(List.of());
    }

    private static Operation operation(Map<String, AttributeValue> image) {
        return Operation.read(name -> image.get(name).getS(), name -> image.get(name).getN());
    }

    /** PutEvents répond 200 même quand il refuse une entrée : le refus est dans la réponse. */
    private void publish(Operation operation) {
        // TODO (Tâche 4) : publie l'événement du contrat (PutEventsRequestEntry), et lève une exception si le bus l'a refusé
        // (failedEntryCount).
    }
}

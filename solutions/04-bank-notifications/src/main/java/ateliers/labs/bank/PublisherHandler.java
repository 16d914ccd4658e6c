package ateliers.labs.bank;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

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
        for (DynamodbStreamRecord record : event.getRecords()) {
            try {
                publish(operation(record.getDynamodb().getNewImage()));
            } catch (RuntimeException e) {
                context.getLogger().log("Opération non publiée : " + e);
                return new StreamsEventResponse(
                        List.of(new BatchItemFailure(record.getDynamodb().getSequenceNumber())));
            }
        }
        return new StreamsEventResponse(List.of());
    }

    private static Operation operation(Map<String, AttributeValue> image) {
        return Operation.read(name -> image.get(name).getS(), name -> image.get(name).getN());
    }

    /** PutEvents répond 200 même quand il refuse une entrée : le refus est dans la réponse. */
    private void publish(Operation operation) {
        PutEventsResponse response = events.putEvents(put -> put.entries(PutEventsRequestEntry.builder()
                .eventBusName(bus)
                .source(SOURCE)
                .detailType(operation.type().name())
                .detail(BankJson.operation(operation))
                .build()));
        if (response.failedEntryCount() > 0) {
            throw new IllegalStateException(
                    "le bus a refusé : " + response.entries().get(0).errorMessage());
        }
    }
}

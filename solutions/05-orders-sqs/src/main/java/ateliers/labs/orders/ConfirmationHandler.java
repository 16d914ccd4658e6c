package ateliers.labs.orders;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/** Confirme chaque commande à son client, par un courriel. */
public final class ConfirmationHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private final OrderStore store;
    private final DynamoDbClient dynamo;
    private final String table;
    private final SesV2Client ses;
    private final String sender;

    /** Lambda appelle ce constructeur une fois par environnement : les clients servent ensuite à tous les lots. */
    public ConfirmationHandler() {
        this(
                DynamoDbClient.builder()
                        .httpClient(UrlConnectionHttpClient.create())
                        .build(),
                System.getenv("ORDERS_TABLE"),
                System.getenv("CONFIRMATIONS_TABLE"),
                SesV2Client.builder()
                        .httpClient(UrlConnectionHttpClient.create())
                        .build(),
                System.getenv("SENDER_EMAIL"));
    }

    /** @param table les courriels envoyés ou en cours d'envoi, par numéro de commande */
    ConfirmationHandler(DynamoDbClient dynamo, String orders, String table, SesV2Client ses, String sender) {
        this(new DynamoOrderStore(dynamo, orders), dynamo, table, ses, sender);
    }

    ConfirmationHandler(OrderStore store, DynamoDbClient dynamo, String table, SesV2Client ses, String sender) {
        this.store = store;
        this.dynamo = dynamo;
        this.table = table;
        this.ses = ses;
        this.sender = sender;
    }

    /** Rend les messages à reprendre, et eux seuls. */
    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        List<BatchItemFailure> failures = new ArrayList<>();
        for (SQSMessage message : event.getRecords()) {
            try {
                confirm(OrderJson.readNotification(message.getBody()));
            } catch (RuntimeException e) {
                context.getLogger().log("Message " + message.getMessageId() + " sans courriel : " + e);
                failures.add(new BatchItemFailure(message.getMessageId()));
            }
        }
        return new SQSBatchResponse(failures);
    }

    /**
     * La file livre « au moins une fois », et SES envoie autant de courriels qu'on le lui demande : qui veut écrire à un
     * client s'inscrit d'abord, d'un seul geste. Si SES refuse, l'inscription est rendue, et le message sera repris.
     */
    private void confirm(String id) {
        Order order = store.find(id)
                .orElseThrow(() -> new IllegalStateException("la commande " + id + " est inconnue"))
                .order();
        if (!claim(id)) {
            return;
        }
        try {
            send(order);
        } catch (RuntimeException e) {
            dynamo.deleteItem(delete -> delete.tableName(table).key(key(id)));
            throw e;
        }
    }

    private boolean claim(String id) {
        try {
            dynamo.putItem(
                    put -> put.tableName(table).item(key(id)).conditionExpression("attribute_not_exists(order_id)"));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    private void send(Order order) {
        String total = order.total().toPlainString().replace('.', ',');
        ses.sendEmail(mail -> mail.fromEmailAddress(sender)
                .destination(to -> to.toAddresses(order.customerEmail()))
                .content(content -> content.simple(message -> message.subject(
                                subject -> subject.charset("UTF-8").data("Votre commande " + order.id()))
                        .body(body -> body.text(text -> text.charset("UTF-8").data("""
                                Bonjour,

                                Nous avons bien reçu votre commande %s, d'un total de %s €.

                                Merci de votre confiance,
                                Any Company Online
                                """.formatted(order.id(), total)))))));
    }

    private static Map<String, AttributeValue> key(String id) {
        return Map.of("order_id", AttributeValue.fromS(id));
    }
}

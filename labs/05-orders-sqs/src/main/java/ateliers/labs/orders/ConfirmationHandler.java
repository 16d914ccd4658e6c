package ateliers.labs.orders;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.List;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
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
        // TODO (Tâche 9, bonus) : confirme la commande de chaque message (OrderJson.readNotification, puis confirm).
        // Retiens ceux qui échouent, et rends leurs numéros (messageId) : la file ne reprendra qu'eux.
        return new SQSBatchResponse(List.of());
    }

    /**
     * La file livre « au moins une fois », et SES envoie autant de courriels qu'on le lui demande : qui veut écrire à un
     * client s'inscrit d'abord, d'un seul geste. Si SES refuse, l'inscription est rendue, et le message sera repris.
     */
    void confirm(String id) {
        // TODO (Tâche 9, bonus) : retrouve la commande, inscris son numéro dans la table des courriels
        // (attribute_not_exists), puis écris à customer_email, de la part de sender : le numéro et le total exact.
        throw new UnsupportedOperationException(
                "Tâche 9 : " + id + " dans " + table + " par " + dynamo + ", " + store + ", " + ses + " et " + sender);
    }
}

package ateliers.labs.bank;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Envoie le courriel d'une opération, quand le bus l'annonce.
 *
 * <p>Elle lit l'événement elle-même : les classes toutes faites en liraient les montants en {@code double}. Une exception qui en
 * sort est voulue : Lambda relance la fonction, et CloudWatch compte une erreur.
 */
public final class NotifierHandler implements RequestStreamHandler {

    private final Clients clients;
    private final SentMails sentMails;
    private final Consumer<Mail> mailer;
    private final Archive archive;
    private final BigDecimal alertThreshold;

    public NotifierHandler() {
        this(Aws.dynamo());
    }

    private NotifierHandler(DynamoDbClient dynamo) {
        this(
                Aws.clients(dynamo),
                SentMails.create(dynamo),
                Mailer.create(),
                new Archive(Aws.s3(), Aws.variable("ARCHIVE_BUCKET")),
                new BigDecimal(Aws.variable("ALERT_THRESHOLD")));
    }

    NotifierHandler(
            Clients clients,
            SentMails sentMails,
            Consumer<Mail> mailer,
            Archive archive,
            BigDecimal alertThreshold) {
        this.clients = clients;
        this.sentMails = sentMails;
        this.mailer = mailer;
        this.archive = archive;
        this.alertThreshold = alertThreshold;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Operation operation = BankJson.operation(BankJson.event(input).required("detail"));
        Client client = clients.find(operation.clientId())
                .orElseThrow(() -> new IllegalStateException("Le client de " + operation.id() + " est inconnu."));
        Mail mail = Mail.ofOperation(operation, client, alertThreshold);
        sentMails.sendOnce(operation.id(), () -> mailer.accept(mail), () -> archive.keep(operation, mail));
    }
}

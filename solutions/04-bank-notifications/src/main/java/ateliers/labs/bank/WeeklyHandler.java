package ateliers.labs.bank;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Envoie à chaque client ses opérations des sept derniers jours, quand la règle de la semaine part. */
public final class WeeklyHandler implements RequestStreamHandler {

    private static final Duration WEEK = Duration.ofDays(7);

    private final Clients clients;
    private final Ledger ledger;
    private final SentMails sentMails;
    private final Consumer<Mail> mailer;

    public WeeklyHandler() {
        this(Aws.dynamo());
    }

    private WeeklyHandler(DynamoDbClient dynamo) {
        this(
                Aws.clients(dynamo),
                new Ledger(
                        dynamo,
                        Aws.clients(dynamo),
                        Aws.variable("OPERATIONS_TABLE"),
                        Clock.systemUTC(),
                        () -> {}),
                SentMails.create(dynamo),
                Mailer.create());
    }

    WeeklyHandler(Clients clients, Ledger ledger, SentMails sentMails, Consumer<Mail> mailer) {
        this.clients = clients;
        this.ledger = ledger;
        this.sentMails = sentMails;
        this.mailer = mailer;
    }

    /** La semaine finit à l'heure dite par l'événement : relancée plus tard, la fonction raconte la même. */
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Instant until = Instant.parse(BankJson.event(input).required("time").textValue());
        List<RuntimeException> failures = new ArrayList<>();
        clients.all().forEach(client -> {
            try {
                tell(client, until);
            } catch (RuntimeException e) {
                // Un courriel refusé n'empêche pas les autres ; la fonction échoue à la fin, et Lambda la relance.
                failures.add(e);
            }
        });
        if (!failures.isEmpty()) {
            throw new IllegalStateException(failures.size() + " résumés n'ont pas pu partir", failures.get(0));
        }
    }

    private void tell(Client client, Instant until) {
        List<Operation> operations = ledger.operations(client.id(), until.minus(WEEK), until);
        if (!operations.isEmpty()) {
            Mail mail = Mail.ofWeek(operations, client);
            sentMails.sendOnce("semaine " + until + " " + client.id(), () -> mailer.accept(mail), () -> {});
        }
    }
}

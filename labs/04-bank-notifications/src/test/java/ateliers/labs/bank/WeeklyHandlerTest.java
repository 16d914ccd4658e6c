package ateliers.labs.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class WeeklyHandlerTest {

    private final FakeDynamo dynamo = new FakeDynamo();
    private final Clients clients = new Clients(dynamo, FakeDynamo.CLIENTS);
    private final List<Mail> sent = new ArrayList<>();
    private String refused = "";
    private final WeeklyHandler handler = new WeeklyHandler(
            clients,
            new Ledger(dynamo, clients, FakeDynamo.OPERATIONS, Clock.systemUTC(), () -> {}),
            new SentMails(dynamo, FakeDynamo.MAILS, Clock.systemUTC()),
            this::send);

    @BeforeEach
    void clientsAndOperations() {
        dynamo.client("c-1", "Ana Diop", "10");
        dynamo.client("c-2", "Bo Chen", "10");
        dynamo.client("c-3", "Cy Roy", "10");
        dynamo.client("c-4821", "Zoé Martin", "10");
        hold("c-1", "op-1", "2026-03-24T10:00:00Z");
        hold("c-1", "op-2", "2026-03-20T10:00:00Z");
        hold("c-2", "op-3", "2026-03-20T10:00:00Z");
        hold("c-4821", "op-4", "2026-03-30T05:00:00Z");
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 9 : chaque client qui a une opération dans la semaine reçoit un courriel, lui seul")
    void tellsThoseWhoHaveOperations() throws IOException {
        handle();

        assertThat(sent).extracting(Mail::to).containsExactly("c-1@exemple.fr", "c-4821@exemple.fr");
        assertThat(sent.get(0).data()).contains("24/03/2026").doesNotContain("20/03/2026");
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 9 : la même semaine n'est pas racontée deux fois")
    void tellsOnce() throws IOException {
        handle();
        handle();

        assertThat(sent).hasSize(2);
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 9 : un courriel refusé n'empêche pas les autres de partir")
    void aRefusedMailDoesNotKeepOthersFromTheirs() throws IOException {
        refused = "c-1@exemple.fr";
        assertThatThrownBy(this::handle).isInstanceOf(IllegalStateException.class);
        assertThat(sent).extracting(Mail::to).containsExactly("c-4821@exemple.fr");
        refused = "";

        handle();

        assertThat(sent).extracting(Mail::to).containsExactly("c-4821@exemple.fr", "c-1@exemple.fr");
    }

    private void handle() throws IOException {
        handler.handleRequest(
                Samples.open("hebdomadaire.json"), OutputStream.nullOutputStream(), new QuietContext());
    }

    private void send(Mail mail) {
        if (mail.to().equals(refused)) {
            throw new IllegalArgumentException("refusé");
        }
        sent.add(mail);
    }

    private void hold(String client, String id, String date) {
        Operation operation = Samples.operation(id, "DEPOT", "1", "11", date);
        dynamo.hold(
                FakeDynamo.OPERATIONS,
                new Operation(
                                id,
                                client,
                                operation.type(),
                                operation.state(),
                                operation.amount(),
                                operation.currency(),
                                operation.balance(),
                                operation.date())
                        .toItem());
    }
}

package ateliers.labs.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class NotifierHandlerTest {

    private final FakeDynamo dynamo = new FakeDynamo();
    private final FakeBucket bucket = new FakeBucket();
    private final List<Mail> sent = new ArrayList<>();
    private boolean refusing;
    private final NotifierHandler handler = new NotifierHandler(
            new Clients(dynamo, FakeDynamo.CLIENTS),
            new SentMails(dynamo, FakeDynamo.MAILS, Clock.systemUTC()),
            this::send,
            new Archive(bucket, "archives"),
            new BigDecimal(1000));

    @BeforeEach
    void aClient() {
        dynamo.client("c-4821", "Zoé Martin", "765.44");
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 5 : un événement fait partir un courriel")
    void sendsAMail() throws IOException {
        deliver();

        assertThat(sent).singleElement().satisfies(mail -> {
            assertThat(mail.to()).isEqualTo("c-4821@exemple.fr");
            assertThat(mail.subject()).contains("Alerte");
        });
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 5 : un courriel refusé fait échouer la fonction")
    void failsWhenTheMailIsRefused() {
        refusing = true;

        assertThatThrownBy(this::deliver).hasMessage("refusé");
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 7 : le même événement n'envoie qu'un courriel")
    void sendsOnce() throws IOException {
        deliver();
        deliver();

        assertThat(sent).hasSize(1);
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 7 : un courriel refusé part à l'essai suivant")
    void triesAgain() throws IOException {
        refusing = true;
        assertThatThrownBy(this::deliver).hasMessage("refusé");
        refusing = false;

        deliver();

        assertThat(sent).hasSize(1);
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 8 : le courriel est archivé, au jour de l'opération à Paris")
    void archives() throws IOException {
        deliver();

        assertThat(bucket.objects()).hasSize(1).allSatisfy((key, json) -> {
            assertThat(key).startsWith("notifications/2026/03/29/");
            assertThat(json)
                    .contains("\"operation_id\":\"op-1\"", "\"client_id\":\"c-4821\"")
                    .contains("\"destinataire\":\"c-4821@exemple.fr\"", sent.get(0).subject());
        });
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 8 : une archive refusée est refaite, sans renvoyer le courriel")
    void archivesLater() throws IOException {
        bucket.refuseOnce();
        assertThatThrownBy(this::deliver).hasMessageContaining("Slow Down");

        deliver();

        assertThat(sent).hasSize(1);
        assertThat(bucket.objects()).hasSize(1);
    }

    private void deliver() throws IOException {
        handler.handleRequest(
                Samples.delivered(Samples.WITHDRAWAL), OutputStream.nullOutputStream(), new QuietContext());
    }

    private void send(Mail mail) {
        if (refusing) {
            throw new IllegalStateException("refusé");
        }
        sent.add(mail);
    }
}

package ateliers.labs.bank;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SentMailsTest {

    private static final Instant NOW = Instant.parse("2026-03-29T08:00:00Z");

    private final FakeDynamo dynamo = new FakeDynamo();
    private final List<String> done = new ArrayList<>();

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 7 : de deux essais au même moment, un seul envoie")
    void sendsOnceAtTheSameMoment() {
        sentMails(NOW).sendOnce("op-1", () -> sendOnce(NOW, "autre"), () -> done.add("archive"));

        assertThat(done).containsExactly("archive");
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 7 : chaque courriel a sa réservation")
    void sendsDifferentMails() {
        sendOnce(NOW, "mail");
        sentMails(NOW).sendOnce("op-2", () -> done.add("mail 2"), () -> done.add("archive 2"));

        assertThat(done).containsExactly("mail", "archive", "mail 2", "archive 2");
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 7 : une réservation expire si la fonction est morte")
    void aReservationExpiresWhenTheFunctionDied() {
        try {
            sentMails(NOW).sendOnce("op-1", () -> {
                throw new Died();
            }, () -> done.add("archive"));
        } catch (Died e) {
            sendOnce(NOW.plusSeconds(1), "trop tôt");
            sendOnce(NOW.plus(SentMails.RESERVATION).plusSeconds(1), "mail");
        }

        assertThat(done).containsExactly("mail", "archive");
    }

    private void sendOnce(Instant now, String mail) {
        sentMails(now).sendOnce("op-1", () -> done.add(mail), () -> done.add("archive"));
    }

    private SentMails sentMails(Instant now) {
        return new SentMails(dynamo, FakeDynamo.MAILS, Clock.fixed(now, ZoneOffset.UTC));
    }

    /** Une fonction qui meurt ne lève pas d'exception que son code attraperait. */
    private static final class Died extends Error {
        private static final long serialVersionUID = 1L;
    }
}

package ateliers.labs.bank;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailTest {

    private static final Client CLIENT =
            new Client("c-4821", "Zoé L'Hôte & fils", "zoe@exemple.fr", new BigDecimal("765.44"));

    @ParameterizedTest
    @Tag("a-faire")
    @DisplayName("Tâche 5 : un montant s'écrit à la française")
    @CsvSource(
            delimiter = '|',
            value = {
                "0.1 | 0,10 €", "12 | 12,00 €", "1234.56 | 1 234,56 €", "1000000 | 1 000 000,00 €", "0 | 0,00 €"
            })
    void writesAmounts(String amount, String expected) {
        assertThat(plain(French.amount(new BigDecimal(amount)))).isEqualTo(expected);
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 5 : une date s'écrit à la française, à l'heure de Paris")
    void writesDays() {
        assertThat(French.day(Instant.parse("2026-03-28T23:15:30Z"))).isEqualTo("29/03/2026");
        assertThat(French.day(Instant.parse("2026-07-14T22:30:00Z"))).isEqualTo("15/07/2026");
        assertThat(French.day(Instant.parse("2026-07-14T21:30:00Z"))).isEqualTo("14/07/2026");
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 5 : le courriel d'une opération dit qui, quoi, combien, quand")
    void tellsAnOperation() {
        Mail mail = Mail.ofOperation(Samples.WITHDRAWAL, CLIENT, new BigDecimal(2000));

        assertThat(mail.to()).isEqualTo("zoe@exemple.fr");
        assertThat(mail.template()).isEqualTo(Mail.Template.OPERATION);
        assertThat(mail.subject().toLowerCase()).contains("retrait").doesNotContain("alerte");
        assertThat(plain(mail.data()))
                .contains("Zoé L'Hôte & fils", "retrait", "1 234,56 €", "765,44 €", "29/03/2026");
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 5 : à partir du seuil, le sujet alerte")
    void alertsFromTheThresholdOn() {
        assertThat(Mail.ofOperation(Samples.WITHDRAWAL, CLIENT, new BigDecimal("1234.56"))
                        .subject())
                .contains("Alerte");
        assertThat(Mail.ofOperation(Samples.WITHDRAWAL, CLIENT, new BigDecimal("1234.57"))
                        .subject())
                .doesNotContain("Alerte");
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 9 : le courriel de la semaine dit chaque opération")
    void tellsAWeek() {
        Mail mail = Mail.ofWeek(
                List.of(Samples.operation("op-2", "DEPOT", "10", "775.44", "2026-03-30T08:00:00Z"), Samples.WITHDRAWAL),
                CLIENT);

        assertThat(mail.template()).isEqualTo(Mail.Template.WEEK);
        assertThat(mail.subject().toLowerCase()).contains("hebdomadaire").doesNotContain("alerte");
        assertThat(plain(mail.data()))
                .contains("Zoé L'Hôte & fils", "retrait", "1 234,56 €", "29/03/2026")
                .contains("dépôt", "10,00 €", "30/03/2026");
    }

    /** Les espaces insécables valent des espaces. */
    private static String plain(String text) {
        return text.replace('\u00a0', ' ').replace('\u202f', ' ');
    }
}

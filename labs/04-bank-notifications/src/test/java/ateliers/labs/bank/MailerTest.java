package ateliers.labs.bank;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MailerTest {

    private final FakeMails ses = new FakeMails();

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 5 : le courriel part par le modèle de la pile, vers le client")
    void sendsByTheTemplate() {
        mailer("Votre banque").accept(new Mail(Mail.Template.OPERATION, "zoe@exemple.fr", "s", "{\"sujet\":\"s\"}"));

        assertThat(ses.requests()).singleElement().satisfies(request -> {
            assertThat(request.destination().toAddresses()).containsExactly("zoe@exemple.fr");
            assertThat(request.content().template().templateName()).isEqualTo("ma-pile-operation");
            assertThat(request.content().template().templateData()).isEqualTo("{\"sujet\":\"s\"}");
            assertThat(request.fromEmailAddress()).endsWith(" <banque@exemple.fr>");
        });
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 5 : le nom de l'expéditeur est celui du secret, codé pour un en-tête")
    void showsTheNameOfTheSecret() {
        mailer("Crédit Général").accept(new Mail(Mail.Template.WEEK, "zoe@exemple.fr", "s", "{}"));

        assertThat(ses.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.fromEmailAddress())
                        .isEqualTo("=?UTF-8?B?Q3LDqWRpdCBHw6luw6lyYWw=?= <banque@exemple.fr>"));
    }

    private Mailer mailer(String name) {
        return new Mailer(ses, "banque@exemple.fr", () -> new BankSecret(name, "k"), "ma-pile");
    }
}

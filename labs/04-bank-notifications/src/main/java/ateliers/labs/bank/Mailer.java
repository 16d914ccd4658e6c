package ateliers.labs.bank;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/** Envoie un courriel par SES, sous le nom que dit le secret. */
final class Mailer implements Consumer<Mail> {

    /** Un mot codé compte 75 caractères au plus (RFC 2047) : autant d'octets tiennent dedans, en base 64. */
    private static final int BYTES_OF_A_WORD = 45;

    private final SesV2Client ses;
    private final String email;
    private final Supplier<BankSecret> secret;
    private final String templatePrefix;

    /** @param templatePrefix commence le nom des modèles de cette pile */
    Mailer(SesV2Client ses, String email, Supplier<BankSecret> secret, String templatePrefix) {
        this.ses = ses;
        this.email = email;
        this.secret = secret;
        this.templatePrefix = templatePrefix;
    }

    static Mailer create() {
        return new Mailer(
                Aws.mails(), Aws.variable("SENDER_EMAIL"), Aws.secret(), Aws.variable("MAIL_TEMPLATES"));
    }

    @Override
    public void accept(Mail mail) {
        // TODO (Tâche 5) : ses.sendEmail, depuis sender(secret.get().sender()), vers mail.to(), par le modèle
        // templateName(mail.template()) et ses valeurs mail.data().
        throw new IllegalStateException("La tâche 5 reste à faire : envoyer le courriel.");
    }

    private String templateName(Mail.Template template) {
        return templatePrefix
                + switch (template) {
                    case OPERATION -> "-operation";
                    case WEEK -> "-semaine";
                };
    }

    /** Un en-tête de courriel est en ASCII : un nom accentué s'y écrit en mots codés. */
    private String sender(String name) {
        StringBuilder header = new StringBuilder();
        StringBuilder word = new StringBuilder();
        name.codePoints().forEach(point -> {
            String character = Character.toString(point);
            if (bytes(word + character).length > BYTES_OF_A_WORD) {
                header.append(encoded(word)).append(' ');
                word.setLength(0);
            }
            word.append(character);
        });
        return header.append(encoded(word)) + " <" + email + ">";
    }

    private static String encoded(CharSequence word) {
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes(word)) + "?=";
    }

    private static byte[] bytes(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}

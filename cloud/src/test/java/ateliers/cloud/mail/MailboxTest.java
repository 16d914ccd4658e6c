package ateliers.cloud.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MailboxTest {
    private static final Mail TEXT = new Mail(Instant.EPOCH, "a@example.com", "b@example.com", "Hi", "x", Map.of());

    @Test
    void mailsAreFoundByTheirAddress() {
        Mailbox mailbox = new Mailbox();
        mailbox.deliver(TEXT);

        assertThat(mailbox.to("b@example.com")).containsExactly(TEXT);
        assertThat(mailbox.to("a@example.com")).isEmpty();
    }

    @Test
    void whoListensHearsOfEachMailFromNowOn() {
        Mailbox mailbox = new Mailbox();
        List<Mail> heard = new ArrayList<>();
        mailbox.deliver(TEXT);
        mailbox.listen(heard::add);
        assertThat(heard).isEmpty();

        mailbox.deliver(TEXT);

        assertThat(heard).containsExactly(TEXT);
    }

    @Test
    void htmlIsTheBodyWhereThereIsNothingElse() {
        assertThat(TEXT.body()).isEqualTo("x");
        assertThat(new Mail(Instant.EPOCH, "a", List.of("b"), "s", "", "<p>x</p>", Map.of()).body())
                .isEqualTo("<p>x</p>");
    }
}

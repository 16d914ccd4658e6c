package ateliers.cloud.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ateliers.cloud.journal.Entry;
import ateliers.cloud.mail.Mail;
import ateliers.cloud.services.TestServices;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NotesTest {
    @Test
    void aMailIsDeliveredAndToldOnceForEachAddress() {
        try (TestServices services = new TestServices()) {
            Mail mail = new Mail(
                    Instant.EPOCH, "a@example.com", List.of("b@example.com", "c@example.com"), "Hi", "x", "", Map.of());

            services.context().mail(mail, services.context().notes("ses").byService());

            assertThat(services.mailbox.all()).containsExactly(mail);
            assertThat(services.journal.entries())
                    .extracting(Entry::kind, Entry::principal, Entry::service, Entry::resource, Entry::message)
                    .containsExactly(
                            tuple(Entry.Kind.MAIL, "ses.amazonaws.com", "ses", "b@example.com", "Hi"),
                            tuple(Entry.Kind.MAIL, "ses.amazonaws.com", "ses", "c@example.com", "Hi"));
        }
    }
}

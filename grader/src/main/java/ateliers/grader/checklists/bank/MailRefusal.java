package ateliers.grader.checklists.bank;

import ateliers.grader.targets.Target.Injected;
import ateliers.grader.targets.Target.InjectsFaults;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** SES refuses all mails, by whichever of its two APIs, until this is closed. */
final class MailRefusal implements AutoCloseable {
    private static final Map<String, List<String>> SENDS = Map.of(
            "ses", List.of("SendEmail", "SendTemplatedEmail", "SendRawEmail", "SendBulkTemplatedEmail"),
            "sesv2", List.of("SendEmail", "SendBulkEmail"));
    private static final String CODE = "MessageRejected";

    private final List<Injected> all = new ArrayList<>();

    private MailRefusal() {}

    static MailRefusal on(InjectsFaults faults) {
        MailRefusal refusal = new MailRefusal();
        SENDS.forEach((service, operations) -> operations.forEach(operation ->
                refusal.all.add(faults.refuse(service, operation, CODE).always())));
        return refusal;
    }

    int answered() {
        return all.stream().mapToInt(Injected::answered).sum();
    }

    @Override
    public void close() {
        all.forEach(Injected::close);
    }
}

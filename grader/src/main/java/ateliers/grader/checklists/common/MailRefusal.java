package ateliers.grader.checklists.common;

import ateliers.grader.targets.Target.Injected;
import ateliers.grader.targets.Target.InjectsFaults;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** SES refuses mails, by whichever of its two APIs, until this is closed. */
public final class MailRefusal implements AutoCloseable {
    private static final Map<String, List<String>> SENDS = Map.of(
            "ses", List.of("SendEmail", "SendTemplatedEmail", "SendRawEmail", "SendBulkTemplatedEmail"),
            "sesv2", List.of("SendEmail", "SendBulkEmail"));
    private static final String CODE = "MessageRejected";

    private final List<Injected> all = new ArrayList<>();

    /** @param mails how many of each way to send */
    public MailRefusal(InjectsFaults faults, int mails) {
        SENDS.forEach((service, operations) -> operations.forEach(
                operation -> all.add(faults.refuse(service, operation, CODE).times(mails))));
    }

    public int answered() {
        return all.stream().mapToInt(Injected::answered).sum();
    }

    @Override
    public void close() {
        all.forEach(Injected::close);
    }
}

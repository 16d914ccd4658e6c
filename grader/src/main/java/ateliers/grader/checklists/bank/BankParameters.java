package ateliers.grader.checklists.bank;

import ateliers.grader.checklist.Parameters;
import ateliers.grader.checklists.common.VerifiedSender;
import ateliers.grader.targets.AwsClients;
import ateliers.grader.targets.Target;
import ateliers.grader.variety.Variety;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lab 04's parameters: from where mails are sent, what is an alert, and how long the secret may be kept. */
final class BankParameters implements Parameters {
    static final String SENDER = "SenderEmail";
    static final String THRESHOLD = "AlertThreshold";
    static final String TTL = "SecretTtlSeconds";

    /** Short, since functions measure it by their own clocks, which cannot be moved. */
    private static final List<Integer> TTL_SECONDS = List.of(2, 3);

    @Override
    public Map<String, String> get() {
        return Map.of(
                SENDER,
                Variety.email(),
                THRESHOLD,
                String.valueOf(Variety.one(List.of(600, 750, 800, 1200, 1500, 1800, 2000, 2500))),
                TTL,
                String.valueOf(Variety.one(TTL_SECONDS)));
    }

    @Override
    public Map<String, String> defaults() {
        return Map.of(THRESHOLD, "1000", TTL, "300");
    }

    @Override
    public void prepare(Target target, AwsClients aws, Map<String, String> values) {
        VerifiedSender.prepare(target, aws, Optional.ofNullable(values.get(SENDER)));
    }
}

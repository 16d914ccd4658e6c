package ateliers.grader.checklists.orders;

import ateliers.grader.checklist.Parameters;
import ateliers.grader.checklists.common.VerifiedSender;
import ateliers.grader.targets.AwsClients;
import ateliers.grader.targets.Target;
import ateliers.grader.variety.Variety;
import java.util.Map;
import java.util.Optional;

/** Lab 05's parameter, which a template may declare: from where mails are sent. */
final class OrdersParameters implements Parameters {
    static final String SENDER = "SenderEmail";

    @Override
    public Map<String, String> get() {
        return Map.of(SENDER, Variety.email());
    }

    @Override
    public void prepare(Target target, AwsClients aws, Map<String, String> values) {
        VerifiedSender.prepare(target, aws, Optional.ofNullable(values.get(SENDER)));
    }
}

package ateliers.cloud.services.codecommit;

import java.util.List;
import software.amazon.awssdk.services.codecommit.model.RepositoryTrigger;
import software.amazon.awssdk.services.codecommit.model.RepositoryTriggerEventEnum;

/** Of which changes a trigger tells: its events, and its branches where it names any. */
final class TriggerFilter {
    private TriggerFilter() {}

    static boolean matches(RepositoryTrigger trigger, RefChange change) {
        List<RepositoryTriggerEventEnum> events = trigger.events();
        boolean wanted = events.contains(RepositoryTriggerEventEnum.ALL) || events.contains(kind(change));
        List<String> branches = trigger.branches();
        return wanted && (branches.isEmpty() || change.isBranch() && branches.contains(change.shortName()));
    }

    private static RepositoryTriggerEventEnum kind(RefChange change) {
        if (change.before().isEmpty()) {
            return RepositoryTriggerEventEnum.CREATE_REFERENCE;
        }
        return change.after().isEmpty()
                ? RepositoryTriggerEventEnum.DELETE_REFERENCE
                : RepositoryTriggerEventEnum.UPDATE_REFERENCE;
    }
}

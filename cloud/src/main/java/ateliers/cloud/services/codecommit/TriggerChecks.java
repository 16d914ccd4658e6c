package ateliers.cloud.services.codecommit;

import ateliers.cloud.kit.Arn;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.codecommit.model.RepositoryTrigger;
import software.amazon.awssdk.services.codecommit.model.RepositoryTriggerEventEnum;

/**
 * What triggers may be.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/codecommit/latest/APIReference/API_RepositoryTrigger.html">RepositoryTrigger</a>
 */
final class TriggerChecks {
    private static final int MOST_TRIGGERS = 10;
    private static final int MOST_BRANCHES = 10;
    private static final int LONGEST_DATA = 1000;
    private static final String NAME = "[\\w.-]{1,100}";

    private TriggerChecks() {}

    /** @param isGiven whether the list is in the request; an empty one deletes all triggers */
    static void require(boolean isGiven, List<RepositoryTrigger> triggers, String region) {
        if (!isGiven) {
            throw Refusal.REPOSITORY_TRIGGERS_LIST_REQUIRED.error();
        }
        if (triggers.size() > MOST_TRIGGERS) {
            throw Refusal.MAXIMUM_REPOSITORY_TRIGGERS_EXCEEDED.error();
        }
        Set<String> names = new HashSet<>();
        for (RepositoryTrigger trigger : triggers) {
            require(trigger, region);
            if (!names.add(trigger.name())) {
                throw Refusal.INVALID_REPOSITORY_TRIGGER_NAME.error();
            }
        }
    }

    private static void require(RepositoryTrigger trigger, String region) {
        if (trigger.name() == null || trigger.name().isEmpty()) {
            throw Refusal.REPOSITORY_TRIGGER_NAME_REQUIRED.error();
        }
        if (!trigger.name().matches(NAME)) {
            throw Refusal.INVALID_REPOSITORY_TRIGGER_NAME.error();
        }
        destination(trigger.destinationArn(), region);
        if (trigger.customData() != null && trigger.customData().length() > LONGEST_DATA) {
            throw Refusal.INVALID_REPOSITORY_TRIGGER_CUSTOM_DATA.error();
        }
        branches(trigger);
        events(trigger);
    }

    /** A topic or a function of the repository's region. */
    private static void destination(String destination, String region) {
        if (destination == null || destination.isEmpty()) {
            throw Refusal.REPOSITORY_TRIGGER_DESTINATION_ARN_REQUIRED.error();
        }
        Arn arn = Arn.find(destination)
                .filter(TriggerChecks::isDestination)
                .orElseThrow(Refusal.INVALID_REPOSITORY_TRIGGER_DESTINATION_ARN::error);
        if (!arn.region().equals(region)) {
            throw Refusal.INVALID_REPOSITORY_TRIGGER_REGION.error();
        }
    }

    private static boolean isDestination(Arn arn) {
        boolean topic = arn.service().equals("sns") && arn.resource().matches("[\\w-]{1,256}");
        boolean function = arn.service().equals("lambda") && arn.resource().matches("function:[\\w-]+(:[\\w$-]+)?");
        return (topic || function) && arn.account().matches("\\d{12}");
    }

    /** None means all branches. */
    private static void branches(RepositoryTrigger trigger) {
        if (!trigger.hasBranches()) {
            throw Refusal.REPOSITORY_TRIGGER_BRANCH_NAME_LIST_REQUIRED.error();
        }
        if (trigger.branches().size() > MOST_BRANCHES) {
            throw Refusal.MAXIMUM_BRANCHES_EXCEEDED.error();
        }
        if (!trigger.branches().stream().allMatch(branch -> branch != null && Branches.isName(branch))) {
            throw Refusal.INVALID_REPOSITORY_TRIGGER_BRANCH_NAME.error();
        }
    }

    private static void events(RepositoryTrigger trigger) {
        if (!trigger.hasEvents()) {
            throw Refusal.REPOSITORY_TRIGGER_EVENTS_LIST_REQUIRED.error();
        }
        if (trigger.events().isEmpty()) {
            throw Refusal.INVALID_REPOSITORY_TRIGGER_EVENTS.inWords("Repository trigger events list cannot be empty");
        }
        boolean known = !trigger.events().contains(RepositoryTriggerEventEnum.UNKNOWN_TO_SDK_VERSION);
        boolean allAlone = !trigger.events().contains(RepositoryTriggerEventEnum.ALL)
                || trigger.events().size() == 1;
        if (!known || !allAlone) {
            throw Refusal.INVALID_REPOSITORY_TRIGGER_EVENTS.error();
        }
    }
}

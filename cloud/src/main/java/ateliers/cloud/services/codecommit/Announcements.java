package ateliers.cloud.services.codecommit;

import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Notes;
import ateliers.cloud.door.Payload;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.Redelivery;
import ateliers.cloud.door.Redelivery.Delivery;
import ateliers.cloud.door.Redelivery.Limits;
import ateliers.cloud.door.ServiceContext;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.codecommit.model.RepositoryTrigger;

/**
 * Tells of references that have changed: the default event bus of each branch and tag, and the repository's triggers of
 * those that they are for. Delivers as {@code codecommit.amazonaws.com} on behalf of the repository.
 */
final class Announcements {
    /** AWS does not say how often it tries to reach what a trigger names. */
    private static final Limits TRIGGER = Limits.of(2, null);

    private final ServiceContext cloud;
    private final Repositories repositories;
    private final StateChanges stateChanges;
    private final TriggerRecords records;
    private final Redelivery redelivery;
    private final Notes notes;

    Announcements(ServiceContext cloud, Repositories repositories) {
        this.cloud = cloud;
        this.repositories = repositories;
        this.stateChanges = new StateChanges(repositories);
        this.records = new TriggerRecords(repositories);
        this.redelivery = new Redelivery(cloud.door().targets(), cloud.clock());
        this.notes = cloud.notes("codecommit").byService();
    }

    /** Begins to tell of what the present call has changed. */
    void changed(Repository repository, List<RefChange> changes) {
        String caller = CallContext.caller().arn();
        for (RefChange change : changes) {
            if (change.isBranch() || change.isTag()) {
                String event = stateChanges.event(repository, change, caller);
                deliver(repository, stateChanges.bus(), Payload.of(event), Limits.of(null, null), "event");
            }
        }
        for (RepositoryTrigger trigger : repository.triggers) {
            List<RefChange> those = changes.stream()
                    .filter(change -> TriggerFilter.matches(trigger, change))
                    .toList();
            if (!those.isEmpty()) {
                String message = records.changes(repository, trigger, those, caller);
                deliver(
                        repository,
                        trigger.destinationArn(),
                        subject(repository, message),
                        TRIGGER,
                        "trigger " + trigger.name());
            }
        }
    }

    /** The message of a trigger, with the subject that mails show. */
    private Payload subject(Repository repository, String message) {
        return Payload.of(message)
                .withSubject("UPDATE: AWS CodeCommit " + repositories.place().region() + " push: " + repository.name);
    }

    private void deliver(Repository repository, String arn, Payload payload, Limits limits, String what) {
        String source = repositories.arn(repository.name);
        Principal who = Principal.service(
                "codecommit.amazonaws.com", source, repositories.place().account());
        Instant now = cloud.clock().instant();
        redelivery.begin(
                new Delivery(() -> who, arn, attempt -> payload, now, limits),
                end -> notes.dropped("ReferenceChanges", arn, end.error(), what + " of " + source));
    }

    /**
     * Sends what tells that a trigger works, once and at once.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException when it cannot be delivered, in AWS's words
     */
    void test(Repository repository, RepositoryTrigger trigger) {
        String message = records.test(repository, trigger, CallContext.caller().arn());
        Principal who = Principal.service(
                "codecommit.amazonaws.com",
                repositories.arn(repository.name),
                repositories.place().account());
        cloud.door().targets().send(who, trigger.destinationArn(), subject(repository, message));
    }
}

package ateliers.cloud.services.codecommit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jgit.lib.ObjectId;
import software.amazon.awssdk.services.codecommit.model.RepositoryTrigger;

/**
 * What triggers send to topics and functions.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-codecommit.html">CodeCommit's events for Lambda</a>
 */
final class TriggerRecords {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx").withZone(ZoneOffset.UTC);

    private final Repositories repositories;

    TriggerRecords(Repositories repositories) {
        this.repositories = repositories;
    }

    /** Of references that have changed by one push or call. */
    String changes(Repository repository, RepositoryTrigger trigger, List<RefChange> changes, String caller) {
        ArrayNode references = JsonNodeFactory.instance.arrayNode();
        for (RefChange change : changes) {
            ObjectNode reference = reference(
                    references,
                    change.after().or(change::before).map(ObjectId::name).orElseThrow(),
                    change.ref());
            if (change.before().isEmpty()) {
                reference.put("created", true);
            }
            if (change.after().isEmpty()) {
                reference.put("deleted", true);
            }
        }
        return record(repository, trigger, references, "ReferenceChanges", caller);
    }

    /** To try a trigger: it names a branch that it is for, and the commit that it points to where there is one. */
    String test(Repository repository, RepositoryTrigger trigger, String caller) {
        ArrayNode references = JsonNodeFactory.instance.arrayNode();
        String branch = trigger.branches().stream()
                .findFirst()
                .or(() -> repository.defaultBranch)
                .orElse("main");
        String ref = "refs/heads/" + branch;
        reference(
                references,
                RefUpdates.find(repository, ref).orElse(ObjectId.zeroId()).name(),
                ref);
        return record(repository, trigger, references, "TriggerEventTest", caller);
    }

    private static ObjectNode reference(ArrayNode references, String commit, String ref) {
        return references.addObject().put("commit", commit).put("ref", ref);
    }

    private String record(
            Repository repository, RepositoryTrigger trigger, ArrayNode references, String event, String caller) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        ObjectNode entry = message.putArray("Records").addObject();
        entry.put("awsRegion", repositories.place().region());
        entry.putObject("codecommit").set("references", references);
        entry.put(
                        "customData",
                        Optional.ofNullable(trigger.customData())
                                .filter(data -> !data.isEmpty())
                                .orElse(null))
                .put("eventId", UUID.randomUUID().toString())
                .put("eventName", event)
                .put("eventPartNumber", 1)
                .put("eventSource", "aws:codecommit")
                .put("eventSourceARN", repositories.arn(repository.name))
                .put("eventTime", TIME.format(repositories.now()))
                .put("eventTotalParts", 1)
                .put("eventTriggerConfigId", repository.triggersId.orElse(null))
                .put("eventTriggerName", trigger.name())
                .put("eventVersion", "1.0")
                .put("userIdentityARN", caller);
        return message.toString();
    }
}

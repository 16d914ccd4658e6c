package ateliers.cloud.services.codecommit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.eclipse.jgit.lib.ObjectId;

/**
 * What CodeCommit tells Amazon EventBridge of branches and tags.
 *
 * @see <a href="https://docs.aws.amazon.com/codecommit/latest/userguide/monitoring-events.html">Monitoring CodeCommit
 *     events</a>
 */
final class StateChanges {
    private final Repositories repositories;

    StateChanges(Repositories repositories) {
        this.repositories = repositories;
    }

    /** The bus that gets them. */
    String bus() {
        return repositories.place().arn("events", "event-bus/default");
    }

    /**
     * An event as deliveries to buses take it. What was deleted has no {@code commitId}, what was created no
     * {@code oldCommitId}.
     *
     * @param caller the ARN of who did it
     */
    String event(Repository repository, RefChange change, String caller) {
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("source", "aws.codecommit")
                .put("detail-type", "CodeCommit Repository State Change")
                .put("time", repositories.now().toString());
        event.putArray("resources").add(repositories.arn(repository.name));
        ObjectNode detail = event.putObject("detail")
                .put("callerUserArn", caller)
                .put("event", change.event())
                .put("referenceFullName", change.ref())
                .put("referenceName", change.shortName())
                .put("referenceType", change.isTag() ? "tag" : "branch")
                .put("repositoryId", repository.id)
                .put("repositoryName", repository.name);
        change.after().map(ObjectId::name).ifPresent(id -> detail.put("commitId", id));
        change.before().map(ObjectId::name).ifPresent(id -> detail.put("oldCommitId", id));
        return event.toString();
    }
}

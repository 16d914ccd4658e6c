package ateliers.cloud.services.codecommit;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.services.TestServices;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceiveCommand.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The one way in which references change. */
class RefUpdatesTest {
    private static final ObjectId NONE = ObjectId.zeroId();
    private static final String MAIN = "refs/heads/main";
    private static final String TRIAL = "refs/heads/essai";

    private final TestServices services = new TestServices();
    private final Repositories repositories = new Repositories(TestServices.PLACE, services.clock, services.memory);
    private final Repository repository = repositories.create("boutique");
    private final List<List<RefChange>> reports = new ArrayList<>();
    private final RefUpdates refs = new RefUpdates(repositories, (changed, changes) -> reports.add(changes));
    private final ObjectId one = commit("un");
    private final ObjectId two = commit("deux");

    @AfterEach
    void close() {
        services.close();
    }

    private ObjectId commit(String message) {
        try (ObjectInserter inserter = repository.git.newObjectInserter()) {
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(inserter.insert(new TreeFormatter()));
            commit.setAuthor(new PersonIdent("Zoé", "zoe@example.com"));
            commit.setCommitter(commit.getAuthor());
            commit.setMessage(message);
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<Result> execute(boolean atomic, ReceiveCommand... commands) {
        refs.execute(repository, List.of(commands), atomic);
        return List.of(commands).stream().map(ReceiveCommand::getResult).toList();
    }

    @Test
    void theFirstBranchBecomesTheDefaultOne() throws IOException {
        assertThat(refs.update(repository, "refs/tags/v1", NONE, one)).isEqualTo(Result.OK);
        assertThat(repository.defaultBranch).isEmpty();

        assertThat(refs.update(repository, MAIN, NONE, one)).isEqualTo(Result.OK);
        assertThat(refs.update(repository, TRIAL, NONE, two)).isEqualTo(Result.OK);

        assertThat(repository.defaultBranch).contains("main");
        assertThat(repository.git.resolve(Constants.HEAD)).isEqualTo(one);
        assertThat(RefUpdates.find(repository, TRIAL)).contains(two);
    }

    @Test
    void aReferenceMustPointWhereTheCallerThinks() {
        refs.update(repository, MAIN, NONE, one);

        assertThat(refs.update(repository, MAIN, NONE, two)).isEqualTo(Result.LOCK_FAILURE);
        assertThat(refs.update(repository, MAIN, two, two)).isEqualTo(Result.LOCK_FAILURE);
        assertThat(RefUpdates.find(repository, MAIN)).contains(one);
        assertThat(refs.update(repository, MAIN, one, two)).isEqualTo(Result.OK);
    }

    @Test
    void whatIsAtomicHappensAltogetherOrNotAtAll() {
        refs.update(repository, MAIN, NONE, one);
        reports.clear();

        assertThat(execute(true, new ReceiveCommand(NONE, two, TRIAL), new ReceiveCommand(one, NONE, MAIN)))
                .containsExactly(Result.REJECTED_OTHER_REASON, Result.REJECTED_OTHER_REASON);
        assertThat(execute(true, new ReceiveCommand(NONE, two, TRIAL), new ReceiveCommand(two, one, MAIN)))
                .doesNotContain(Result.OK);
        assertThat(RefUpdates.find(repository, TRIAL)).isEmpty();
        assertThat(reports).isEmpty();

        assertThat(execute(false, new ReceiveCommand(NONE, two, TRIAL), new ReceiveCommand(one, NONE, MAIN)))
                .containsExactly(Result.OK, Result.REJECTED_OTHER_REASON);
        assertThat(reports).hasSize(1);
        assertThat(reports.get(0)).extracting(RefChange::ref).containsExactly(TRIAL);
    }

    @Test
    void aBranchPointsToACommitAndAReferenceHasAName() throws IOException {
        ObjectId blob;
        try (ObjectInserter inserter = repository.git.newObjectInserter()) {
            blob = inserter.insert(Constants.OBJ_BLOB, "texte".getBytes(StandardCharsets.UTF_8));
            inserter.flush();
        }

        assertThat(refs.update(repository, MAIN, NONE, blob)).isEqualTo(Result.REJECTED_OTHER_REASON);
        assertThat(refs.update(repository, MAIN, NONE, ObjectId.fromString("1".repeat(40))))
                .isEqualTo(Result.REJECTED_OTHER_REASON);
        assertThat(refs.update(repository, "refs/heads/a..b", NONE, one)).isEqualTo(Result.REJECTED_OTHER_REASON);
        assertThat(refs.update(repository, "main", NONE, one)).isEqualTo(Result.REJECTED_OTHER_REASON);
        assertThat(reports).isEmpty();
    }

    @Test
    void aRepositoryThatWasDeletedMeanwhileChangesNoMore() {
        repositories.delete(repository);

        assertThat(refs.update(repository, MAIN, NONE, one)).isEqualTo(Result.REJECTED_OTHER_REASON);
        assertThat(reports).isEmpty();
    }
}

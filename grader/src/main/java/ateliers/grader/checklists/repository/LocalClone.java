package ateliers.grader.checklists.repository;

import ateliers.grader.checklist.Stack;
import ateliers.grader.targets.GraderException;
import ateliers.grader.targets.Target.GitLogin;
import ateliers.grader.targets.Target.PushesGit;
import ateliers.grader.variety.Variety;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;

/** A person's clone of a repository, kept in memory, and what they do to the repository by git over HTTPS. */
final class LocalClone {
    private static final String BRANCHES = "refs/heads/";
    private static final String TAGS = "refs/tags/";

    /** In real time: longer than a machine that has much to do keeps an answer. */
    private static final int SECONDS = 120;

    private final InMemoryRepository objects;
    private final URIish remote;
    private final CredentialsProvider login;

    private LocalClone(InMemoryRepository objects, URIish remote, CredentialsProvider login) {
        this.objects = objects;
        this.remote = remote;
        this.login = login;
    }

    /** Clones a repository, which may be empty. */
    static LocalClone of(Stack stack, String cloneUrl) {
        PushesGit git = stack.requires(PushesGit.class, "cette cible n'a pas de dépôt qui accepte git push");
        GitLogin login = git.login();
        LocalClone made = new LocalClone(
                new InMemoryRepository(new DfsRepositoryDescription(Variety.word())),
                uri(git.remote(cloneUrl)),
                new UsernamePasswordCredentialsProvider(login.user(), login.password()));
        made.fetch();
        return made;
    }

    private static URIish uri(URI address) {
        try {
            return new URIish(address.toURL());
        } catch (IOException e) {
            throw new GraderException("Cette cible dit de git une adresse qui n'en est pas une : " + address, e);
        }
    }

    private interface Step {
        void by(Transport transport) throws IOException;
    }

    private void connected(String what, Step step) {
        try (Transport transport = Transport.open(objects, remote)) {
            transport.setCredentialsProvider(login);
            transport.setTimeout(SECONDS);
            step.by(transport);
        } catch (IOException e) {
            throw new GraderException("git %s a échoué : %s".formatted(what, e.getMessage()), e);
        }
    }

    private void fetch() {
        connected(
                "fetch",
                transport -> transport.fetch(NullProgressMonitor.INSTANCE, List.of(new RefSpec("+refs/*:refs/*"))));
    }

    /** The commit at which a branch stands, as far as this clone knows. */
    Optional<String> head(String branch) {
        return ref(BRANCHES + branch).map(ref -> ref.getObjectId().name());
    }

    boolean hasTag(String name) {
        return ref(TAGS + name).isPresent();
    }

    private Optional<Ref> ref(String name) {
        try {
            return Optional.ofNullable(objects.exactRef(name));
        } catch (IOException e) {
            throw new GraderException("Le clone du correcteur est illisible : " + e.getMessage(), e);
        }
    }

    /** Writes a commit of one's own. */
    Written write(String author, String message, List<String> parents) {
        return write(author, author, message, parents);
    }

    /**
     * Writes a commit of a small file.
     *
     * @param committer who applies what the author wrote
     * @param parents ids: none for a first commit, two for a merge
     */
    Written write(String author, String committer, String message, List<String> parents) {
        try (ObjectInserter inserter = objects.newObjectInserter()) {
            TreeFormatter tree = new TreeFormatter();
            tree.append(
                    Variety.fileName(".txt"),
                    FileMode.REGULAR_FILE,
                    inserter.insert(Constants.OBJ_BLOB, Variety.text().getBytes(StandardCharsets.UTF_8)));
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(inserter.insert(tree));
            commit.setAuthor(new PersonIdent(author, Variety.email()));
            commit.setCommitter(new PersonIdent(committer, Variety.email()));
            commit.setMessage(message);
            commit.setParentIds(parents.stream().map(ObjectId::fromString).toList());
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return new Written(id.name(), author, message);
        } catch (IOException e) {
            throw new GraderException("Le clone du correcteur n'a pas pu écrire : " + e.getMessage(), e);
        }
    }

    /** Pushes a branch to where a commit is, by force where it does not follow. */
    void push(String branch, Written commit) {
        update(BRANCHES + branch, ObjectId.fromString(commit.id()));
    }

    /** Pushes a lightweight tag, by force where it exists. */
    void tag(String name, Written commit) {
        update(TAGS + name, ObjectId.fromString(commit.id()));
    }

    void deleteBranch(String name) {
        update(BRANCHES + name, ObjectId.zeroId());
    }

    void deleteTag(String name) {
        update(TAGS + name, ObjectId.zeroId());
    }

    private void update(String ref, ObjectId to) {
        connected("push", transport -> {
            RemoteRefUpdate wanted = new RemoteRefUpdate(objects, null, to, ref, true, ref, null);
            transport.push(NullProgressMonitor.INSTANCE, List.of(wanted));
            boolean done = List.of(RemoteRefUpdate.Status.OK, RemoteRefUpdate.Status.UP_TO_DATE)
                    .contains(wanted.getStatus());
            if (!done) {
                throw new IOException("%s : %s %s".formatted(ref, wanted.getStatus(), wanted.getMessage()));
            }
        });
    }

    /** The ids of these commits, in their order, as parents. */
    static List<String> ids(Written... commits) {
        return Arrays.stream(commits).map(Written::id).toList();
    }
}

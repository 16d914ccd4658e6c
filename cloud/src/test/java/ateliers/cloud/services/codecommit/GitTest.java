package ateliers.cloud.services.codecommit;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.CloudExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.RemoteRefUpdate.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Git over HTTP, by JGit's own client. */
class GitTest {
    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    @TempDir
    Path folder;

    private GitFixture git;

    @BeforeEach
    void start() {
        git = new GitFixture(cloud, folder);
    }

    @AfterEach
    void close() {
        git.close();
    }

    @Test
    void whatIsPushedIsWhatOthersClone() throws Exception {
        Git mine = git.newClone();
        RevCommit commit = GitFixture.commit(mine, "README.md", "Bonjour, été !");

        assertThat(git.push(mine, "HEAD:refs/heads/main"))
                .extracting(RemoteRefUpdate::getStatus)
                .containsExactly(Status.OK);

        assertThat(git.metadata().defaultBranch()).isEqualTo("main");
        Git theirs = git.newClone();
        assertThat(theirs.getRepository().resolve("HEAD")).isEqualTo(commit);
        assertThat(theirs.getRepository().getFullBranch()).isEqualTo("refs/heads/main");
        assertThat(folder.resolve("clone-1/README.md")).hasContent("Bonjour, été !");
    }

    @Test
    void branchesAndTagsComeAndGo() throws Exception {
        Git mine = git.newClone();
        GitFixture.commit(mine, "README.md", "1");
        git.push(mine, "HEAD:refs/heads/main", "HEAD:refs/heads/essai");
        mine.tag().setName("leger").setAnnotated(false).call();
        mine.tag().setName("v1").setMessage("La première").setSigned(false).call();
        assertThat(git.push(mine, "refs/tags/leger", "refs/tags/v1"))
                .extracting(RemoteRefUpdate::getStatus)
                .containsExactly(Status.OK, Status.OK);

        assertThat(remoteRefs())
                .containsOnlyKeys("HEAD", "refs/heads/main", "refs/heads/essai", "refs/tags/leger", "refs/tags/v1");

        assertThat(git.push(mine, ":refs/heads/essai", ":refs/tags/v1"))
                .extracting(RemoteRefUpdate::getStatus)
                .containsExactly(Status.OK, Status.OK);
        assertThat(remoteRefs()).containsOnlyKeys("HEAD", "refs/heads/main", "refs/tags/leger");
    }

    @Test
    void theDefaultBranchStays() throws Exception {
        Git mine = git.newClone();
        GitFixture.commit(mine, "README.md", "1");
        git.push(mine, "HEAD:refs/heads/main");

        RemoteRefUpdate refused = git.push(mine, ":refs/heads/main").get(0);

        assertThat(refused.getStatus()).isEqualTo(Status.REJECTED_OTHER_REASON);
        assertThat(refused.getMessage()).isEqualTo(RefUpdates.DEFAULT_BRANCH_STAYS);
        assertThat(remoteRefs()).containsKey("refs/heads/main");
    }

    @Test
    void historyIsRewrittenByForceOnly() throws Exception {
        Git mine = git.newClone();
        GitFixture.commit(mine, "README.md", "1");
        git.push(mine, "HEAD:refs/heads/main");
        mine.commit()
                .setAmend(true)
                .setMessage("Autrement")
                .setAuthor("Zoé", "zoe@example.com")
                .setSign(false)
                .call();

        assertThat(git.push(mine, "HEAD:refs/heads/main").get(0).getStatus()).isEqualTo(Status.REJECTED_NONFASTFORWARD);
        assertThat(git.push(mine, true, git.login(), "HEAD:refs/heads/main")
                        .get(0)
                        .getStatus())
                .isEqualTo(Status.OK);
        assertThat(remoteRefs().get("refs/heads/main").getObjectId())
                .isEqualTo(mine.getRepository().resolve("HEAD"));
    }

    @Test
    void ofTwoPushesToOneBranchAtOnceOneWins() throws Exception {
        Git first = git.newClone();
        GitFixture.commit(first, "README.md", "1");
        git.push(first, "HEAD:refs/heads/main");
        Git second = git.newClone();
        RevCommit one = GitFixture.commit(first, "un.txt", "1");
        RevCommit two = GitFixture.commit(second, "deux.txt", "2");

        List<Status> statuses = atOnce(
                () -> git.push(first, "HEAD:refs/heads/main").get(0).getStatus(),
                () -> git.push(second, "HEAD:refs/heads/main").get(0).getStatus());

        assertThat(statuses).containsOnlyOnce(Status.OK);
        assertThat(remoteRefs().get("refs/heads/main").getObjectId())
                .isEqualTo(statuses.get(0) == Status.OK ? one : two);
    }

    @Test
    void pushesToDifferentBranchesAtOnceBothWin() throws Exception {
        Git first = git.newClone();
        GitFixture.commit(first, "README.md", "1");
        git.push(first, "HEAD:refs/heads/main");
        Git second = git.newClone();
        GitFixture.commit(first, "un.txt", "1");
        GitFixture.commit(second, "deux.txt", "2");

        assertThat(atOnce(
                        () -> git.push(first, "HEAD:refs/heads/un").get(0).getStatus(),
                        () -> git.push(second, "HEAD:refs/heads/deux").get(0).getStatus()))
                .containsExactly(Status.OK, Status.OK);
    }

    private static <T> List<T> atOnce(Callable<T> one, Callable<T> other) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<T>> both = threads.invokeAll(List.of(one, other));
            return List.of(both.get(0).get(), both.get(1).get());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aPushThatIsCutChangesNothing() throws Exception {
        Git mine = git.newClone();
        RevCommit commit = GitFixture.commit(mine, "README.md", "1");
        byte[] push = push(commit, "refs/heads/main", new byte[] {'P', 'A', 'C', 'K', 0, 0, 0, 2, 0, 0, 0, 9});

        cutConnection(push);
        assertThat(sent("receive", push)).contains("unpack error").doesNotContain("ok refs/heads/main");

        assertThat(remoteRefs()).isEmpty();
        assertThat(git.push(mine, "HEAD:refs/heads/main").get(0).getStatus()).isEqualTo(Status.OK);
    }

    @Test
    void whatIsNoneOfGitsGetsAnAnswerThatSaysSo() throws Exception {
        byte[] nonsense = "zzzz".getBytes(StandardCharsets.US_ASCII);

        assertThat(sent("receive", nonsense)).startsWith("HTTP/1.1 400").contains("nvalid");
        assertThat(sent("upload", nonsense)).contains("ERR ");
        assertThat(remoteRefs()).isEmpty();
    }

    private static byte[] push(ObjectId commit, String ref, byte[] pack) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        PacketLineOut lines = new PacketLineOut(body);
        lines.writeString(ObjectId.zeroId().name() + " " + commit.name() + " " + ref + "\0report-status");
        lines.end();
        body.write(pack);
        return body.toByteArray();
    }

    /** Announces more bytes than it sends, and goes away. */
    private void cutConnection(byte[] body) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", cloud.cloud().endpoint().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(head("receive", body.length + 1000).getBytes(StandardCharsets.US_ASCII));
            out.write(body);
            out.flush();
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        } catch (SocketException e) {
            // The listener may end the connection so, too.
            assertThat(e).hasMessageContaining("reset");
        }
    }

    private String sent(String kind, byte[] body) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", cloud.cloud().endpoint().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(head(kind, body.length).getBytes(StandardCharsets.US_ASCII));
            out.write(body);
            out.flush();
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String head(String kind, int length) {
        String login = git.credential.serviceUserName() + ":" + git.credential.servicePassword();
        return "POST /v1/repos/boutique/git-" + kind + "-pack HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                + "Content-Type: application/x-git-" + kind + "-pack-request\r\nContent-Length: " + length
                + "\r\nAuthorization: Basic "
                + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8))
                + "\r\n\r\n";
    }

    @Test
    void aHistoryOfAThousandCommitsAndTwentyMegabytesGoesThereAndBack() throws Exception {
        Git mine = git.newClone();
        ObjectId last = longHistory(mine);
        RefUpdate main = mine.getRepository().updateRef("refs/heads/main");
        main.setNewObjectId(last);
        main.forceUpdate();

        assertThat(git.push(mine, "refs/heads/main").get(0).getStatus()).isEqualTo(Status.OK);

        Git theirs = git.newClone();
        assertThat(StreamSupport.stream(theirs.log().call().spliterator(), false))
                .hasSize(1000);
        assertThat(theirs.getRepository().resolve("HEAD")).isEqualTo(last);
    }

    private static ObjectId longHistory(Git git) throws IOException {
        Random random = new Random(2);
        byte[] content = new byte[20 * 1024];
        PersonIdent author = new PersonIdent("Zoé", "zoe@example.com");
        ObjectId last = ObjectId.zeroId();
        try (ObjectInserter inserter = git.getRepository().getObjectDatabase().newInserter()) {
            for (int i = 0; i < 1000; i++) {
                random.nextBytes(content);
                TreeFormatter tree = new TreeFormatter();
                tree.append("data.bin", FileMode.REGULAR_FILE, inserter.insert(Constants.OBJ_BLOB, content));
                CommitBuilder commit = new CommitBuilder();
                commit.setTreeId(inserter.insert(tree));
                commit.setAuthor(author);
                commit.setCommitter(author);
                commit.setMessage("Numéro " + i);
                if (i > 0) {
                    commit.setParentId(last);
                }
                last = inserter.insert(commit);
            }
            inserter.flush();
        }
        return last;
    }

    private Map<String, Ref> remoteRefs() throws Exception {
        Collection<Ref> refs = Git.lsRemoteRepository()
                .setRemote(git.remote().toString())
                .setCredentialsProvider(git.login())
                .call();
        return refs.stream().collect(java.util.stream.Collectors.toMap(Ref::getName, ref -> ref));
    }

    @Test
    void gitIsAnsweredAtAwsHostToo() throws Exception {
        URI endpoint = cloud.cloud().endpoint();
        try (Socket socket = new Socket("127.0.0.1", endpoint.getPort())) {
            socket.getOutputStream()
                    .write(("GET /v1/repos/boutique/info/refs?service=git-upload-pack HTTP/1.1\r\nHost: git-codecommit."
                                    + cloud.cloud().place().region()
                                    + ".amazonaws.com\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 401")
                    .contains("WWW-Authenticate: Basic realm=");
        }
    }
}

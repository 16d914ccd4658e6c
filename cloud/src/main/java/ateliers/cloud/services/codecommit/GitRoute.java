package ateliers.cloud.services.codecommit;

import ateliers.cloud.door.Authorizer.Verdict;
import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Notes;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.http.BodyTooLargeException;
import ateliers.cloud.http.HttpRoute;
import ateliers.cloud.http.WireRequest;
import ateliers.cloud.http.WireResponse;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.eclipse.jgit.transport.ReceiveCommand;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Git over HTTP: {@code https://git-codecommit.{region}.amazonaws.com/v1/repos/{name}}, or {@code /v1/repos/{name}} at any
 * address of this cloud. Who may pull and push is asked of IAM; a push is judged as a whole first, and then by each of its
 * references, since only then its references are known.
 *
 * @see <a href="https://docs.aws.amazon.com/codecommit/latest/userguide/how-to-conditional-branch.html">Limit pushes and
 *     merges to branches</a>
 */
final class GitRoute implements HttpRoute {
    /** What git sends at once, packed and unpacked from gzip; a push may have several repositories of courses in it. */
    static final int LONGEST_BODY = 256 * 1024 * 1024;

    private final ServiceContext cloud;
    private final Repositories repositories;
    private final RefUpdates refs;
    private final GitLogin login;
    private final Notes notes;

    GitRoute(ServiceContext cloud, Repositories repositories, RefUpdates refs) {
        this.cloud = cloud;
        this.repositories = repositories;
        this.refs = refs;
        this.login = new GitLogin(cloud.signatures(), cloud.place().region());
        this.notes = cloud.notes("codecommit");
    }

    @Override
    public boolean matches(WireRequest request) {
        return GitRequest.region(request).isPresent() || GitRequest.of(request).isPresent();
    }

    @Override
    public WireResponse answer(WireRequest request) throws IOException {
        long start = System.nanoTime();
        Optional<GitRequest> asked = GitRequest.of(request);
        if (asked.isEmpty()) {
            return text(404, "This is where git reaches repositories: /v1/repos/{name}");
        }
        GitRequest git = asked.get();
        String arn = repositories.arn(git.repository());
        Principal principal;
        try {
            principal = login.principal(request, git.repository());
        } catch (AwsServiceException e) {
            if (GitLogin.isGiven(request)) {
                note(notes.by(new Principal.Anonymous()), git, arn, 401, AwsErrors.message(e), start);
            }
            return text(401, AwsErrors.message(e)).with("WWW-Authenticate", "Basic realm=\"AWS CodeCommit\"");
        }
        Map<String, List<String>> conditions = request.conditionKeys();
        conditions.put("aws:RequestedRegion", List.of(cloud.place().region()));
        CallContext context = cloud.door().below(principal, conditions);
        return inContext(context, () -> {
            Answer answer = respond(git, arn, request, context);
            note(notes, git, arn, answer.response().status(), answer.message(), start);
            return answer.response();
        });
    }

    /** @param message what the journal is told, when it did not go well */
    private record Answer(WireResponse response, String message) {
        static Answer of(int status, String message) {
            return new Answer(text(status, message), message);
        }
    }

    /** Work that may fail as the network may. */
    private interface Work {
        WireResponse run() throws IOException;
    }

    private static WireResponse inContext(CallContext context, Work work) throws IOException {
        try {
            return context.call(work::run);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void note(Notes notes, GitRequest git, String arn, int status, String message, long start) {
        notes.answered(git.action(), arn, status, message, Duration.ofNanos(System.nanoTime() - start));
    }

    private Answer respond(GitRequest git, String arn, WireRequest request, CallContext context) throws IOException {
        Verdict verdict = cloud.door().verdict(context, new Need("codecommit:" + git.action(), arn));
        if (!verdict.allowed()) {
            return Answer.of(403, verdict.message());
        }
        Optional<Repository> repository = repositories.find(git.repository());
        if (repository.isEmpty()) {
            return Answer.of(404, git.repository() + " does not exist");
        }
        GitProtocol protocol = new GitProtocol(repository.get(), refs, gap -> notes.gap("GitPush", arn, gap));
        String version = request.header("Git-Protocol").orElse("");
        if (git.advertises()) {
            return new Answer(protocol.advertise(git, version), "");
        }
        byte[] body;
        try {
            body = body(request);
        } catch (BodyTooLargeException e) {
            return Answer.of(413, "Git's requests may have " + LONGEST_BODY + " bytes");
        } catch (ZipException | EOFException e) {
            return Answer.of(400, "The body is no gzip: " + e.getMessage());
        }
        try {
            if (git.pushes()) {
                return new Answer(
                        repositories.keeping(
                                repository.get(),
                                body.length,
                                () -> protocol.receive(git, body, command -> refusal(command, arn, context))),
                        "");
            }
            return new Answer(protocol.fetch(git, version, body), "");
        } catch (Unsupported e) {
            notes.gap(git.action(), arn, e);
            return Answer.of(e.statusCode(), AwsErrors.message(e));
        } catch (IOException e) {
            return Answer.of(400, e.getMessage());
        }
    }

    /** Why a reference may not be pushed; null when it may. The journal knows it too. */
    private String refusal(ReceiveCommand command, String arn, CallContext context) {
        Verdict verdict = cloud.door()
                .verdict(
                        context,
                        new Need("codecommit:GitPush", arn).with("codecommit:References", command.getRefName()));
        if (verdict.allowed()) {
            return null;
        }
        notes.answered("GitPush " + command.getRefName(), arn, 403, verdict.message(), Duration.ZERO);
        return verdict.message();
    }

    private static byte[] body(WireRequest request) throws IOException {
        boolean zipped = request.header("Content-Encoding").equals(Optional.of("gzip"));
        return (zipped ? request.withBody(new GZIPInputStream(request.body())) : request).readBody(LONGEST_BODY);
    }

    /** What git shows to people, each line after {@code remote:}. */
    private static WireResponse text(int status, String message) {
        return WireResponse.of(status, "text/plain; charset=utf-8", message + "\n");
    }
}

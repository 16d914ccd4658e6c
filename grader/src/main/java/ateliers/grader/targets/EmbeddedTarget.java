package ateliers.grader.targets;

import ateliers.cloud.Cloud;
import ateliers.cloud.CloudOptions;
import ateliers.cloud.journal.Journal.Mark;
import ateliers.cloud.sandbox.Isolation;
import ateliers.cloud.sandbox.KnownCode;
import ateliers.cloud.sandbox.SandboxHost;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;

/** The AWS that lives in this JVM. Clock and journal are held directly: they have no wire endpoint that a submission could reach. */
public final class EmbeddedTarget
        implements Target,
                Target.MovesTime,
                Target.InjectsFaults,
                Target.ReadsMail,
                Target.PushesGit,
                Target.TellsStory {
    private final Cloud cloud;
    private final AwsCredentialsProvider credentials;
    private final HttpsGit git;

    private EmbeddedTarget(Cloud cloud) {
        this.cloud = cloud;
        this.git = new HttpsGit(
                () -> cloud.door().as(cloud.root(), IamClient.class), Optional.of(cloud.endpoint()), Bounds.NONE);
        var key = cloud.credentials().issue(cloud.root());
        this.credentials =
                StaticCredentialsProvider.create(AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));
    }

    /** Starts a cloud of its own, with functions that nothing keeps apart from this machine. */
    public static EmbeddedTarget start() {
        return start(Isolation.none());
    }

    /** Starts a cloud of its own. */
    public static EmbeddedTarget start(Isolation isolation) {
        return on(Cloud.start(CloudOptions.fresh().withIsolation(isolation)));
    }

    /** A cloud that stands; it is closed with the target. */
    public static EmbeddedTarget on(Cloud cloud) {
        return new EmbeddedTarget(cloud);
    }

    /**
     * What is not certain on this machine and could be, in French; empty where nothing can be done about it, as on systems other
     * than Linux.
     */
    public static Optional<String> caution() {
        return SandboxHost.plain().endsWhatFled()
                        || !System.getProperty("os.name").equals("Linux")
                ? Optional.empty()
                : Optional.of(
                        "À savoir : sans la commande /usr/bin/prlimit (paquet util-linux), un programme qu'une fonction lance"
                                + " et détache peut rester en marche après la notation.");
    }

    @Override
    public String name() {
        return "embedded";
    }

    @Override
    public Optional<URI> endpoint() {
        return Optional.of(cloud.endpoint());
    }

    @Override
    public Region region() {
        return Region.of(cloud.place().region());
    }

    @Override
    public AwsCredentialsProvider credentials() {
        return credentials;
    }

    @Override
    public <T> Optional<T> capability(Class<T> type) {
        return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
    }

    @Override
    public boolean await(BooleanSupplier condition, Duration atMost) {
        return cloud.clock().await(condition, atMost);
    }

    @Override
    public boolean never(BooleanSupplier condition, Duration during) {
        return cloud.clock().never(condition, during);
    }

    @Override
    public BooleanSupplier deadline(Duration realTime) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        CompletableFuture<Boolean> late = CompletableFuture.supplyAsync(() -> isLate(end, realTime));
        return () -> {
            end.complete(null);
            return late.join();
        };
    }

    @Override
    public boolean awaitReal(BooleanSupplier condition, Duration atMost) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        CompletableFuture<Boolean> late =
                CompletableFuture.supplyAsync(() -> isLate(end, atMost), work -> new Thread(work, "deadline").start());
        try {
            while (!condition.getAsBoolean()) {
                if (late.isDone() || Thread.currentThread().isInterrupted()) {
                    return false;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            return true;
        } finally {
            end.complete(null);
        }
    }

    private boolean isLate(CompletableFuture<Void> end, Duration realTime) {
        try {
            cloud.clock().awaitReal(end, realTime);
            return false;
        } catch (TimeoutException e) {
            return true;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("nobody interrupts, and nothing fails", e);
        }
    }

    @Override
    public void advance(Duration duration) {
        cloud.clock().advance(duration);
    }

    /** Waits in real time until nothing is under way; false when something still is after so long. */
    public boolean awaitIdle(Duration realTime) {
        return cloud.clock().awaitIdle(realTime);
    }

    @Override
    public Fault throttle(String service, String operation) {
        return EmbeddedFault.of(cloud.door().namedFaults().throttle(service, operation));
    }

    @Override
    public Fault unprocessed(String service, String operation) {
        return EmbeddedFault.of(cloud.door().namedFaults().unprocessed(service, operation));
    }

    @Override
    public Fault refuse(String service, String operation, String code) {
        return EmbeddedFault.of(cloud.door().namedFaults().refuse(service, operation, code));
    }

    @Override
    public Fault refuse(String service, String operation, String code, List<String> texts) {
        return EmbeddedFault.of(
                cloud.door().namedFaults().refuse(service, operation, code).naming(texts));
    }

    @Override
    public Injected refuseEntries(String text) {
        return EmbeddedEntryRefusal.of(cloud, text);
    }

    @Override
    public Injected refusePublications(String text) {
        return EmbeddedPublicationRefusal.of(cloud, text);
    }

    @Override
    public Injected readLate() {
        return EmbeddedLateReads.of(cloud);
    }

    @Override
    public Fault deliverTwice(String service, String operation) {
        return EmbeddedFault.of(cloud.door().namedFaults().deliverTwice(service, operation));
    }

    @Override
    public List<Mail> mails() {
        return cloud.mailbox().all().stream().map(EmbeddedTarget::read).toList();
    }

    /** A mail of the cloud's mailbox. */
    public static Mail read(ateliers.cloud.mail.Mail mail) {
        return new Mail(mail.time(), mail.from(), mail.to(), mail.subject(), mail.text(), mail.html(), mail.headers());
    }

    @Override
    public URI remote(String cloneUrlHttp) {
        return git.remote(cloneUrlHttp);
    }

    @Override
    public GitLogin login() {
        return git.login();
    }

    @Override
    public Replay replay(String streamArn) {
        return new EmbeddedReplay(cloud, streamArn);
    }

    @Override
    public Together together(String text, int calls) {
        return new EmbeddedTogether(cloud, text, calls);
    }

    @Override
    public Story story() {
        return new EmbeddedStory(cloud.journal(), Mark.START);
    }

    @Override
    public Story fromNow() {
        return new EmbeddedStory(cloud.journal(), cloud.journal().mark());
    }

    @Override
    public Usage usage() {
        return EmbeddedUsage.of(cloud);
    }

    @Override
    public List<Running> running() {
        Instant now = cloud.clock().realTime();
        return cloud.journal().underWay().stream()
                .map(begun -> new Running(begun.resource(), Duration.between(begun.since(), now), begun.limit()))
                .toList();
    }

    @Override
    public void knowsClassPath(String codeSha256, List<Path> dependencies, Path own) {
        cloud.knownCode().put(codeSha256, new KnownCode.Jars(dependencies, own));
    }

    @Override
    public boolean runsClassPaths() {
        return true;
    }

    @Override
    public void close() {
        cloud.close();
    }
}

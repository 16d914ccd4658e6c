package ateliers.grader.targets;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;

/**
 * An AWS in another process or on another machine, which outlives the grading: it is waited for in real time, and what was made there
 * is removed when it is closed.
 */
final class RemoteTarget implements Target, Target.PushesGit {
    /** The first, then as many again, ever later: bursts are throttled where people pay for them. */
    private static final int ATTEMPTS = 8;

    /** The words by which AWS and its emulators say that they do not have an operation. */
    private static final Set<String> LACKED = Set.of(
            "Unsupported",
            "NotImplemented",
            "NotImplementedException",
            "UnknownOperationException",
            "UnsupportedOperation",
            "InvalidAction",
            "UnknownAction");

    private static final int NOT_IMPLEMENTED = 501;

    private final Site site;
    private final Runnable released;
    private final Made made;
    private final AwsClients own;
    private final HttpsGit git;
    private Optional<GitLogin> login;
    private boolean closed;

    /**
     * Where it is and how it is used.
     *
     * @param name of its kind
     * @param address as people know it
     * @param endpoint where clients connect; empty where the SDK knows
     * @param run names what is made there
     */
    record Site(
            String name,
            URI address,
            Optional<URI> endpoint,
            Region region,
            AwsCredentialsProvider credentials,
            Patience patience,
            String run,
            Bounds bounds) {

        Site within(Bounds others) {
            return new Site(name, address, endpoint, region, credentials, patience, run, others);
        }
    }

    /** @param released told when it is closed and all is removed */
    RemoteTarget(Site site, Runnable released) {
        this.site = site;
        this.released = released;
        this.made = new Made(site.run(), site.bounds());
        this.own = new AwsClients(this);
        this.git = new HttpsGit(own::iam, site.endpoint(), site.bounds());
    }

    @Override
    public String name() {
        return site.name();
    }

    @Override
    public Optional<URI> endpoint() {
        return site.endpoint();
    }

    @Override
    public Region region() {
        return site.region();
    }

    @Override
    public AwsCredentialsProvider credentials() {
        return site.credentials();
    }

    @Override
    public <T> Optional<T> capability(Class<T> type) {
        boolean has = type == PushesGit.class && gitLogin().isPresent();
        return has ? Optional.of(type.cast(this)) : Optional.empty();
    }

    @Override
    public boolean await(BooleanSupplier condition, Duration atMost) {
        return RealTime.await(condition, atMost);
    }

    @Override
    public boolean never(BooleanSupplier condition, Duration during) {
        return !RealTime.await(condition, during);
    }

    @Override
    public Optional<Patience> patience() {
        return Optional.of(site.patience());
    }

    @Override
    public Bounds bounds() {
        return site.bounds();
    }

    @Override
    public void configure(ClientOverrideConfiguration.Builder calls) {
        StandardRetryStrategy retries = AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(ATTEMPTS)
                .build();
        if (site.bounds().areLive()) {
            calls.addExecutionInterceptor(new SimulatedMail());
        }
        calls.addExecutionInterceptor(made).retryStrategy(retries);
    }

    /** Few emulators do it, and some leave out without a word what it would have made. */
    @Override
    public boolean transformsSam() {
        return false;
    }

    @Override
    public boolean lacks(AwsServiceException answer) {
        Optional<String> code = Optional.ofNullable(answer.awsErrorDetails()).map(AwsErrorDetails::errorCode);
        return answer.statusCode() == NOT_IMPLEMENTED
                || code.filter(LACKED::contains).isPresent();
    }

    @Override
    public Optional<String> ownFault(AwsServiceException answer) {
        return site.bounds().areLive() ? OwnFaults.told(answer) : Optional.empty();
    }

    /** Who was made a moment ago is not known everywhere yet. */
    @Override
    public URI remote(String cloneUrlHttp) {
        URI remote = git.remote(cloneUrlHttp);
        if (site.bounds().areLive()) {
            RealTime.await(() -> git.isLetIn(remote), site.patience().longest());
        }
        return remote;
    }

    @Override
    public GitLogin login() {
        return gitLogin().orElseThrow();
    }

    /** Where IAM gives no credentials for git, nobody can push. */
    private synchronized Optional<GitLogin> gitLogin() {
        if (login == null) {
            try {
                login = Optional.of(git.login());
            } catch (SdkException e) {
                login = Optional.empty();
            }
        }
        return login;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            made.remove(own);
        } finally {
            own.close();
            released.run();
        }
    }
}

package ateliers.grader.targets;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** The targets of one run on somebody's account. */
final class LiveTargets implements Targets {
    private final RemoteTargets targets;

    private LiveTargets(RemoteTargets targets) {
        this.targets = targets;
    }

    /** @throws GraderException where the account does not let the grader look at its quotas */
    static LiveTargets of(RemoteTargets targets) {
        try (Target first = targets.get();
                AwsClients aws = new AwsClients(first)) {
            int concurrency = Preflight.concurrency(aws);
            return new LiveTargets(targets.within(first.bounds().withConcurrency(concurrency)));
        } catch (AwsServiceException e) {
            targets.close();
            throw Preflight.refused(e);
        }
    }

    @Override
    public Target get() {
        return targets.get();
    }

    @Override
    public Optional<String> plan(Supplier<List<String>> types) {
        List<String> all = types.get();
        RemoteTarget.Site site = targets.site();
        try (Target looking = get();
                AwsClients aws = new AwsClients(looking)) {
            List<String> found = new Preflight(aws, site.bounds()).of(all);
            return Optional.of(new LivePlan(targets.account(), site, all, found).text());
        }
    }

    @Override
    public String conditions() {
        return targets.conditions();
    }

    @Override
    public Optional<Patience> patience() {
        return targets.patience();
    }

    /** What is late, or throttled, there is not the submission's fault: the solution is asked before a point is lost. */
    @Override
    public boolean areAsAws() {
        return false;
    }

    @Override
    public void close() {
        targets.close();
    }
}

package ateliers.cloud.services.lambda;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.clock.Settling;
import ateliers.cloud.services.lambda.api.LambdaErrors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionEventInvokeConfig;
import software.amazon.awssdk.services.lambda.model.RecursiveLoop;

/** A function. Changed under its own monitor; read by any thread. */
final class Function {
    private static final String BUSY = "The operation cannot be performed at this time. ";

    final String name;
    final String arn;
    final Map<String, Version> published = new LinkedHashMap<>();
    final Map<String, AliasConfiguration> aliases = new TreeMap<>();
    final Tags tags = new Tags();

    /** By qualifier; {@code $LATEST} where none was given. */
    final Map<String, FunctionEventInvokeConfig> eventConfigs = new ConcurrentHashMap<>();

    /** By qualifier; empty where none was given. */
    final Map<String, ResourcePolicy> policies = new ConcurrentHashMap<>();

    /** By alias; empty for the function's own. */
    final Map<String, UrlConfig> urls = Collections.synchronizedMap(new TreeMap<>());

    final AtomicInteger runningNow = new AtomicInteger();
    volatile Optional<Integer> reserved = Optional.empty();
    volatile RecursiveLoop recursiveLoop = RecursiveLoop.TERMINATE;
    volatile Version latest;
    int lastNumber;

    final Settling creation;

    /** What the last version was made of. */
    Version lastPublished;

    private final Settling update;

    /** What runs while an update is under way. */
    private volatile Optional<Version> replaced = Optional.empty();

    /** How many invocations of weighted aliases there have been. */
    private long turns;

    /** @param settling how long, in cloud time, it takes to be made or changed */
    Function(String name, String arn, CloudClock clock, Duration settling) {
        this.name = name;
        this.arn = arn;
        this.creation = new Settling(clock, settling);
        this.update = new Settling(clock, settling);
    }

    /** Has a new {@code $LATEST} from now on; the one before runs until the update is done. */
    synchronized void become(Version version) {
        Version before = latest;
        latest = version;
        if (before == null) {
            creation.begin(() -> {});
            return;
        }
        replaced = Optional.of(before);
        update.begin(() -> {
            replaced = Optional.empty();
            before.running().retire();
        });
    }

    /** Whether this is the version that an update is making. */
    boolean isUpdating(Version version) {
        return version == latest && update.isUnderWay();
    }

    /** Refuses what cannot be done to a function that is still being made. */
    void requireActive() {
        if (creation.isUnderWay()) {
            throw LambdaErrors.conflict(BUSY + "The function is currently in the following state: Pending");
        }
    }

    /** Refuses a change, or a version, while another change is under way. */
    void requireSettled() {
        requireActive();
        if (update.isUnderWay()) {
            throw LambdaErrors.conflict(BUSY + "An update is in progress for resource: " + arn);
        }
    }

    /** {@code $LATEST}, then those that were published. */
    synchronized List<Version> versions() {
        List<Version> all = new ArrayList<>(List.of(latest));
        all.addAll(published.values());
        return all;
    }

    /** The version a qualifier means; an alias means its version. */
    synchronized Optional<Version> version(String qualifier) {
        if (qualifier.equals(FunctionName.LATEST)) {
            return Optional.of(latest);
        }
        AliasConfiguration alias = aliases.get(qualifier);
        String number = alias == null ? qualifier : alias.functionVersion();
        return number.equals(FunctionName.LATEST) ? Optional.of(latest) : Optional.ofNullable(published.get(number));
    }

    /** The version that runs when a qualifier is invoked: of an alias with weights sometimes its second. */
    synchronized Optional<Version> routed(String qualifier) {
        AliasConfiguration alias = aliases.get(qualifier);
        Optional<Version> named = version(
                alias == null || AliasRouting.second(alias).isEmpty()
                        ? qualifier
                        : AliasRouting.chosen(alias, turns++));
        return named.map(version -> version == latest ? replaced.orElse(version) : version);
    }

    /** The policy of a qualifier, empty for the function itself; none without statements. */
    Optional<ResourcePolicy> policy(String qualifier) {
        return Optional.ofNullable(policies.get(qualifier)).filter(policy -> !policy.isEmpty());
    }

    /** Refuses a change of what is not the latest any more; null is always right. */
    void checkRevision(String revision) {
        if (revision != null && !revision.equals(latest.revisionId())) {
            throw LambdaErrors.staleRevision();
        }
    }
}

package ateliers.cloud.services;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.door.Authorizer;
import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Credentials;
import ateliers.cloud.door.Door;
import ateliers.cloud.door.Place;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.Room;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;
import ateliers.cloud.faults.Faults;
import ateliers.cloud.journal.Journal;
import ateliers.cloud.mail.Mailbox;
import ateliers.cloud.metrics.Metrics;
import ateliers.cloud.sandbox.Isolation;
import ateliers.cloud.sandbox.KnownCode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.SdkClient;

/**
 * Some services at a door of their own, without a listener; everything is allowed unless a test says otherwise. Time
 * passes only while a test waits for it on the clock, however slow the machine is.
 */
public final class TestServices implements AutoCloseable {
    public static final Place PLACE = new Place("123456789012", "eu-west-3");
    public static final Principal ROOT = new Principal.Root(PLACE.account());

    public final Journal journal = new Journal();
    public final Faults faults = new Faults();
    public final Mailbox mailbox = new Mailbox();
    public final List<Throwable> defects = new ArrayList<>();
    public final CloudClock clock =
            new CloudClock(InstantSource.fixed(Instant.now()), CallContext::capture, defects::add);
    public final Door door = new Door(PLACE, clock, journal, faults);
    public final Room memory = new Room("in memory", 64L << 20);
    public final Room disk = new Room("on disk", 64L << 20);
    private final ServiceContext context = new ServiceContext(
            PLACE,
            door,
            clock,
            journal,
            new Credentials(clock::realTime),
            mailbox,
            new Metrics(clock),
            memory,
            disk,
            Path.of("unused"),
            new KnownCode(),
            Isolation.none(),
            Duration.ZERO,
            1000,
            () -> URI.create("http://127.0.0.1:4566"),
            proof -> ROOT);

    public TestServices(ServiceModule... modules) {
        door.authorizer((call, need, policy) -> Authorizer.Verdict.ALLOWED);
        for (ServiceModule module : modules) {
            module.create(context).forEach(door::register);
        }
    }

    /** What a service gets of this cloud. */
    public ServiceContext context() {
        return context;
    }

    /** A client of the account's root user. */
    public <C extends SdkClient> C client(Class<C> api) {
        return door.as(ROOT, api);
    }

    /** Denies some actions to everybody, with AWS's sentence. */
    public void deny(String... actions) {
        door.authorizer((call, need, policy) -> List.of(actions).contains(need.action())
                ? Authorizer.ROOT_ONLY.decide(nobody(), need, policy)
                : Authorizer.Verdict.ALLOWED);
    }

    private CallContext nobody() {
        Principal nobody =
                new Principal.User(PLACE.account(), "nobody", PLACE.globalArn("iam", "user/nobody"), "AIDANOBODY");
        return door.below(nobody, java.util.Map.of());
    }

    /** {@code Code: words} of what a call is refused with. */
    public static String refusal(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            return AwsErrors.code(e) + ": " + AwsErrors.message(e);
        }
        throw new AssertionError("the call was accepted");
    }

    @Override
    public void close() {
        clock.close();
    }
}

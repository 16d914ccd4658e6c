package ateliers.cloud;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Credentials;
import ateliers.cloud.door.Door;
import ateliers.cloud.door.Notes;
import ateliers.cloud.door.Place;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.Room;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;
import ateliers.cloud.faults.Faults;
import ateliers.cloud.folders.Folders;
import ateliers.cloud.folders.TemporaryFolders;
import ateliers.cloud.journal.Journal;
import ateliers.cloud.kit.Closing;
import ateliers.cloud.mail.Mailbox;
import ateliers.cloud.metrics.Metrics;
import ateliers.cloud.sandbox.KnownCode;
import ateliers.cloud.wire.LocalCertificate;
import ateliers.cloud.wire.WireFront;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ServiceLoader;

/**
 * One AWS account in one region, in this JVM: its own state, ports, keys, child processes and working folder. Nothing is
 * shared with another cloud and nothing is left behind by {@link #close}.
 */
public final class Cloud implements AutoCloseable {
    private final Place place;
    private final Journal journal = new Journal();
    private final Faults faults = new Faults();
    private final Mailbox mailbox = new Mailbox();
    private final CloudClock clock = new CloudClock(CallContext::capture, this::defect);
    private final Credentials credentials = new Credentials(clock::realTime);
    private final Door door;
    private final Path workFolder;
    private final KnownCode knownCode = new KnownCode();
    private final CloudOptions options;
    private WireFront front;
    private boolean closed;

    private Cloud(CloudOptions options) {
        this.options = options;
        this.place = options.place();
        this.door = new Door(place, clock, journal, faults);
        try {
            this.workFolder = TemporaryFolders.make("cloud");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a working folder for the cloud", e);
        }
    }

    /** Starts a cloud of its own random account on free ports. */
    public static Cloud start() {
        return start(CloudOptions.fresh());
    }

    /** Starts a cloud. */
    public static Cloud start(CloudOptions options) {
        Cloud cloud = new Cloud(options);
        try {
            cloud.open();
            return cloud;
        } catch (RuntimeException e) {
            cloud.close();
            throw e;
        }
    }

    private void open() {
        ServiceContext context = new ServiceContext(
                place,
                door,
                clock,
                journal,
                credentials,
                mailbox,
                new Metrics(clock),
                Room.inMemory(),
                Room.onDiskOf(workFolder),
                workFolder,
                knownCode,
                options.isolation(),
                options.settling(),
                options.concurrency(),
                this::endpoint,
                proof -> front.verify(proof));
        for (ServiceModule module : ServiceLoader.load(ServiceModule.class, Cloud.class.getClassLoader())) {
            module.create(context).forEach(door::register);
        }
        front = WireFront.start(door, clock, journal, credentials, place, options.reach(), options.anyKey());
    }

    /** Where SDK clients, the AWS CLI and functions reach this cloud. */
    public URI endpoint() {
        if (front == null) {
            throw new IllegalStateException("this cloud has not started listening yet");
        }
        return front.endpoint();
    }

    /**
     * Listens over TLS too, for tools that speak nothing else.
     *
     * @param port 0 for any free one
     * @throws UncheckedIOException when the port is taken, or this JDK makes no certificates
     */
    public SecureEndpoint secure(int port) {
        try {
            LocalCertificate certificate = LocalCertificate.make(workFolder);
            return new SecureEndpoint(front.secure(port, certificate.tls()), certificate.file());
        } catch (IOException e) {
            throw new UncheckedIOException("no certificate for TLS", e);
        }
    }

    /**
     * Where the same cloud is reached over TLS.
     *
     * @param uri as {@code https://127.0.0.1:4567}
     * @param certificate to be trusted, as PEM; it lives as long as the cloud
     */
    public record SecureEndpoint(URI uri, Path certificate) {}

    public Place place() {
        return place;
    }

    public Door door() {
        return door;
    }

    public CloudClock clock() {
        return clock;
    }

    public Journal journal() {
        return journal;
    }

    public Faults faults() {
        return faults;
    }

    /** What this cloud's services mailed. */
    public Mailbox mailbox() {
        return mailbox;
    }

    public Credentials credentials() {
        return credentials;
    }

    /** The account's root user, to whom everything is allowed. */
    public Principal root() {
        return new Principal.Root(place.account());
    }

    /** A folder that lives as long as the cloud. */
    public Path workFolder() {
        return workFolder;
    }

    /** Which deployment packages run from jars of this machine: to be told before functions are made of them. */
    public KnownCode knownCode() {
        return knownCode;
    }

    /** Ends everything that runs and deletes the working folder; without effect the second time. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (front != null) {
            front.close();
        }
        clock.close();
        try {
            Closing.all(door.services());
        } finally {
            deleteWorkFolder();
        }
    }

    private void defect(Throwable error) {
        Notes.of(journal, clock, "cloud").defect("work", "", error);
    }

    private void deleteWorkFolder() {
        Folders.delete(workFolder).ifPresent(failure -> {
            throw new UncheckedIOException("cannot delete the cloud's working folder " + workFolder, failure);
        });
    }
}

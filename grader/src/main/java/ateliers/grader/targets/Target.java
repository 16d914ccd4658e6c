package ateliers.grader.targets;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.regions.Region;

/**
 * An AWS on which a submission is deployed and observed. A checklist talks to it through SDK clients over HTTP only, so that it is
 * the same on every target; what only some targets can do is asked of {@link #capability}.
 */
public interface Target extends AutoCloseable {
    /** Between two looks in real time. */
    Duration PAUSE = Duration.ofMillis(100);

    /** The name used on the command line and in reports: {@code embedded}, {@code localstack}… */
    String name();

    /** Where every client of this target connects; empty on a live account, where the SDK knows. */
    Optional<URI> endpoint();

    Region region();

    /** Credentials of the person who deploys and probes: an administrator of the account. */
    AwsCredentialsProvider credentials();

    /** What this target can do beyond public AWS APIs, such as {@link MovesTime}; empty when it cannot. */
    <T> Optional<T> capability(Class<T> type);

    /**
     * Waits until the condition holds, for at most this much of the cloud's time.
     *
     * @return whether it held before the deadline
     */
    boolean await(BooleanSupplier condition, Duration atMost);

    /**
     * Watches that the condition stays false for this much of the cloud's time.
     *
     * @return whether it stayed false
     */
    boolean never(BooleanSupplier condition, Duration during);

    /**
     * Begins to count real time. Time in which this machine has no processor for what is awaited is left out, where the target
     * runs it here.
     *
     * @return whether so much has passed until it is asked, once
     */
    default BooleanSupplier deadline(Duration realTime) {
        long begin = System.nanoTime();
        return () -> System.nanoTime() - begin >= realTime.toNanos();
    }

    /**
     * Waits in real time, which is what the clock of a function's own machine tells: for what a function forgets after a while. Time in
     * which this machine starves is left out as by {@link #deadline}.
     *
     * @return whether it held before the deadline
     */
    default boolean awaitReal(BooleanSupplier condition, Duration atMost) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begin > atMost.toNanos()
                    || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return true;
    }

    /**
     * Tells that a package holds the classes of a jar of this machine, and which others are what it needs. A target that
     * runs functions in processes of its own starts them faster so; it is asked only of those that
     * {@link #runsClassPaths}, since what is uploaded to the others is complete.
     *
     * @param codeSha256 of the package's bytes, in base64, as Lambda shows it
     */
    default void knowsClassPath(String codeSha256, List<Path> dependencies, Path own) {}

    /** Whether {@link #knowsClassPath} is used, so that the uploaded jar may leave the dependencies out. */
    default boolean runsClassPaths() {
        return false;
    }

    /** Whether its CloudFormation does the SAM transform. */
    default boolean transformsSam() {
        return true;
    }

    /** How long it is waited here in real time; empty where the cloud's time moves while it is waited. */
    default Optional<Patience> patience() {
        return Optional.empty();
    }

    /** How what is made here is named and bounded. */
    default Bounds bounds() {
        return Bounds.NONE;
    }

    /** What calls to this target need beyond what the SDK does by itself. */
    default void configure(ClientOverrideConfiguration.Builder calls) {}

    /** Whether an answer says that this target lacks what it was asked, so that it tells nothing of a submission. */
    default boolean lacks(AwsServiceException answer) {
        return false;
    }

    /** Why this target refused a call of the grader's, in French, where that tells nothing of a submission: its keys, its rights. */
    default Optional<String> ownFault(AwsServiceException answer) {
        return Optional.empty();
    }

    @Override
    void close();

    /** A target whose clock can be moved: waiting an hour costs nothing. */
    interface MovesTime {
        /** Moves the cloud's time forward, running every timer that falls due on the way. */
        void advance(Duration duration);
    }

    /** A target that keeps the mails it would have sent. */
    interface ReadsMail {
        /** All mails so far, oldest first. */
        List<Mail> mails();
    }

    /**
     * A target on which AWS misbehaves when it is told to. What functions call is met, and what services deliver, never what the
     * grader calls. Services are named by the prefix of their actions, as {@code dynamodb}; operations as {@code PutItem}.
     */
    interface InjectsFaults {
        /** Answers that there are too many calls, in the service's own words. */
        Fault throttle(String service, String operation);

        /** Does a part of a batch and gives the rest back as not processed, as BatchWriteItem may. */
        Fault unprocessed(String service, String operation);

        /** Refuses with an error code of AWS's, as {@code AuthorizationError}. */
        Fault refuse(String service, String operation, String code);

        /**
         * The same for those calls alone that name all these texts: functions that work meanwhile on something else are not met.
         *
         * @param texts such as a table's name and a key's value
         */
        Fault refuse(String service, String operation, String code, List<String> texts);

        /**
         * Answers PutEvents without an error, and refuses in that answer each entry that names a text; the others are taken. SDKs do
         * not try such entries again by themselves.
         *
         * @param text such as an id in an event's detail; the empty one is named by all
         */
        Injected refuseEntries(String text);

        /**
         * Answers one PublishBatch without an error, the next that names a text, and refuses in that answer each entry that names it;
         * the others are published. SDKs do not try such entries again by themselves.
         *
         * @param text such as a file's name
         */
        Injected refusePublications(String text);

        /**
         * Answers what is read of DynamoDB's tables without ConsistentRead as the same call was answered first: what was written since
         * has not arrived where it reads, until this is closed.
         */
        Injected readLate();

        /** Delivers twice what services deliver by an operation, as {@code sqs:SendMessage} or {@code lambda:Invoke}. */
        Fault deliverTwice(String service, String operation);

        /** Remembers where a stream stands now; nothing is delivered twice before {@link Replay#begin}. */
        Replay replay(String streamArn);

        /**
         * Makes calls of a function to DynamoDB happen at the same moment, as they now and then do: the first so many that name a
         * text are done as they come, but none is answered before all are done, or before a while has gone by. What is then published
         * with that text goes out once one of them has called again, or a little later.
         *
         * @param text such as a key's value
         * @param calls how many come together
         */
        Together together(String text, int calls);
    }

    /** Calls that come together, until it is closed. */
    interface Together extends AutoCloseable {
        /** Whether as many as were asked for were under way at the same moment. */
        boolean met();

        /** The same for the next calls of the function that was met, whatever they name: as a number before anything bears it. */
        Together whatever();

        @Override
        void close();
    }

    /** A fault that is not on yet. */
    @FunctionalInterface
    interface Fault {
        /** Switches it on for so many calls. */
        Injected times(int calls);

        /** Switches it on until it is closed. */
        default Injected always() {
            return times(Integer.MAX_VALUE);
        }
    }

    /** A fault that is on, until it has answered all its calls or is closed. */
    interface Injected extends AutoCloseable {
        /** How many calls it has answered. */
        int answered();

        @Override
        void close();
    }

    /** A second delivery of what came to a stream since it was remembered. */
    interface Replay extends AutoCloseable {
        /** From now on each reader gets it once more, at its next read, before anything new. */
        void begin();

        /** Delivers nothing twice any more. */
        @Override
        void close();
    }

    /** A target whose repositories accept pushes over HTTP. */
    interface PushesGit {
        /** Where git reaches a repository from here. */
        URI remote(String cloneUrlHttp);

        /** What git is asked for by it. */
        GitLogin login();
    }

    /** HTTPS Git credentials of an IAM user. */
    record GitLogin(String user, String password) {}

    /** A target that remembers what happened inside, and what it was asked and does not have. */
    interface TellsStory {
        /** What happened since the target stands. */
        Story story();

        /** What happens from now on. */
        Story fromNow();

        /** The functions that run now, the longest first. */
        List<Running> running();

        /** What was used since the target stands, as AWS would count it. */
        default Usage usage() {
            return Usage.NONE;
        }
    }
}

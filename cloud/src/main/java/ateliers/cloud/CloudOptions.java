package ateliers.cloud;

import ateliers.cloud.door.Place;
import ateliers.cloud.sandbox.Isolation;
import ateliers.cloud.wire.Reach;
import java.security.SecureRandom;
import java.time.Duration;

/**
 * How a cloud starts.
 *
 * @param place its account and region
 * @param reach where it listens, and by which names it may be called
 * @param anyKey whether unknown access keys are taken for the root user's and signatures not verified: for people's own
 *     tools, never while grading
 * @param isolation what keeps functions apart from this machine
 * @param settling how long, in cloud time, what is made or changed takes until it is ready: functions, tables and event source
 *     mappings. By default no time: it is told as under way, and is ready for the next call
 * @param concurrency how many functions may run at once; AWS grants a new account ten, and later the usual thousand
 */
public record CloudOptions(
        Place place, Reach reach, boolean anyKey, Isolation isolation, Duration settling, int concurrency) {
    /** Paris, where the course's accounts are. */
    public static final String DEFAULT_REGION = "eu-west-3";

    private static final int USUAL_CONCURRENCY = 1000;

    /** A random account on a free port, known keys only. */
    public static CloudOptions fresh() {
        long account = 100_000_000_000L + (new SecureRandom().nextLong() >>> 1) % 900_000_000_000L;
        return new CloudOptions(
                new Place(Long.toString(account), DEFAULT_REGION),
                Reach.loopback(0),
                false,
                Isolation.none(),
                Duration.ZERO,
                USUAL_CONCURRENCY);
    }

    public CloudOptions withPlace(Place newPlace) {
        return new CloudOptions(newPlace, reach, anyKey, isolation, settling, concurrency);
    }

    public CloudOptions withPort(int newPort) {
        return new CloudOptions(place, reach.withPort(newPort), anyKey, isolation, settling, concurrency);
    }

    public CloudOptions withReach(Reach newReach) {
        return new CloudOptions(place, newReach, anyKey, isolation, settling, concurrency);
    }

    public CloudOptions withIsolation(Isolation newIsolation) {
        return new CloudOptions(place, reach, anyKey, newIsolation, settling, concurrency);
    }

    public CloudOptions withAnyKey() {
        return new CloudOptions(place, reach, true, isolation, settling, concurrency);
    }

    /** As on AWS, where what is made is not ready at once. */
    public CloudOptions withSettling(Duration newSettling) {
        return new CloudOptions(place, reach, anyKey, isolation, newSettling, concurrency);
    }

    /** As a new account has it, which AWS lets run fewer functions at once. */
    public CloudOptions withConcurrency(int functions) {
        return new CloudOptions(place, reach, anyKey, isolation, settling, functions);
    }
}

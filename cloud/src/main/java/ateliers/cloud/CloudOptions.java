package ateliers.cloud;

import ateliers.cloud.door.Place;
import ateliers.cloud.sandbox.Isolation;
import ateliers.cloud.wire.Reach;
import java.security.SecureRandom;

/**
 * How a cloud starts.
 *
 * @param place its account and region
 * @param reach where it listens, and by which names it may be called
 * @param anyKey whether unknown access keys are taken for the root user's and signatures not verified: for people's own
 *     tools, never while grading
 * @param isolation what keeps functions apart from this machine
 */
public record CloudOptions(Place place, Reach reach, boolean anyKey, Isolation isolation) {
    /** Paris, where the course's accounts are. */
    public static final String DEFAULT_REGION = "eu-west-3";

    /** A random account on a free port, known keys only. */
    public static CloudOptions fresh() {
        long account = 100_000_000_000L + (new SecureRandom().nextLong() >>> 1) % 900_000_000_000L;
        return new CloudOptions(
                new Place(Long.toString(account), DEFAULT_REGION), Reach.loopback(0), false, Isolation.none());
    }

    public CloudOptions withPlace(Place newPlace) {
        return new CloudOptions(newPlace, reach, anyKey, isolation);
    }

    public CloudOptions withPort(int newPort) {
        return new CloudOptions(place, reach.withPort(newPort), anyKey, isolation);
    }

    public CloudOptions withReach(Reach newReach) {
        return new CloudOptions(place, newReach, anyKey, isolation);
    }

    public CloudOptions withIsolation(Isolation newIsolation) {
        return new CloudOptions(place, reach, anyKey, newIsolation);
    }

    public CloudOptions withAnyKey() {
        return new CloudOptions(place, reach, true, isolation);
    }
}

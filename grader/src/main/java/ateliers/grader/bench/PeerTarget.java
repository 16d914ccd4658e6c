package ateliers.grader.bench;

import ateliers.grader.targets.RealTime;
import ateliers.grader.targets.Target;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** Another AWS to compare with, in real time: any that takes every key, as emulators do. */
record PeerTarget(URI address) implements Target {
    /** By its number, {@code localhost} is asked for S3's buckets by path: few machines know {@code bucket.localhost}. */
    static PeerTarget at(URI address) {
        return new PeerTarget(
                address.getHost().equals("localhost")
                        ? URI.create(address.toString().replaceFirst("localhost", "127.0.0.1"))
                        : address);
    }

    @Override
    public String name() {
        return "peer";
    }

    @Override
    public Optional<URI> endpoint() {
        return Optional.of(address);
    }

    @Override
    public Region region() {
        return Region.US_EAST_1;
    }

    @Override
    public AwsCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
    }

    @Override
    public <T> Optional<T> capability(Class<T> type) {
        return Optional.empty();
    }

    @Override
    public boolean await(BooleanSupplier condition, Duration atMost) {
        return RealTime.await(condition, atMost);
    }

    @Override
    public boolean never(BooleanSupplier condition, Duration during) {
        return !await(condition, during);
    }

    @Override
    public void close() {}
}

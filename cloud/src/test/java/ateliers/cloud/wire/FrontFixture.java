package ateliers.cloud.wire;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Credentials;
import ateliers.cloud.door.Door;
import ateliers.cloud.door.Place;
import ateliers.cloud.door.Principal;
import ateliers.cloud.faults.Faults;
import ateliers.cloud.journal.Journal;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** A front before a door with some services. */
final class FrontFixture implements AutoCloseable {
    static final Place PLACE = new Place("123456789012", "eu-west-3");

    final Journal journal = new Journal();
    final CloudClock clock = new CloudClock(CallContext::capture, e -> {
        throw new AssertionError(e);
    });
    final Credentials credentials = new Credentials(clock::realTime);
    final Credentials.Key root = credentials.issue(new Principal.Root(PLACE.account()));
    final Door door = new Door(PLACE, clock, journal, new Faults());
    final WireFront front;

    FrontFixture(boolean anyKey, AwsService<?>... services) {
        for (AwsService<?> service : services) {
            door.register(service);
        }
        front = WireFront.start(door, clock, journal, credentials, PLACE, Reach.loopback(0), anyKey);
    }

    URI endpoint() {
        return front.endpoint();
    }

    static AwsCredentials credentialsOf(Credentials.Key key) {
        return key.sessionToken().isPresent()
                ? AwsSessionCredentials.create(
                        key.accessKeyId(),
                        key.secretAccessKey(),
                        key.sessionToken().get())
                : AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
    }

    /** A real client of the root user. */
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return client(builder, credentialsOf(root));
    }

    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder, AwsCredentials as) {
        return builder.region(Region.of(PLACE.region()))
                .credentialsProvider(StaticCredentialsProvider.create(as))
                .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)))
                .endpointOverride(endpoint())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @Override
    public void close() {
        front.close();
        clock.close();
    }
}

package ateliers.cloud;

import ateliers.cloud.door.Credentials;
import ateliers.cloud.door.Principal;
import ateliers.cloud.wire.JdkSdkHttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.User;

/**
 * A fresh cloud for each test and the SDK's real clients of it, over HTTP:
 *
 * <pre>
 * &#64;RegisterExtension
 * final CloudExtension cloud = new CloudExtension();
 *
 * SqsClient sqs = cloud.client(SqsClient.builder());
 * </pre>
 */
public final class CloudExtension implements BeforeEachCallback, AfterEachCallback {
    private final Supplier<CloudOptions> options;
    private final List<AutoCloseable> open = new ArrayList<>();
    private final SdkHttpClient http = new JdkSdkHttpClient();
    private Cloud cloud;
    private Credentials.Key root;

    /** Clouds that know their keys, as while grading. */
    public CloudExtension() {
        this(CloudOptions::fresh);
    }

    public CloudExtension(Supplier<CloudOptions> options) {
        this.options = options;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        start();
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
        open.clear();
        cloud.close();
    }

    private void start() {
        cloud = Cloud.start(options.get());
        root = cloud.credentials().issue(cloud.root());
    }

    /** The running cloud. */
    public Cloud cloud() {
        return cloud;
    }

    /** A client of the root user, which does not retry; closed after the test. */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends AutoCloseable> C client(
            B builder) {
        return client(builder, credentials(root));
    }

    /** A client of a principal, which gets a key of its own. */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends AutoCloseable> C clientAs(
            Principal principal, B builder) {
        return client(builder, credentials(cloud.credentials().issue(principal)));
    }

    /** A new user of IAM, who may do nothing yet. */
    public Principal.User user(String name) {
        User made = client(IamClient.builder())
                .createUser(request -> request.userName(name))
                .user();
        return new Principal.User(cloud.place().account(), name, made.arn(), made.userId());
    }

    /** A client with some credentials. */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends AutoCloseable> C client(
            B builder, AwsCredentials credentials) {
        C client = builder.region(Region.of(cloud.place().region()))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)))
                .endpointOverride(cloud.endpoint())
                .httpClient(http)
                .build();
        open.add(client);
        return client;
    }

    /** A key as the SDK wants it. */
    public static AwsCredentials credentials(Credentials.Key key) {
        return key.sessionToken().isPresent()
                ? AwsSessionCredentials.create(
                        key.accessKeyId(),
                        key.secretAccessKey(),
                        key.sessionToken().get())
                : AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
    }
}

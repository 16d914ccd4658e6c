package ateliers.grader.targets;

import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * Any AWS that answers at a URL, such as {@code ./lab cloud} in another process. Region and keys are those of AWS's own variables,
 * or any: emulators take every key.
 */
public final class EndpointKind implements TargetKind {
    public static final String NAME = "endpoint";

    /** The key of whoever does not say which. */
    static final String ANY_KEY = "test";

    /** Paris, as everywhere in the course. */
    static final String USUAL_REGION = "eu-west-3";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<String> refusal(TargetOptions options) {
        return options.endpoint().isEmpty()
                ? Optional.of("La cible endpoint demande son adresse : --endpoint http://127.0.0.1:4566.")
                : Addresses.refusal(options.endpoint().get());
    }

    @Override
    public Targets open(TargetOptions options) {
        return RemoteTargets.open(new RemoteTargets.Where(
                NAME,
                Addresses.byNumber(options.endpoint().orElseThrow()),
                options.ca(),
                Region.of(options.variable("AWS_REGION", "AWS_DEFAULT_REGION").orElse(USUAL_REGION)),
                StaticCredentialsProvider.create(credentials(options)),
                options.patience()));
    }

    private static AwsCredentials credentials(TargetOptions options) {
        String id = options.variable("AWS_ACCESS_KEY_ID").orElse(ANY_KEY);
        String secret = options.variable("AWS_SECRET_ACCESS_KEY").orElse(ANY_KEY);
        return options.variable("AWS_SESSION_TOKEN")
                .<AwsCredentials>map(token -> AwsSessionCredentials.create(id, secret, token))
                .orElseGet(() -> AwsBasicCredentials.create(id, secret));
    }
}

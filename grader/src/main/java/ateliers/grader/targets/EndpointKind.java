package ateliers.grader.targets;

import ateliers.grader.variety.Variety;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
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

    /** The account of whoever does not say which. */
    private static final String ANY_KEY = "test";

    /** Paris, as everywhere in the course. */
    private static final String USUAL_REGION = "eu-west-3";

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<String> refusal(TargetOptions options) {
        if (options.endpoint().isEmpty()) {
            return Optional.of("La cible endpoint demande son adresse : --endpoint http://127.0.0.1:4566.");
        }
        URI address = options.endpoint().get();
        String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        boolean usable = (scheme.equals("http") || scheme.equals("https")) && address.getHost() != null;
        return usable
                ? Optional.empty()
                : Optional.of("« %s » n'est pas une adresse : écris --endpoint http://127.0.0.1:4566, par exemple."
                        .formatted(address));
    }

    @Override
    public Targets open(TargetOptions options) {
        RemoteTarget.Site site = new RemoteTarget.Site(
                NAME,
                byNumber(options.endpoint().orElseThrow()),
                Region.of(options.variable("AWS_REGION", "AWS_DEFAULT_REGION").orElse(USUAL_REGION)),
                StaticCredentialsProvider.create(credentials(options)),
                options.patience(),
                run());
        try (RemoteTarget first = new RemoteTarget(site)) {
            return new RemoteTargets(site, Greeting.of(first));
        }
    }

    /** By its number, {@code localhost} is one place for everybody: some systems try another first. */
    private static URI byNumber(URI address) {
        return address.getHost().equals("localhost")
                ? URI.create(address.toString().replaceFirst("localhost", "127.0.0.1"))
                : address;
    }

    private static AwsCredentials credentials(TargetOptions options) {
        String id = options.variable("AWS_ACCESS_KEY_ID").orElse(ANY_KEY);
        String secret = options.variable("AWS_SECRET_ACCESS_KEY").orElse(ANY_KEY);
        return options.variable("AWS_SESSION_TOKEN")
                .<AwsCredentials>map(token -> AwsSessionCredentials.create(id, secret, token))
                .orElseGet(() -> AwsBasicCredentials.create(id, secret));
    }

    /** When it began says a person most, who finds it after a crash. */
    private static String run() {
        return "lab-%s-%s".formatted(MOMENT.format(LocalDateTime.now()), Variety.small(6));
    }

    private record RemoteTargets(RemoteTarget.Site site, String account) implements Targets {
        @Override
        public Target get() {
            return new RemoteTarget(site);
        }

        @Override
        public String conditions() {
            return ("Noté sur %s, compte %s, région %s. Le correcteur y attend en temps réel, %d s au plus chaque fois ;"
                            + " « rien n'arrive » veut dire : rien pendant ce temps-là.")
                    .formatted(
                            site.endpoint(),
                            account,
                            site.region().id(),
                            site.patience().toSeconds());
        }

        @Override
        public Optional<Duration> patience() {
            return Optional.of(site.patience());
        }

        /** Nobody knows who listens there. */
        @Override
        public boolean areAsAws() {
            return false;
        }

        /** Each target removes what was made through it. */
        @Override
        public void close() {}
    }
}

package ateliers.grader.targets;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;

/** AWS itself: somebody's account, with the region and the keys that the SDK would take. What is made there is agreed to first. */
public final class LiveKind implements TargetKind {
    public static final String NAME = "aws";

    /** How names begin, so that the grader's own policy can let it touch nothing else. */
    static final String PREFIX = "ateliers-";

    /** What variables begin with that the SDK follows: the plan would then speak of an account, and the calls go to another place. */
    private static final String ELSEWHERE = "AWS_ENDPOINT_URL";

    /** IAM says that its changes take some seconds to be known everywhere; a role was seen to take so long. */
    private static final Duration SETTLING = Duration.ofSeconds(20);

    /** For the project's tests alone, which must never reach AWS: an address of this machine that stands for it. */
    private static final String INSTEAD = "ateliers.aws.endpoint";

    /** Also one that AWS opens after this was written. */
    private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]+)+-\\d{1,2}");

    private final Supplier<Optional<URI>> instead;

    public LiveKind() {
        this(() -> Optional.ofNullable(System.getProperty(INSTEAD)).map(URI::create));
    }

    /** @param instead an address of this machine that stands for AWS, as the property would name it */
    public LiveKind(URI instead) {
        this(() -> Optional.of(instead));
    }

    private LiveKind(Supplier<Optional<URI>> instead) {
        this.instead = instead;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isLive() {
        return true;
    }

    @Override
    public Optional<String> refusal(TargetOptions options) {
        if (options.endpoint().isPresent() || options.ca().isPresent()) {
            return Optional.of("La cible aws est AWS lui-même : ni --endpoint ni --ca ne vont avec elle. Pour une autre"
                    + " adresse, --target endpoint.");
        }
        Optional<String> elsewhere = options.environment().keySet().stream()
                .filter(name ->
                        name.startsWith(ELSEWHERE) && options.variable(name).isPresent())
                .sorted()
                .findFirst();
        if (elsewhere.isPresent()) {
            return Optional.of(
                    "%s mène les appels ailleurs que sur AWS : enlève-la (unset %s) pour noter sur un compte."
                            .formatted(elsewhere.get(), elsewhere.get()));
        }
        return options.boundary()
                .filter(boundary -> !boundary.matches("arn:aws[\\w-]*:iam::(\\d{12}|aws):policy/\\S+"))
                .map(boundary ->
                        ("« %s » n'est pas l'ARN d'une politique, comme arn:aws:iam::123456789012:policy/borne :"
                                        + " --boundary en demande un.")
                                .formatted(boundary));
    }

    @Override
    public Targets open(TargetOptions options) {
        Region region = region(options);
        URI known = URI.create("https://cloudformation.%s.amazonaws.com".formatted(region.id()));
        RemoteTargets.Where where = new RemoteTargets.Where(
                NAME, known, Optional.empty(), region, credentials(options), options.patience());
        Duration longest = options.patience().longest();
        Duration settling = longest.compareTo(SETTLING) < 0 ? longest : SETTLING;
        Bounds bounds = new Bounds(PREFIX, options.boundary(), Integer.MAX_VALUE, settling);
        return LiveTargets.of(RemoteTargets.live(where, instead(), bounds));
    }

    private Optional<URI> instead() {
        Optional<URI> address = instead.get();
        address.filter(each -> !"127.0.0.1".equals(each.getHost())).ifPresent(each -> {
            throw new IllegalStateException(INSTEAD + " names another machine: " + each);
        });
        return address;
    }

    private static Region region(TargetOptions options) {
        String region = options.variable("AWS_REGION", "AWS_DEFAULT_REGION")
                .or(LiveKind::ofProfile)
                .orElse(EndpointKind.USUAL_REGION);
        if (!REGION.matcher(region).matches()) {
            throw new GraderException("« %s » n'est pas une région d'AWS : corrige AWS_REGION. Paris est %s."
                    .formatted(region, EndpointKind.USUAL_REGION));
        }
        return Region.of(region);
    }

    private static Optional<String> ofProfile() {
        try {
            return Optional.ofNullable(new AwsProfileRegionProvider().getRegion())
                    .map(Region::id);
        } catch (SdkClientException e) {
            return Optional.empty();
        }
    }

    /** Those of a profile or of a role are renewed by the SDK as they end. */
    private static AwsCredentialsProvider credentials(TargetOptions options) {
        AwsCredentialsProvider all = options.variable("AWS_ACCESS_KEY_ID")
                .<AwsCredentialsProvider>map(id -> given(id, options))
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
        try {
            all.resolveCredentials();
            return all;
        } catch (SdkClientException e) {
            throw new GraderException(
                    options.variable("AWS_PROFILE")
                            .map(LiveKind::withoutKeys)
                            .orElse(
                                    "Aucune clé d'AWS n'est donnée : choisis un profil (AWS_PROFILE), ou mets des clés temporaires dans AWS_ACCESS_KEY_ID,"
                                            + " AWS_SECRET_ACCESS_KEY et AWS_SESSION_TOKEN ; « aws configure export-credentials --format env » les écrit."),
                    e);
        }
    }

    /** One of IAM Identity Center is not read here; another is misspelt, or has expired. */
    private static String withoutKeys(String profile) {
        return ("Le profil « %s » (AWS_PROFILE) ne donne pas de clé : vérifie son nom par « aws configure list-profiles »."
                        + " S'il vient d'IAM Identity Center, lance « aws sso login --profile %s », puis les lignes qu'écrit"
                        + " « aws configure export-credentials --profile %s --format env ».")
                .formatted(profile, profile, profile);
    }

    private static AwsCredentialsProvider given(String id, TargetOptions options) {
        String secret = options.variable("AWS_SECRET_ACCESS_KEY").orElse("");
        return StaticCredentialsProvider.create(options.variable("AWS_SESSION_TOKEN")
                .map(token -> (software.amazon.awssdk.auth.credentials.AwsCredentials)
                        AwsSessionCredentials.create(id, secret, token))
                .orElseGet(() -> AwsBasicCredentials.create(id, secret)));
    }
}

package ateliers.grader.targets;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What somebody's account refuses to the grader itself is no submission's fault: its keys, its rights, its quotas. */
final class OwnFaults {
    private static final Set<String> KEYS = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "TokenRefreshRequired",
            "RequestExpired",
            "InvalidClientTokenId",
            "InvalidAccessKeyId",
            "UnrecognizedClientException");

    /** So many of a thing as the account may have, not calls that come too fast. */
    private static final Set<String> QUOTAS = Set.of(
            "TooManyBuckets", "LimitExceeded", "LimitExceededException", "ServiceQuotaExceededException", "OverLimit");

    /** What the resource's own policy refuses is the submission's. */
    private static final Pattern RIGHTS = Pattern.compile(
            "no (identity-based policy|permissions boundary|session policy|service control policy) allows|"
                    + "explicit deny in an? (identity-based policy|permissions boundary|session policy|service control policy)");

    private OwnFaults() {}

    /** Why a call was refused that the grader made, in French; empty where that is not its own doing. */
    static Optional<String> told(AwsServiceException refusal) {
        String code = Optional.ofNullable(refusal.awsErrorDetails())
                .map(AwsErrorDetails::errorCode)
                .orElse("");
        if (KEYS.contains(code)) {
            return Optional.of(
                    "Les clés du correcteur ne valent pas, ou plus, dans cette région : %s. Donne-lui-en d'autres, ou une région que le compte a activée (AWS_REGION) ; « ./lab clean --target aws » retire ensuite ce qui reste."
                            .formatted(Words.of(refusal)));
        }
        if (QUOTAS.contains(code)) {
            return Optional.of(
                    "Le compte est au bout d'un quota : %s. Efface ce qui ne sert plus, ou relève le quota dans Service Quotas."
                            .formatted(Words.of(refusal)));
        }
        return rights(refusal)
                .or(() -> refusal.isThrottlingException()
                        ? Optional.of("Le compte ne suit pas : AWS refuse encore, après bien des essais. "
                                + Words.of(refusal))
                        : Optional.empty());
    }

    /** That the caller may not do what it asked for, and what people can do about it; empty where that is not why. */
    private static Optional<String> rights(AwsServiceException refusal) {
        String words = Words.of(refusal);
        if (!RIGHTS.matcher(words).find()) {
            return Optional.empty();
        }
        return Optional.of(
                words.contains("service control policy")
                        ? "Une politique de ton organisation interdit ce service dans cette région : choisis-en une autre par AWS_REGION. AWS dit : "
                                + words
                        : "Il manque un droit au correcteur : docs-fr/politique-correcteur.yaml donne ceux qu'il lui faut. AWS dit : "
                                + words);
    }
}

package ateliers.grader.targets;

import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** AWS's own words, without what the SDK adds around them. */
public final class Words {
    private Words() {}

    /** {@code Code (status): message}, as AWS said it. */
    public static String of(AwsServiceException refusal) {
        var details = refusal.awsErrorDetails();
        if (details == null || details.errorMessage() == null) {
            return refusal.getMessage();
        }
        return "%s (%d) : %s".formatted(details.errorCode(), refusal.statusCode(), details.errorMessage());
    }
}

package ateliers.grader.deploy;

import ateliers.grader.targets.AwsClients;
import ateliers.grader.targets.GraderException;
import ateliers.grader.targets.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudformation.model.StackResource;

/** What a stack on somebody's account has to do with, and one of the embedded AWS has not. */
final class LiveStack {
    /** What an account lacks, or may not, whoever asks it. */
    private static final Pattern OF_THE_ACCOUNT = Pattern.compile(
            "UnreservedConcurrentExecution below its minimum|no existing repository in this AWS account|LimitExceeded|"
                    + "TooManyBuckets|Quota|Throttling|Rate exceeded|ExpiredToken|service control policy|permissions boundary|"
                    + "is not authorized to perform: \\S+:(?:Create|Put|Tag|Set|Add|Attach|Update|Subscribe|PassRole)");

    private LiveStack() {}

    /** @throws GraderException where a stack failed for what its author can do nothing about */
    static void requireOwnFault(Target target, String seen) {
        if (target.bounds().areLive() && OF_THE_ACCOUNT.matcher(seen).find()) {
            throw new GraderException(
                    "Le compte ne permet pas de créer la pile ; ce n'est pas la faute du travail noté :\n" + seen);
        }
    }

    /**
     * Waits until the roles of a stack are as old as IAM may need to make them known everywhere: until then what they allow may be
     * refused. Most stacks take longer by themselves.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html">Changes that I make are not always immediately
     *     visible</a>
     */
    static void settle(Target target, AwsClients aws, String stackName) {
        Duration settling = target.bounds().settling();
        if (settling.isZero()) {
            return;
        }
        Optional<Instant> newest =
                aws.cloudFormation().describeStackResources(r -> r.stackName(stackName)).stackResources().stream()
                        .filter(each -> each.resourceType().startsWith("AWS::IAM::"))
                        .map(StackResource::timestamp)
                        .max(Comparator.naturalOrder());
        newest.ifPresent(made -> target.await(() -> !Instant.now().isBefore(made.plus(settling)), settling));
    }
}

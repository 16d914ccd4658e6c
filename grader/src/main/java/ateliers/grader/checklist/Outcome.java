package ateliers.grader.checklist;

import ateliers.grader.targets.GraderException;
import ateliers.grader.targets.Words;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.opentest4j.TestAbortedException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What a criterion's end means. A failed assertion and a 4xx that AWS gave to a probe are the submission's failure; anything else
 * that was thrown is the grader's or the machine's fault.
 *
 * @param explanation what the target tells of a failure
 */
public record Outcome(
        Status status, String message, String expected, String seen, String hint, Explanation explanation) {

    /** An end that nothing more is known about. */
    public Outcome(Status status, String message, String expected, String seen, String hint) {
        this(status, message, expected, seen, hint, Explanation.NONE);
    }

    public static Outcome passed() {
        return new Outcome(Status.PASSED, null, null, null, null);
    }

    /** Whether it was not played, and says nothing but that another criterion is to be looked at first. */
    public boolean isWaiting() {
        return status != Status.PASSED
                && status != Status.FAILED
                && message.startsWith(Unmet.DEPENDS.substring(0, Unmet.DEPENDS.indexOf('%')));
    }

    /** Reads what a criterion threw; {@code null} means that it passed. */
    public static Outcome of(Throwable thrown) {
        if (thrown == null) {
            return passed();
        }
        return find(thrown, GraderException.class)
                .map(Outcome::error)
                .or(() -> find(thrown, CriterionFailure.class).map(Outcome::failure))
                .or(() -> find(thrown, Unmet.Skipped.class)
                        .map(e -> new Outcome(Status.SKIPPED, e.getMessage(), null, null, null)))
                .or(() -> find(thrown, TestAbortedException.class)
                        .map(e -> new Outcome(Status.NOT_EVALUATED, e.getMessage(), null, null, null)))
                .or(() -> find(thrown, AssertionError.class)
                        .map(e -> new Outcome(Status.FAILED, text(e), null, null, null)))
                .or(() -> find(thrown, AwsServiceException.class)
                        .filter(e -> e.statusCode() >= 400 && e.statusCode() < 500)
                        .map(Outcome::refusal))
                .or(() -> find(thrown, TimeoutException.class)
                        .map(e -> error("Le critère n'a pas fini dans le temps que le correcteur lui donne.")))
                .orElseGet(() -> error("Le correcteur a rencontré un imprévu : " + text(thrown)));
    }

    private static Outcome failure(CriterionFailure failure) {
        return new Outcome(
                Status.FAILED,
                failure.getMessage(),
                failure.expected().orElse(null),
                failure.seen().orElse(null),
                failure.hint().orElse(null),
                failure.explanation());
    }

    private static Outcome refusal(AwsServiceException refusal) {
        return new Outcome(Status.FAILED, "AWS a refusé un appel du correcteur.", null, Words.of(refusal), null);
    }

    /** What the submission failed all the same is told with it: an error hides nothing. */
    private static Outcome error(GraderException fault) {
        return find(fault, CriterionFailure.class)
                .map(failure -> new Outcome(
                        Status.ERROR,
                        "%s\nÀ cause de cela ou non, ceci n'est pas réussi : %s"
                                .formatted(fault.getMessage(), failure.getMessage()),
                        failure.expected().orElse(null),
                        failure.seen().orElse(null),
                        null))
                .orElseGet(() -> error(fault.getMessage()));
    }

    private static Outcome error(String message) {
        return new Outcome(Status.ERROR, message, null, null, null);
    }

    private static String text(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null || message.isBlank() ? thrown.getClass().getSimpleName() : message.strip();
    }

    private static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
        int depth = 0;
        for (Throwable at = thrown; at != null && depth < 20; at = at.getCause(), depth++) {
            if (type.isInstance(at)) {
                return Optional.of(type.cast(at));
            }
        }
        return Optional.empty();
    }
}

package ateliers.grader.verdict;

import ateliers.grader.checklist.Checklist;
import ateliers.grader.checklist.Criterion;
import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Unmet;
import ateliers.grader.targets.GraderException;
import org.assertj.core.api.Assertions;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** One criterion for each way in which one can end; it needs no cloud. */
@Checklist(lab = "99-exemple", title = "Exemple")
public final class SampleChecklist {
    @Criterion(id = "passes", order = 1, points = 5, task = 1, title = "réussit")
    void passes() {
        Assertions.assertThat(1).isEqualTo(1);
    }

    @Criterion(id = "fails", order = 2, points = 4, task = 2, title = "échoue")
    void fails() {
        Expectation.that("Le message")
                .expected("un")
                .seen("deux")
                .hint("Tâche 2 : relis")
                .holdsIf(false);
    }

    @Criterion(id = "after-failure", order = 3, points = 1, task = 2, title = "dépend", dependsOn = "fails")
    void afterFailure() {
        throw new IllegalStateException("never played");
    }

    @Criterion(id = "asserts", order = 4, points = 1, task = 2, title = "assertion simple")
    void asserts() {
        Assertions.assertThat("vu").isEqualTo("attendu");
    }

    @Criterion(id = "refused", order = 5, points = 1, task = 2, title = "refusé par AWS")
    void refused() {
        throw refusal(403, "AccessDenied");
    }

    @Criterion(id = "broken", order = 6, points = 1, task = 2, title = "AWS en panne")
    void broken() {
        throw refusal(500, "InternalError");
    }

    @Criterion(id = "after-error", order = 7, points = 1, task = 2, title = "dépend d'une erreur", dependsOn = "broken")
    void afterError() {
        throw new IllegalStateException("never played");
    }

    @Criterion(id = "not-here", order = 8, points = 3, task = 2, title = "pas sur cette cible")
    void notHere() {
        throw new Unmet.NotEvaluated("cette cible ne déplace pas le temps");
    }

    @Criterion(id = "after-not-here", order = 9, points = 1, task = 2, title = "dépend", dependsOn = "not-here")
    void afterNotHere() {
        throw new IllegalStateException("never played");
    }

    @Criterion(id = "machine", order = 10, points = 1, task = 2, title = "machine")
    void machine() {
        throw new GraderException("plus de place");
    }

    @Criterion(id = "extra", order = 11, points = 1, task = 2, title = "bonus", bonus = true)
    void extra() {
        Assertions.assertThat(true).isTrue();
    }

    @Criterion(id = "alone", order = 12, points = 0, task = 2, title = "échoue seul")
    void alone() {
        Expectation.that("Le message").alone().holdsIf(false);
    }

    @Criterion(
            id = "after-alone",
            order = 13,
            points = 0,
            task = 2,
            title = "dépend d'un échec seul",
            dependsOn = "alone")
    void afterAlone() {
        Assertions.assertThat(true).isTrue();
    }

    private static AwsServiceException refusal(int status, String code) {
        return SqsException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("words of AWS")
                        .build())
                .build();
    }
}

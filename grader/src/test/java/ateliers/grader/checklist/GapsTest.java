package ateliers.grader.checklist;

import static ateliers.grader.checklist.ToldSteps.FUNCTION;
import static ateliers.grader.checklist.ToldSteps.SESSION;
import static ateliers.grader.checklist.ToldSteps.step;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.targets.GraderException;
import ateliers.grader.targets.Step;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the target lacks is never the student's fault, and asking for it on purpose hides nothing. */
class GapsTest {
    private static final String CALLER = SESSION.substring(SESSION.lastIndexOf('/') + 1);

    @Test
    void whatAFunctionAskedForAndFailedByIsToBlame() {
        assertThat(blamed(gap(SESSION), invocation(CALLER, "Unhandled")))
                .hasValue("La cible ne sait pas encore faire : « textract is lacking » (appel de la fonction %s)"
                        .formatted(CALLER));
    }

    @Test
    void whatAFunctionAskedForAndWentOnIsNot() {
        assertThat(blamed(gap(SESSION), invocation(CALLER, "OK"))).isEmpty();
    }

    @Test
    void anotherFunctionsFailureIsNotOfThisCall() {
        assertThat(blamed(gap(SESSION), invocation("autre", "Unhandled"), invocation(CALLER, "OK")))
                .isEmpty();
    }

    @Test
    void aFunctionThatCatchesItAndAnswersAnErrorMayHaveFailedByIt() {
        assertThat(blamed(gap(SESSION), invocation(CALLER, "OK"), answer("503")))
                .isPresent();
        assertThat(blamed(gap(SESSION), invocation(CALLER, "OK"), answer("404")))
                .isEmpty();
        assertThat(blamed(answer("503"), gap(SESSION), invocation(CALLER, "OK")))
                .isEmpty();
    }

    @Test
    void aFunctionThatHasNotEndedMayHaveFailedByIt() {
        assertThat(blamed(gap(SESSION))).isPresent();
    }

    @Test
    void whoAskedForAServiceThatIsNotThereIsNotKnown() {
        assertThat(blamed(gap("unknown"), invocation("autre", "OK"), invocation(CALLER, "Unhandled")))
                .hasValue("La cible ne sait pas encore faire : « textract is lacking »");
        assertThat(blamed(gap("unknown"), invocation("autre", "OK"), invocation(CALLER, "OK")))
                .isEmpty();
    }

    @Test
    void whatNoFunctionAskedForIsAlwaysOurs() {
        assertThat(blamed(gap("arn:aws:iam::123456789012:root"))).isPresent();
        assertThat(blamed(gap("s3.amazonaws.com"), invocation(CALLER, "OK"))).isPresent();
    }

    @Test
    void aDefectIsAlwaysOurs() {
        Step defect = step(Step.Kind.DEFECT, "2", "1", SESSION, "sqs", "SendMessage", "", "InternalError", "a defect");

        assertThat(blamed(defect, invocation(CALLER, "OK"))).isPresent();
    }

    @Test
    void whatPassedMeetsAllOfThem() {
        assertThat(new Gaps(List.of(gap(SESSION), invocation(CALLER, "OK"))).met())
                .isPresent();
    }

    @Test
    void anErrorTellsWhatTheSubmissionFailed() {
        CriterionFailure failure = Expectation.that("Le reçu est écrit.")
                .expected("un reçu")
                .seen("rien")
                .hint("écris-le.")
                .failure();

        Outcome outcome = Outcome.of(new GraderException("La cible ne sait pas encore faire : textract", failure));

        assertThat(outcome.status()).isEqualTo(Status.ERROR);
        assertThat(outcome.message()).isEqualTo("""
                La cible ne sait pas encore faire : textract
                À cause de cela ou non, ceci n'est pas réussi : Le reçu est écrit.""");
        assertThat(outcome.expected()).isEqualTo("un reçu");
        assertThat(outcome.seen()).isEqualTo("rien");
        assertThat(outcome.hint()).isNull();
    }

    private static Optional<String> blamed(Step... steps) {
        return new Gaps(List.of(steps)).blamed();
    }

    private static Step gap(String actor) {
        return step(
                Step.Kind.UNSUPPORTED,
                "2",
                "1",
                actor,
                "textract",
                "DetectText",
                "",
                "Unsupported",
                "textract is lacking");
    }

    private static Step invocation(String function, String outcome) {
        return step(
                Step.Kind.INVOCATION, "1", null, "lambda", "lambda", "Invoke", FUNCTION + function, outcome, "boom");
    }

    private static Step answer(String status) {
        return step(Step.Kind.CALL, "3", null, "anonymous", "execute-api", "POST /orders", "arn", status, "");
    }
}

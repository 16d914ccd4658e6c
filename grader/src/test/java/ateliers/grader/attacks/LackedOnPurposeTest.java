package ateliers.grader.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.checklist.Outcome;
import ateliers.grader.checklist.Status;
import ateliers.grader.cli.GradeRun;
import ateliers.grader.verdict.CriterionResult;
import ateliers.grader.verdict.ExitCode;
import ateliers.grader.verdict.Verdict;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A function that asks for what the embedded AWS lacks, so that its wrong work be the grader's fault: it gains nothing. */
@Tag("longue")
class LackedOnPurposeTest {
    private static final String ASKS =
            "sns.createPlatformApplication(r -> r.name(\"a\").platform(\"GCM\").attributes(java.util.Map.of()));";

    @TempDir
    Path folder;

    @Test
    void askingAndGoingOnIsAFailureThatNamesIt() throws Exception {
        CriterionResult notify = Hostile.notifyOf(Hostile.function(
                folder,
                "try { " + ASKS + " } catch (SdkException e) { context.getLogger().log(\"rien\"); } return null;"));

        assertThat(notify.status()).as(notify.toString()).isEqualTo(Status.FAILED);
        assertThat(notify.outcome().seen()).contains("0 notification");
        assertThat(notify.outcome().explanation().cause())
                .contains("sns:CreatePlatformApplication n'existe pas sur cette cible");
    }

    @Test
    void askingAndFailingIsAnErrorWithoutAPointThatTellsTheFailureToo() throws Exception {
        Verdict verdict = GradeRun.grade(Hostile.function(folder, ASKS), Hostile.LAB, Set.of("notify"));

        Outcome outcome = verdict.criteria().get(0).outcome();
        assertThat(outcome.status()).as(verdict.toString()).isEqualTo(Status.ERROR);
        assertThat(outcome.message())
                .contains("CreatePlatformApplication", "appel de la fonction", "ceci n'est pas réussi");
        assertThat(outcome.seen()).contains("0 notification");
        assertThat(verdict.score()).isZero();
        assertThat(verdict.max()).isEqualTo(6);
        assertThat(verdict.exitCode()).isEqualTo(ExitCode.FAULT);
    }
}

package ateliers.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.LiveAccount;
import ateliers.grader.authoring.Mutant;
import ateliers.grader.checklist.Status;
import ateliers.grader.targets.Patience;
import ateliers.grader.verdict.CriterionResult;
import ateliers.grader.verdict.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * On an account that lets few functions run at once, fewer come together: it throttles nobody, and what is wrong is still seen. All
 * waits are in real time, and a machine that is busy makes late what is right: it is run by hand.
 */
@Tag("longue")
@Tag("reponses")
@Execution(ExecutionMode.CONCURRENT)
class SmallAccountTest {
    private static final String LAB = "05-orders-sqs";
    private static final Path SOLUTION = Path.of("..", "solutions", LAB);
    /** The mutant takes its messages late: its queue hides them for a minute. */
    private static final Patience PATIENCE = new Patience(Duration.ofSeconds(150), Duration.ofSeconds(3));

    @TempDir
    Path folder;

    private static Verdict burst(int concurrency, Path submission) throws Exception {
        try (LiveAccount account = LiveAccount.granting(concurrency)) {
            Verdict verdict = GradeRun.gradeLive(account, account.options(PATIENCE), submission, LAB, Set.of("burst"));
            assertThat(account.left()).isEmpty();
            return verdict;
        }
    }

    private static CriterionResult row(Verdict verdict) {
        assertThat(verdict.criteria())
                .filteredOn(each -> !each.id().equals("burst"))
                .extracting(CriterionResult::status)
                .as(verdict.toString())
                .containsOnly(Status.PASSED);
        return verdict.criteria().stream()
                .filter(each -> each.id().equals("burst"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aNewAccountIsEnoughForTheSolution() throws Exception {
        Verdict verdict = burst(10, SOLUTION);

        assertThat(row(verdict).status()).as(verdict.toString()).isEqualTo(Status.PASSED);
    }

    @Test
    void whoForgetsSomeOfManyIsStillSeen() throws Exception {
        Path mutant = Mutant.of(SOLUTION).stream()
                .filter(each -> each.name().equals("burst-large-batches"))
                .findFirst()
                .orElseThrow()
                .applied(folder);

        Verdict verdict = burst(10, mutant);

        assertThat(row(verdict).status()).as(verdict.toString()).isEqualTo(Status.FAILED);
    }

    @Test
    void whereTooFewMayRunTheRowSaysWhy() throws Exception {
        Verdict verdict = burst(9, SOLUTION);

        assertThat(row(verdict).status()).as(verdict.toString()).isEqualTo(Status.NOT_EVALUATED);
        assertThat(row(verdict).outcome().message())
                .contains("n'accorde que 9 exécutions de fonctions à la fois, et cette rafale en demande 10");
        assertThat(verdict.reduction())
                .hasValueSatisfying(said -> assertThat(said).contains("1 critère n'est pas évalué"));
    }
}

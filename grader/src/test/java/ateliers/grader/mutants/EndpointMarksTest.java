package ateliers.grader.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.Cloud;
import ateliers.cloud.CloudOptions;
import ateliers.grader.authoring.LabFolders;
import ateliers.grader.checklist.Status;
import ateliers.grader.cli.GradeRun;
import ateliers.grader.targets.Patience;
import ateliers.grader.verdict.Verdict;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same work earns the same marks on an AWS behind an address, but for what cannot be shown there, which says why. */
@Tag("longue")
class EndpointMarksTest {
    /** Shorter than people have, since nothing here is slow for long; solutions send nothing that silence could miss. */
    private static final Patience PATIENCE = new Patience(Duration.ofSeconds(20), Duration.ofSeconds(3));

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("ateliers.grader.authoring.LabFolders#labs")
    void solutionsEarnEverythingThatCanBeShown(String lab) throws Exception {
        try (Cloud cloud = Cloud.start(CloudOptions.fresh().withAnyKey())) {
            Verdict verdict = GradeRun.gradeAt(cloud.endpoint(), LabFolders.solution(lab), lab, Set.of(), PATIENCE);

            assertThat(verdict.exitCode()).as(verdict.toString()).isZero();
            assertThat(verdict.criteria().get(0).status())
                    .as(verdict.toString())
                    .isEqualTo(Status.PASSED);
            assertThat(verdict.score()).as(verdict.toString()).isEqualTo(verdict.max());
            assertThat(verdict.criteria()).as(verdict.toString()).allSatisfy(result -> {
                assertThat(result.status()).isIn(Status.PASSED, Status.NOT_EVALUATED);
                if (result.status() == Status.NOT_EVALUATED) {
                    assertThat(result.outcome().message())
                            .containsAnyOf("Il faudrait attendre", "Cette cible", "Dépend du critère");
                }
            });
        }
    }
}

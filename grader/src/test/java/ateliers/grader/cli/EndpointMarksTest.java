package ateliers.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.authoring.LabFolders;
import ateliers.grader.checklist.Criterion;
import ateliers.grader.checklist.Status;
import ateliers.grader.targets.Patience;
import ateliers.grader.verdict.Checklists;
import ateliers.grader.verdict.CriterionResult;
import ateliers.grader.verdict.Verdict;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same work earns the same marks on {@code ./lab cloud} in another process as in this one, where a solution earns all of them: but
 * for what cannot be shown there, which says why.
 */
@Tag("longue")
class EndpointMarksTest {
    /** Shorter than people have, since nothing here is slow for long; solutions send nothing that silence could miss. */
    private static final Patience PATIENCE = new Patience(Duration.ofSeconds(20), Duration.ofSeconds(3));

    private static final Pattern ADDRESS = Pattern.compile("AWS embarqué : (\\S+) ");

    @TempDir
    Path folder;

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("ateliers.grader.authoring.LabFolders#labs")
    void solutionsEarnEverythingThatCanBeShown(String lab) throws Exception {
        Cli.Run cloud = new Cli(folder).start("cloud", "--port", "0");
        try {
            Verdict verdict = GradeRun.gradeAt(address(cloud), LabFolders.solution(lab), lab, Set.of(), PATIENCE);

            assertThat(verdict.criteria())
                    .extracting(CriterionResult::id)
                    .containsExactlyElementsOf(
                            Checklists.criteria(Checklists.forLab(lab).orElseThrow()).stream()
                                    .map(Criterion::id)
                                    .toList());
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
            assertThat(cloud.process().isAlive()).isTrue();
        } finally {
            cloud.process().destroy();
            cloud.exit();
        }
    }

    /** As the command says it. */
    private static URI address(Cli.Run cloud) throws IOException, InterruptedException {
        while (cloud.process().isAlive()) {
            Matcher said = ADDRESS.matcher(cloud.out());
            if (said.find()) {
                return URI.create(said.group(1));
            }
            cloud.process().waitFor(20, TimeUnit.MILLISECONDS);
        }
        throw new IllegalStateException(cloud.all());
    }
}

package ateliers.grader.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.authoring.LabFolders;
import ateliers.grader.authoring.Mutant;
import ateliers.grader.checklist.Outcome;
import ateliers.grader.cli.GradeRun;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where several mistakes look the same from outside, the hint names the one that the target saw. */
@Tag("longue")
class MutantHintsTest {
    @TempDir
    Path folder;

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @CsvSource({
        "00-annexe-s3-sns, failure-no-retry.patch, MaximumRetryAttempts vaut 0, exception",
        "00-annexe-s3-sns, failure-one-retry.patch, MaximumRetryAttempts vaut 1, exception",
        "00-annexe-s3-sns, failure-swallowed.patch, exception, MaximumRetryAttempts",
        "00-annexe-s3-sns, key-cut.patch, clé entière, UTF-8",
        "02-codecommit-sns, failure-short-age.patch, MaximumEventAgeInSeconds vaut, gestionnaire",
        "02-codecommit-sns, failure-without-retry.patch, MaximumRetryAttempts vaut 0, gestionnaire",
        "06-images-s3-dynamodb, failure-without-retry.patch, MaximumRetryAttempts vaut 0, gestionnaire",
        "02-codecommit-sns, push-creation-forgotten.patch, referenceCreated, la fonction part",
        "02-codecommit-sns, push-first-event-only.patch, la fonction part, referenceCreated",
        "02-codecommit-sns, push-full-reference.patch, motif, la fonction part",
        "02-codecommit-sns, failure-dead-letters-of-rules.patch, DeadLetterConfig, MaximumRetryAttempts",
        "05-orders-sqs, sqs-without-queue-policy.patch, politique, s3:PutObject",
        "05-orders-sqs, sqs-receipt-without-items.patch, contenu, file",
        "05-orders-sqs, sqs-receipt-in-double.patch, son total est faux, s3:PutObject",
        "05-orders-sqs, sqs-small-orders-filtered.patch, FilterPolicy, s3:PutObject",
        "05-orders-sqs, sqs-delayed.patch, DelaySeconds, s3:PutObject",
        "05-orders-sqs, poison-no-redrive.patch, RedrivePolicy, messageId",
        "05-orders-sqs, poison-dead-letters-emptied.patch, lit la file des rebuts, messageId",
        "05-orders-sqs, lambda-equal-lines-merged.patch, chaque ligne, BigDecimal",
        "05-orders-sqs, lambda-id-counted-in-memory.patch, même numéro, réponds 201"
    })
    void theHintNamesTheLikeliestCause(String lab, String file, String named, String unnamed) throws Exception {
        Mutant mutant = Mutant.of(LabFolders.solution(lab)).stream()
                .filter(each -> each.patch().file().endsWith(file))
                .findFirst()
                .orElseThrow();

        Outcome outcome = GradeRun.grade(mutant.applied(folder), lab, Set.of(mutant.criterion())).criteria().stream()
                .filter(result -> result.id().equals(mutant.criterion()))
                .findFirst()
                .orElseThrow()
                .outcome();

        assertThat(outcome.hint()).as(outcome.toString()).contains(named).doesNotContain(unnamed);
    }
}

package ateliers.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.faults.Fault;
import ateliers.grader.LiveAccount;
import ateliers.grader.verdict.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** An account that cannot take what the grader brings costs nobody a point. */
@Execution(ExecutionMode.CONCURRENT)
class LiveRefusalsTest {
    private static final String LAB = "00-annexe-s3-sns";

    private LiveAccount account;

    @BeforeEach
    void somebodysAccount() {
        account = new LiveAccount();
    }

    @AfterEach
    void noAccount() {
        account.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        s3             | CreateBucket    | TooManyBuckets         | You have attempted to create more buckets than allowed
        cloudformation | CreateChangeSet | LimitExceededException | Limit for stack has been exceeded
        """)
    void aQuotaThatIsReachedIsSaid(String service, String operation, String code, String words) throws Exception {
        account.cloud()
                .faults()
                .inject(
                        service,
                        operation,
                        request -> true,
                        Integer.MAX_VALUE,
                        Fault.failing(() -> AwsServiceException.builder()
                                .statusCode(400)
                                .awsErrorDetails(AwsErrorDetails.builder()
                                        .serviceName(service)
                                        .errorCode(code)
                                        .errorMessage(words)
                                        .build())
                                .message(words)
                                .build()));

        Verdict verdict = GradeRun.gradeLive(
                account, account.options(Duration.ofSeconds(60)), Path.of("..", "solutions", LAB), LAB, Set.of());

        assertThat(verdict.exitCode()).as(verdict.toString()).isEqualTo(3);
        assertThat(verdict.toString()).contains("Le compte est au bout d'un quota : " + code, "Service Quotas");
        assertThat(account.left()).isEmpty();
    }
}

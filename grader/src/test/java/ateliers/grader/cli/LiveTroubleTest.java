package ateliers.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.CloudOptions;
import ateliers.cloud.door.Authorizer;
import ateliers.cloud.door.Principal;
import ateliers.cloud.faults.Fault;
import ateliers.cloud.journal.Entry;
import ateliers.grader.LiveAccount;
import ateliers.grader.checklist.Status;
import ateliers.grader.targets.GraderException;
import ateliers.grader.targets.Leftovers;
import ateliers.grader.targets.Patience;
import ateliers.grader.targets.RealTime;
import ateliers.grader.targets.Target;
import ateliers.grader.targets.TargetOptions;
import ateliers.grader.targets.Targets;
import ateliers.grader.verdict.CriterionResult;
import ateliers.grader.verdict.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** What an account does now and then costs nobody a point, and leaves nothing behind that is not found again. */
@Tag("longue")
@Execution(ExecutionMode.CONCURRENT)
class LiveTroubleTest {
    private static final String LAB = "00-annexe-s3-sns";
    private static final Patience PATIENCE = new Patience(Duration.ofSeconds(60), Duration.ofSeconds(3));

    private LiveAccount account;

    @BeforeEach
    void somebodysAccount() {
        account = new LiveAccount();
    }

    @AfterEach
    void noAccount() {
        account.close();
    }

    private Verdict grade(TargetOptions options, String lab, String... only) throws Exception {
        return GradeRun.gradeLive(account, options, Path.of("..", "solutions", lab), lab, Set.of(only));
    }

    private Verdict grade(String lab, String... only) throws Exception {
        return grade(account.options(PATIENCE), lab, only);
    }

    private static void assertPassed(Verdict verdict) {
        assertThat(verdict.criteria())
                .extracting(CriterionResult::status)
                .as(verdict.toString())
                .containsOnly(Status.PASSED);
    }

    /** As they were seen of AWS: each service has a code and a status of its own. */
    @Test
    void throttlingIsWaitedFor() throws Exception {
        throttle("cloudformation", "DescribeStacks", "Throttling", 400, "Rate exceeded");
        throttle("cloudformation", "CreateChangeSet", "Throttling", 400, "Rate exceeded");
        throttle("sqs", "ReceiveMessage", "RequestThrottled", 403, "Request is throttled.");
        throttle("s3", "PutObject", "SlowDown", 503, "Please reduce your request rate.");
        throttle("iam", "ListRolePolicies", "Throttling", 400, "Rate exceeded");
        throttle("lambda", "GetFunctionConfiguration", "TooManyRequestsException", 429, "Rate exceeded");

        assertPassed(grade(LAB, "notify", "iam"));

        assertThat(account.left()).isEmpty();
    }

    private void throttle(String service, String operation, String code, int status, String words) {
        account.cloud()
                .faults()
                .inject(
                        service,
                        operation,
                        request -> true,
                        2,
                        Fault.failing(() -> AwsServiceException.builder()
                                .statusCode(status)
                                .awsErrorDetails(AwsErrorDetails.builder()
                                        .serviceName(service)
                                        .errorCode(code)
                                        .errorMessage(words)
                                        .build())
                                .message(words)
                                .build()));
    }

    @Test
    void aStackThatTakesItsTimeIsWaitedFor() throws Exception {
        AtomicInteger slow = new AtomicInteger();
        account.cloud()
                .faults()
                .inject(
                        "cloudformation",
                        "DescribeStacks",
                        request -> true,
                        Integer.MAX_VALUE,
                        (request, operation) -> {
                            DescribeStacksResponse answer = (DescribeStacksResponse) operation.call(request);
                            boolean done = answer.stacks().size() == 1
                                    && answer.stacks().get(0).stackStatus() == StackStatus.CREATE_COMPLETE
                                    && slow.incrementAndGet() <= 8;
                            return done
                                    ? answer.toBuilder()
                                            .stacks(answer.stacks().get(0).toBuilder()
                                                    .stackStatus(StackStatus.CREATE_IN_PROGRESS)
                                                    .build())
                                            .build()
                                    : answer;
                        });

        assertPassed(grade(LAB, "notify"));

        assertThat(slow.get()).isGreaterThan(8);
        assertThat(account.left()).isEmpty();
    }

    /** Functions, mappings and tables are busy for a while after they are made and after each change, and refuse the next one. */
    @Test
    void whatIsNotReadyAtOnceIsWaitedFor() throws Exception {
        account.close();
        account = new LiveAccount(CloudOptions.fresh().withSettling(Duration.ofSeconds(2)));

        assertPassed(grade("03-alexa-dynamodb", "remember"));
        assertPassed(grade("05-orders-sqs", "burst"));

        assertThat(changes("UpdateFunctionConfiguration")).isPositive();
        assertThat(changes("UpdateEventSourceMapping")).isPositive();
        assertThat(account.left()).isEmpty();
    }

    /** A reader that has done its work and is still at it where silence ends says nothing of what it read. */
    @Test
    void aReaderThatTakesItsTimeIsWaitedFor() throws Exception {
        account.cloud().faults().inject("sqs", "DeleteMessageBatch", request -> true, 100, (request, operation) -> {
            Instant late = Instant.now().plus(PATIENCE.silence()).plusSeconds(3);
            RealTime.await(() -> Instant.now().isAfter(late), Duration.ofMinutes(1));
            return operation.call(request);
        });

        assertPassed(grade("05-orders-sqs", "idempotent"));

        assertThat(account.left()).isEmpty();
    }

    /** How often the grader has changed something. */
    private long changes(String operation) {
        return account.cloud().journal().entries().stream()
                .filter(entry ->
                        entry.kind() == Entry.Kind.CALL && entry.operation().equals(operation))
                .filter(entry -> entry.principal().equals(account.user().arn()))
                .count();
    }

    /** What a new role allows is refused at first, longer than its stack takes. */
    @Test
    void whatIamHasNotToldEverybodyYetIsWaitedFor() throws Exception {
        AtomicInteger refused = refused("sns:Publish", age -> age.compareTo(Duration.ofSeconds(19)) < 0);

        assertPassed(grade(LAB, "notify"));

        assertThat(refused.get()).isZero();
        assertThat(account.left()).isEmpty();
    }

    @Test
    void gitLetsANewUserInAfterAWhile() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger refused = refused("codecommit:Git", age -> asked.incrementAndGet() <= 12);

        assertPassed(grade("02-codecommit-sns", "push"));

        assertThat(refused.get()).isEqualTo(12);
        assertThat(account.left()).isEmpty();
    }

    /**
     * Refuses what begins so to whom the grader has made.
     *
     * @param when by how long ago that was
     * @return how often somebody was refused
     */
    private AtomicInteger refused(String action, Predicate<Duration> when) {
        AtomicInteger refused = new AtomicInteger();
        Map<String, Long> known = new ConcurrentHashMap<>();
        Authorizer real = account.cloud().door().authorizer();
        account.cloud().door().authorizer((context, need, policy) -> {
            if (need.action().equals("iam:CreateRole") || need.action().equals("iam:CreateUser")) {
                known.put(need.resource(), System.nanoTime());
            }
            Long made = known.get(
                    context.principal() instanceof Principal.RoleSession role
                            ? role.roleArn()
                            : context.principal().arn());
            if (need.action().startsWith(action)
                    && made != null
                    && when.test(Duration.ofNanos(System.nanoTime() - made))) {
                refused.incrementAndGet();
                return Authorizer.Verdict.denied("User: %s is not authorized to perform: %s"
                        .formatted(context.principal().arn(), need.action()));
            }
            return real.decide(context, need, policy);
        });
        return refused;
    }

    @Test
    void keysThatExpireInTheMiddleCostNoPointAndWhatIsLeftIsFound() {
        var user = account.user();
        var key = account.cloud().credentials().issueTemporary(user, Duration.ofSeconds(20));
        beginsWhenExpired(key.expires().orElseThrow());
        TargetOptions expiring = account.options(PATIENCE)
                .withEnvironment(Map.of(
                        "AWS_ACCESS_KEY_ID", key.accessKeyId(),
                        "AWS_SECRET_ACCESS_KEY", key.secretAccessKey(),
                        "AWS_SESSION_TOKEN", key.sessionToken().orElseThrow(),
                        "AWS_REGION", account.cloud().place().region()));

        assertThatThrownBy(() -> grade(expiring, LAB))
                .isInstanceOf(GraderException.class)
                .hasMessageContainingAll(
                        "Il reste sur la cible, avec l'étiquette ateliers:run = lab-",
                        "- la pile ateliers-",
                        "ExpiredToken");
        assertThat(account.left()).isNotEmpty();

        assertThat(clean().kept()).isEmpty();
        assertThat(account.left()).isEmpty();
    }

    /** However fast the grader is, its stack stands when the keys end. */
    private void beginsWhenExpired(Instant expiry) {
        account.cloud()
                .faults()
                .inject("cloudformation", "DescribeStackResources", request -> true, 1, (request, operation) -> {
                    RealTime.await(() -> Instant.now().isAfter(expiry), Duration.ofMinutes(1));
                    return operation.call(request);
                });
    }

    private Leftovers clean() {
        try (Targets targets = account.kind().open(account.options(PATIENCE));
                Target target = targets.get()) {
            return Leftovers.removed(target, Optional.empty());
        }
    }
}

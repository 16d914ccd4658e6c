package ateliers.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.door.Authorizer;
import ateliers.cloud.journal.Entry;
import ateliers.grader.LiveAccount;
import ateliers.grader.checklist.Status;
import ateliers.grader.targets.AwsClients;
import ateliers.grader.targets.Leftovers;
import ateliers.grader.targets.RealTime;
import ateliers.grader.targets.Target;
import ateliers.grader.targets.Targets;
import ateliers.grader.verdict.CriterionResult;
import ateliers.grader.verdict.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.eventbridge.model.RuleState;

/**
 * Every lab's solution is graded on an account with the documented rights alone; what it asks for there is recorded. All waits are
 * in real time: it is run by hand, after a change of a checklist or of the rights; {@code LivePolicyTest} holds what was recorded.
 */
@Tag("longue")
@Tag("reponses")
class LiveLabsTest {
    /** What needs longer is not evaluated, and asks for nothing else. On a machine that is busy, less makes late what is right. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** No queue has such an ARN, which is seen only as the subscription is made. */
    private static final String FAILING = """
            {"Resources":{
              "Topic":{"Type":"AWS::SNS::Topic"},
              "Nowhere":{"Type":"AWS::SNS::Subscription","Properties":{
                "TopicArn":{"Ref":"Topic"},"Protocol":"sqs","Endpoint":"nulle-part"}}}}""";

    private static final Set<String> ASKED = new ConcurrentSkipListSet<>();

    @AfterAll
    static void recorded() throws Exception {
        if (Boolean.getBoolean("ateliers.regenerate")) {
            LiveNeeds.write(ASKED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-annexe-s3-sns",
                "01-csv-s3-dynamodb",
                "02-codecommit-sns",
                "03-alexa-dynamodb",
                "04-bank-notifications",
                "05-orders-sqs",
                "06-images-s3-dynamodb"
            })
    void theDocumentedRightsAreEnough(String lab) throws Exception {
        try (LiveAccount account = recording()) {
            Verdict verdict = GradeRun.gradeLive(
                    account, account.options(PATIENCE), Path.of("..", "solutions", lab), lab, Set.of());

            assertThat(refused(account)).isEmpty();
            assertThat(verdict.criteria())
                    .filteredOn(each -> each.status() != Status.PASSED && !isOnlyLate(each))
                    .isEmpty();
            assertThat(account.left()).isEmpty();
        }
    }

    @Test
    void theyAreEnoughToCleanUp() {
        try (LiveAccount account = recording();
                Targets targets = account.kind().open(account.options(PATIENCE));
                Target lost = targets.get();
                AwsClients aws = new AwsClients(lost);
                Target target = targets.get()) {
            aws.sqs().createQueue(r -> r.queueName("ateliers-file"));
            aws.eventBridge()
                    .putRule(r ->
                            r.name("ateliers-regle").state(RuleState.ENABLED).eventPattern("{\"source\":[\"a\"]}"));
            aws.codeCommit().createRepository(r -> r.repositoryName("ateliers-depot"));
            aws.s3()
                    .createBucket(r -> r.bucket("ateliers-seau")
                            .createBucketConfiguration(c ->
                                    c.locationConstraint(account.cloud().place().region())));
            lost.capability(Target.PushesGit.class).orElseThrow().login();

            Leftovers leftovers = Leftovers.removed(target, Optional.empty());

            assertThat(leftovers.kept()).isEmpty();
            assertThat(leftovers.removed()).hasSize(5);
            assertThat(refused(account)).isEmpty();
            assertThat(account.left()).isEmpty();
        }
    }

    @Test
    void theyAreEnoughToSeeWhyAStackFailed() {
        try (LiveAccount account = recording();
                Targets targets = account.kind().open(account.options(PATIENCE));
                Target target = targets.get();
                AwsClients aws = new AwsClients(target)) {
            aws.cloudFormation()
                    .createChangeSet(r -> r.stackName("ateliers-ratee")
                            .changeSetName("ateliers-ratee")
                            .changeSetType(ChangeSetType.CREATE)
                            .templateBody(FAILING));
            awaits(() -> aws.cloudFormation()
                    .describeChangeSet(r -> r.stackName("ateliers-ratee").changeSetName("ateliers-ratee"))
                    .statusAsString());
            aws.cloudFormation()
                    .executeChangeSet(r -> r.stackName("ateliers-ratee").changeSetName("ateliers-ratee"));
            awaits(() -> aws.cloudFormation()
                    .describeStacks(r -> r.stackName("ateliers-ratee"))
                    .stacks()
                    .get(0)
                    .stackStatusAsString());

            assertThat(aws.cloudFormation()
                            .describeStackEvents(r -> r.stackName("ateliers-ratee"))
                            .stackEvents())
                    .extracting(StackEvent::resourceStatusAsString)
                    .contains("CREATE_FAILED");
            assertThat(refused(account)).isEmpty();
        }
    }

    private static void awaits(Supplier<String> status) {
        assertThat(RealTime.await(() -> status.get().endsWith("_COMPLETE"), Duration.ofMinutes(1)))
                .isTrue();
    }

    private static LiveAccount recording() {
        LiveAccount account = new LiveAccount();
        Authorizer real = account.cloud().door().authorizer();
        account.cloud().door().authorizer((context, need, policy) -> {
            if (context.principal().arn().endsWith(":user/" + LiveAccount.USER)) {
                ASKED.add(LiveNeeds.line(need, account));
            }
            return real.decide(context, need, policy);
        });
        return account;
    }

    /** What AWS does later than is waited here, or what no account shows. */
    private static boolean isOnlyLate(CriterionResult result) {
        return result.status() == Status.NOT_EVALUATED
                && Stream.of("Il faudrait attendre", "Cette cible ne sait pas", "n'a pas de boîte", "Dépend du critère")
                        .anyMatch(result.outcome().message()::contains);
    }

    /** What was refused to the grader, or to others by the boundary, in AWS's words, but what a criterion forbids on purpose. */
    private static List<String> refused(LiveAccount account) {
        return account.cloud().journal().entries().stream()
                .filter(entry -> entry.kind() == Entry.Kind.DENIAL)
                .filter(entry -> entry.principal().endsWith(":user/" + LiveAccount.USER)
                        || entry.message().contains("permissions boundary"))
                .filter(entry -> !entry.message().contains("explicit deny in a resource-based policy"))
                .map(entry -> entry.principal() + " : " + entry.message())
                .distinct()
                .toList();
    }
}

package ateliers.grader.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.faults.Fault;
import ateliers.grader.LiveAccount;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.SnsException;

/** Somebody's account, as which a cloud stands that checks keys. */
class LiveKindTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private LiveAccount account;
    private LiveKind kind;

    @BeforeEach
    void somebodysAccount() {
        account = new LiveAccount();
        kind = account.kind();
    }

    @AfterEach
    void noAccount() {
        account.close();
    }

    private Targets open() {
        return kind.open(account.options(PATIENCE));
    }

    @Test
    void thePlanSaysWhereWhatAndWhatItMayCostBeforeAnythingIsMade() {
        try (Targets targets = open()) {
            String plan = targets.plan(() -> List.of(
                            "AWS::Lambda::Function",
                            "AWS::Lambda::Function",
                            "AWS::CodeCommit::Repository",
                            "AWS::ApiGateway::Account"))
                    .orElseThrow();

            assertThat(plan)
                    .contains(
                            account.cloud().place().account(),
                            "eu-west-3",
                            "avec ateliers-, et l'étiquette ateliers:run = lab-",
                            "2 × AWS::Lambda::Function",
                            "Lambda::Function : 0,20 $ le million d'appels",
                            "novembre 2026",
                            "CodeCommit : ce compte n'a pas encore de dépôt",
                            "SES : en bac à sable, 200 courriels par jour",
                            "règles qui observent, un utilisateur de git",
                            "écrit les journaux du compte entier : un rôle, et le groupe /aws/apigateway/welcome",
                            "./lab clean --target aws --run lab-")
                    .doesNotContain("S3::Bucket :");
        }
        assertThat(account.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        9  | 9 exécutions à la fois. Les rafales, qui en demandent 10, ne seront pas évaluées.
        10 | 10 exécutions à la fois. Les rafales viendront de moins de clients.
        19 | 19 exécutions à la fois. Les rafales viendront de moins de clients.
        """)
    void aSmallAccountHasSmallBurstsOrNoneAndThePlanSaysSo(int concurrency, String said) {
        account.close();
        account = LiveAccount.granting(concurrency);
        kind = account.kind();

        try (Targets targets = open();
                Target target = targets.get()) {
            assertThat(targets.plan(List::of).orElseThrow())
                    .contains("Lambda : " + said)
                    .contains("ReservedConcurrentExecutions");
            assertThat(target.bounds().concurrency()).isEqualTo(concurrency);
        }
    }

    @Test
    void oneRoleIsOne() {
        String boundary = account.boundary();
        try (Targets targets = open()) {
            assertThat(targets.plan(() -> List.of("AWS::IAM::Role")).orElseThrow())
                    .doesNotContain("de git")
                    .contains("Rôle        borné par " + boundary);
            assertThat(targets.plan(() -> List.of("AWS::IAM::Role", "AWS::IAM::Role"))
                            .orElseThrow())
                    .contains("Rôles       bornés par " + boundary);
        }
    }

    @Test
    void anUsualAccountHasBursts() {
        try (Targets targets = open()) {
            assertThat(targets.plan(List::of).orElseThrow()).doesNotContain("rafales", "Reserved");
        }
    }

    @Test
    void whoHasARepositoryGetsAnother() {
        account.as(CodeCommitClient.class).createRepository(r -> r.repositoryName("ancien"));

        try (Targets targets = open()) {
            assertThat(targets.plan(() -> List.of("AWS::CodeCommit::Repository"))
                            .orElseThrow())
                    .doesNotContain("pas encore de dépôt");
        }
    }

    @Test
    void aRegionThatAPolicyForbidsIsSaidBeforeAnythingIsMade() {
        account.cloud()
                .faults()
                .inject(
                        "sns",
                        "ListTopics",
                        call -> true,
                        100,
                        Fault.failing(() -> SnsException.builder()
                                .statusCode(403)
                                .awsErrorDetails(AwsErrorDetails.builder()
                                        .errorCode("AuthorizationError")
                                        .errorMessage(
                                                "User: u is not authorized to perform: SNS:ListTopics with an explicit"
                                                        + " deny in a service control policy")
                                        .build())
                                .build()));

        try (Targets targets = open()) {
            assertThatThrownBy(() -> targets.plan(() -> List.of("AWS::SNS::Topic")))
                    .isInstanceOf(GraderException.class)
                    .hasMessageContainingAll("interdit ce service dans cette région", "AWS_REGION");
        }
        assertThat(account.isEmpty()).isTrue();
    }

    @Test
    void whoLacksRightsIsToldWhereTheyAre() {
        account.leaveGroup();

        assertThatThrownBy(this::open)
                .isInstanceOf(GraderException.class)
                .hasMessageContainingAll("docs-fr/politique-correcteur.yaml", "cloudformation:DescribeStacks");
    }

    @Test
    void keysThatAreNoneAreSaid() {
        assertThatThrownBy(() -> kind.open(TargetOptions.NONE.withEnvironment(
                        Map.of("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE", "AWS_SECRET_ACCESS_KEY", "faux"))))
                .isInstanceOf(GraderException.class)
                .hasMessageContainingAll("Les clés du correcteur", "InvalidClientTokenId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Paris", "eu west 3", "eu-west", "https://eu-west-3"})
    void whatIsNoRegionIsSaid(String region) {
        Map<String, String> environment = new HashMap<>(account.keys());
        environment.put("AWS_REGION", region);

        assertThatThrownBy(() -> kind.open(TargetOptions.NONE.withEnvironment(environment)))
                .isInstanceOf(GraderException.class)
                .hasMessage("« %s » n'est pas une région d'AWS : corrige AWS_REGION. Paris est eu-west-3.", region);
    }

    @Test
    void namesThatDoNotSayWhoseTheyAreAreNotMade() {
        try (Targets targets = open();
                Target target = targets.get();
                AwsClients aws = new AwsClients(target)) {
            assertThatThrownBy(() -> aws.sqs().createQueue(r -> r.queueName("sonde")))
                    .hasStackTraceContaining("ne fait rien dont le nom ne porte pas ateliers-");
            aws.sqs().createQueue(r -> r.queueName("ateliers-sonde"));
        }
        assertThat(account.isEmpty()).isTrue();
    }

    @Test
    void nobodyIsWrittenTo() {
        SnsClient sns = account.as(SnsClient.class);
        String topic = sns.createTopic(r -> r.name("ateliers-sujet")).topicArn();
        try (Targets targets = open();
                Target target = targets.get();
                AwsClients aws = new AwsClients(target)) {
            assertThatThrownBy(() -> aws.sns()
                            .subscribe(r -> r.topicArn(topic).protocol("email").endpoint("zoe@example.com")))
                    .hasStackTraceContaining("seulement au simulateur de SES");
            assertThatThrownBy(() -> aws.ses().createEmailIdentity(r -> r.emailIdentity("zoe@example.com")))
                    .hasStackTraceContaining("seulement au simulateur de SES");
        }
        assertThat(sns.listSubscriptions().subscriptions()).isEmpty();
        assertThat(account.cloud().mailbox().all()).isEmpty();
    }

    @Test
    void usersAreBoundToo() {
        String boundary = account.boundary();
        try (Targets targets = open();
                Target target = targets.get()) {
            target.capability(Target.PushesGit.class).orElseThrow().login();

            assertThat(account.as(IamClient.class).listUsers().users().stream()
                            .filter(user -> user.userName().startsWith("ateliers-"))
                            .map(user -> account.as(IamClient.class)
                                    .getUser(r -> r.userName(user.userName()))
                                    .user()
                                    .permissionsBoundary()
                                    .permissionsBoundaryArn()))
                    .containsExactly(boundary);
            assertThat(targets.plan(List::of).orElseThrow()).contains("bornés par " + boundary);
        }
        assertThat(account.isEmpty()).isTrue();
    }

    @Test
    void whatIsNotAboutAnAccountIsRefused() {
        assertThat(kind.refusal(TargetOptions.NONE.withEndpoint(URI.create("http://127.0.0.1:4566"))))
                .hasValueSatisfying(said -> assertThat(said).contains("--target endpoint"));
        assertThat(kind.refusal(
                        TargetOptions.NONE.withEnvironment(Map.of("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:4566"))))
                .hasValueSatisfying(said -> assertThat(said).contains("unset AWS_ENDPOINT_URL_S3"));
        assertThat(kind.refusal(TargetOptions.NONE.withBoundary("borne")))
                .hasValueSatisfying(said -> assertThat(said).contains("n'est pas l'ARN d'une politique"));
        assertThat(kind.refusal(TargetOptions.NONE.withBoundary("arn:aws:iam::123456789012:policy/borne")))
                .isEmpty();
    }

    @Test
    void noTestReachesAws() {
        kind = new LiveKind(URI.create("http://192.0.2.1:4566"));

        assertThatThrownBy(this::open).isInstanceOf(IllegalStateException.class);
    }
}

package ateliers.grader.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.Cloud;
import ateliers.cloud.CloudOptions;
import ateliers.cloud.faults.Faults;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** A cloud behind its listener is as far away as any other. */
class RemoteTargetTest {
    private static final String STACK = """
            {"Resources":{
              "Files":{"Type":"AWS::S3::Bucket","DeletionPolicy":"Retain"},
              "Queue":{"Type":"AWS::SQS::Queue"}}}""";

    private Cloud cloud;
    private Targets targets;
    private Target target;
    private AwsClients aws;

    @BeforeEach
    void aCloudFarAway() {
        cloud = Cloud.start(CloudOptions.fresh().withAnyKey());
        targets = new EndpointKind().open(TargetOptions.NONE.withEndpoint(cloud.endpoint()));
        target = targets.get();
        aws = new AwsClients(target);
    }

    @AfterEach
    void noCloud() {
        aws.close();
        target.close();
        targets.close();
        cloud.close();
    }

    @Test
    void whatTheGraderMakesCarriesTheRunsNameAndGoesWithTheTarget() {
        aws.sqs().createQueue(r -> r.queueName("sonde"));
        aws.eventBridge().putRule(r -> r.name("sonde").eventPattern("{\"source\":[\"a\"]}"));
        aws.eventBridge()
                .putTargets(r -> r.rule("sonde")
                        .targets(software.amazon.awssdk.services.eventbridge.model.Target.builder()
                                .id("t")
                                .arn("arn:aws:sqs:eu-west-3:%s:sonde"
                                        .formatted(cloud.place().account()))
                                .build()));
        aws.codeCommit().createRepository(r -> r.repositoryName("autre"));
        aws.s3()
                .createBucket(r ->
                        r.bucket("code-a-envoyer").createBucketConfiguration(c -> c.locationConstraint("eu-west-3")));
        aws.s3()
                .putBucketVersioning(r -> r.bucket("code-a-envoyer")
                        .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
        aws.s3().putObject(r -> r.bucket("code-a-envoyer").key("f"), RequestBody.fromString("un"));
        aws.s3().putObject(r -> r.bucket("code-a-envoyer").key("f"), RequestBody.fromString("deux"));
        aws.s3().deleteObject(r -> r.bucket("code-a-envoyer").key("f"));
        target.capability(Target.PushesGit.class).orElseThrow().login();

        String url = sqs().getQueueUrl(r -> r.queueName("sonde")).queueUrl();
        Map<String, String> tags = sqs().listQueueTags(r -> r.queueUrl(url)).tags();
        assertThat(tags).containsOnlyKeys(Makes.TAG);
        assertThat(s3().getBucketTagging(r -> r.bucket("code-a-envoyer")).tagSet())
                .singleElement()
                .satisfies(tag -> assertThat(tag.value()).isEqualTo(tags.get(Makes.TAG)));
        assertThat(as(IamClient.class).listUsers().users()).hasSize(1);

        target.close();

        assertThat(sqs().listQueues().queueUrls()).isEmpty();
        assertThat(as(EventBridgeClient.class).listRules(r -> {}).rules()).isEmpty();
        assertThat(as(CodeCommitClient.class).listRepositories(r -> {}).repositories())
                .isEmpty();
        assertThat(s3().listBuckets().buckets()).isEmpty();
        assertThat(as(IamClient.class).listUsers().users()).isEmpty();
    }

    @Test
    void aStackGoesWithWhatItsBucketsHoldAndWhatItRetains() {
        deploy("pile");
        String bucket = s3().listBuckets().buckets().get(0).name();
        aws.s3().putObject(r -> r.bucket(bucket).key("f"), RequestBody.fromString("un"));
        assertThat(as(CloudFormationClient.class)
                        .describeStacks()
                        .stacks()
                        .get(0)
                        .tags())
                .singleElement()
                .satisfies(tag -> assertThat(tag.key()).isEqualTo(Makes.TAG));

        target.close();

        assertThat(as(CloudFormationClient.class).describeStacks().stacks()).isEmpty();
        assertThat(s3().listBuckets().buckets()).isEmpty();
        assertThat(sqs().listQueues().queueUrls()).isEmpty();
    }

    @Test
    void aChangeSetThatNobodyExecutedGoesToo() {
        changeSet("pile");

        target.close();

        assertThat(as(CloudFormationClient.class).describeStacks().stacks()).isEmpty();
    }

    @Test
    void logsOfFunctionsGoWithTheirStack() {
        MadeStacks.forgetLogs(aws, "jamais-lancee");
        as(CloudWatchLogsClient.class).createLogGroup(r -> r.logGroupName("/aws/lambda/f"));

        MadeStacks.forgetLogs(aws, "f");

        assertThat(as(CloudWatchLogsClient.class).describeLogGroups().logGroups())
                .isEmpty();
    }

    @Test
    void whatIsGoneAlreadyIsNoFault() {
        aws.sqs().createQueue(r -> r.queueName("sonde"));
        String url = sqs().getQueueUrl(r -> r.queueName("sonde")).queueUrl();
        aws.s3()
                .createBucket(r ->
                        r.bucket("code-a-envoyer").createBucketConfiguration(c -> c.locationConstraint("eu-west-3")));
        aws.eventBridge().putRule(r -> r.name("sonde").eventPattern("{\"source\":[\"a\"]}"));
        deploy("pile");
        sqs().deleteQueue(r -> r.queueUrl(url));
        s3().deleteBucket(r -> r.bucket("code-a-envoyer"));
        as(EventBridgeClient.class).deleteRule(r -> r.name("sonde"));
        as(CloudFormationClient.class).deleteStack(r -> r.stackName("pile"));

        target.close();

        assertThat(as(CloudFormationClient.class).describeStacks().stacks()).isEmpty();
    }

    @Test
    void whatCannotBeRemovedIsNamedWithTheRun() {
        aws.sqs().createQueue(r -> r.queueName("sonde"));
        refuseToDeleteQueues();

        assertThatThrownBy(target::close)
                .isInstanceOf(GraderException.class)
                .hasMessageContainingAll(
                        "ateliers:run = lab-", "- la file sonde : RequestRefused (400) : Pas maintenant");
    }

    @Test
    void whatAnotherRunLeftIsFoundByItsTag() {
        makeOneOfEach();
        sqs().createQueue(r -> r.queueName("de-quelqu-un"));

        try (Target other = targets.get()) {
            assertThat(Leftovers.removed(other, Optional.of("lab-autre")).removed())
                    .isEmpty();

            Leftovers leftovers = Leftovers.removed(other, Optional.empty());

            assertThat(leftovers.kept()).isEmpty();
            assertThat(leftovers.removed())
                    .hasSize(6)
                    .allMatch(each -> each.matches("(la|le) \\p{L}+ [a-z-]+ \\(lab-.*\\)|l'utilisateur .*"));
        }
        assertThat(sqs().listQueues().queueUrls()).singleElement().asString().endsWith("/de-quelqu-un");
        assertThat(as(CloudFormationClient.class).describeStacks().stacks()).isEmpty();
    }

    @Test
    void rulesOfAStacksOwnBusAreFoundAndRemovedToo() {
        EventBridgeClient events = as(EventBridgeClient.class);
        events.createEventBus(r -> r.name("operations"));
        watch("operations");
        try (Target other = targets.get()) {
            assertThat(Leftovers.removed(other, Optional.empty()).removed())
                    .singleElement()
                    .asString()
                    .startsWith("la règle operations/sonde (lab-");
        }
        assertThat(events.listRules(r -> r.eventBusName("operations")).rules()).isEmpty();

        watch("operations");
        target.close();

        assertThat(events.listRules(r -> r.eventBusName("operations")).rules()).isEmpty();
    }

    private void watch(String bus) {
        aws.eventBridge().putRule(r -> r.name("sonde").eventBusName(bus).eventPattern("{\"source\":[\"a\"]}"));
    }

    @Test
    void whatIsLeftAfterAllIsSaid() {
        aws.sqs().createQueue(r -> r.queueName("sonde"));
        Leftovers leftovers;
        try (Faults.Switch refusal = refuseToDeleteQueues()) {
            leftovers = Leftovers.removed(target, Optional.empty());
        }

        assertThat(leftovers.removed()).isEmpty();
        assertThat(leftovers.kept()).singleElement().asString().contains("la file sonde", "Pas maintenant");
    }

    private void makeOneOfEach() {
        aws.sqs().createQueue(r -> r.queueName("sonde"));
        aws.eventBridge().putRule(r -> r.name("sonde").eventPattern("{\"source\":[\"a\"]}"));
        aws.codeCommit().createRepository(r -> r.repositoryName("autre"));
        aws.s3()
                .createBucket(r ->
                        r.bucket("code-a-envoyer").createBucketConfiguration(c -> c.locationConstraint("eu-west-3")));
        target.capability(Target.PushesGit.class).orElseThrow().login();
        deploy("pile");
    }

    @Test
    void nothingIsMadeOnceTheTargetIsClosed() {
        target.close();

        assertThatThrownBy(() -> aws.sqs().createQueue(r -> r.queueName("sonde")))
                .hasStackTraceContaining("La notation est terminée.");
        assertThat(sqs().listQueues().queueUrls()).isEmpty();
    }

    @Test
    void whatNobodyWouldRemoveIsNotMade() {
        assertThatThrownBy(() -> aws.sns().createTopic(r -> r.name("sujet")))
                .hasStackTraceContaining("ne sait pas retirer ce que fait CreateTopicRequest");
    }

    @Test
    void saysWhereAndHowIsGraded() {
        assertThat(targets.conditions())
                .contains(
                        cloud.endpoint().toString(),
                        "compte " + cloud.place().account(),
                        "temps réel, 60 s au plus",
                        "rien pendant 60 s");
        assertThat(targets.patience()).contains(new Patience(Duration.ofSeconds(60)));
    }

    @Test
    void neitherTimeNorFaultsNorMailsNorTheJournalAreItsOwn() {
        assertThat(target.capability(Target.MovesTime.class)).isEmpty();
        assertThat(target.capability(Target.InjectsFaults.class)).isEmpty();
        assertThat(target.capability(Target.ReadsMail.class)).isEmpty();
        assertThat(target.capability(Target.TellsStory.class)).isEmpty();
    }

    private Faults.Switch refuseToDeleteQueues() {
        return cloud.faults().inject("sqs", "DeleteQueue", call -> true, 100, (request, operation) -> {
            throw SqsException.builder()
                    .statusCode(400)
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode("RequestRefused")
                            .errorMessage("Pas maintenant")
                            .build())
                    .build();
        });
    }

    private void deploy(String name) {
        changeSet(name);
        aws.cloudFormation().executeChangeSet(r -> r.stackName(name).changeSetName("c"));
        cloud.clock().await(() -> status(name).equals("CREATE_COMPLETE"), Duration.ofMinutes(1));
        assertThat(status(name)).isEqualTo("CREATE_COMPLETE");
    }

    private void changeSet(String name) {
        aws.cloudFormation()
                .createChangeSet(r -> r.stackName(name)
                        .changeSetName("c")
                        .changeSetType(ChangeSetType.CREATE)
                        .templateBody(STACK)
                        .capabilities(Capability.CAPABILITY_IAM));
        cloud.clock()
                .await(
                        () -> as(CloudFormationClient.class)
                                .describeChangeSet(r -> r.stackName(name).changeSetName("c"))
                                .statusAsString()
                                .equals("CREATE_COMPLETE"),
                        Duration.ofMinutes(1));
    }

    private String status(String name) {
        return as(CloudFormationClient.class)
                .describeStacks(r -> r.stackName(name))
                .stacks()
                .get(0)
                .stackStatusAsString();
    }

    private S3Client s3() {
        return as(S3Client.class);
    }

    private SqsClient sqs() {
        return as(SqsClient.class);
    }

    private <T extends SdkClient> T as(Class<T> client) {
        return cloud.door().as(cloud.root(), client);
    }
}

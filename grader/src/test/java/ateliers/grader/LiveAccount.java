package ateliers.grader;

import ateliers.cloud.Cloud;
import ateliers.cloud.CloudOptions;
import ateliers.cloud.door.Principal;
import ateliers.grader.targets.LiveKind;
import ateliers.grader.targets.Patience;
import ateliers.grader.targets.TargetOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A cloud that stands for somebody's account: it checks keys, and the grader comes as a user with the documented policy alone. */
public final class LiveAccount implements AutoCloseable {
    public static final Path POLICY = Path.of("../docs-fr/politique-correcteur.yaml");
    private static final String STACK = "droits-du-correcteur";
    public static final String USER = "correcteur";

    private final Cloud cloud;
    private final Map<String, String> outputs;
    private final AccessKey key;

    public LiveAccount() {
        this(CloudOptions.fresh());
    }

    /** It grants so many functions at once, as a new one does. */
    public static LiveAccount granting(int concurrency) {
        return new LiveAccount(CloudOptions.fresh().withConcurrency(concurrency));
    }

    public LiveAccount(CloudOptions options) {
        cloud = Cloud.start(options);
        IamClient iam = as(IamClient.class);
        iam.createUser(r -> r.userName(USER));
        outputs = deployed();
        iam.addUserToGroup(r -> r.userName(USER).groupName(outputs.get("Groupe")));
        key = iam.createAccessKey(r -> r.userName(USER)).accessKey();
    }

    /** The template's outputs: it is deployed as its page says. */
    private Map<String, String> deployed() {
        CloudFormationClient stacks = as(CloudFormationClient.class);
        try {
            String template = Files.readString(POLICY);
            stacks.createStack(
                    r -> r.stackName(STACK).templateBody(template).capabilities(Capability.CAPABILITY_NAMED_IAM));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cloud.clock()
                .await(
                        () -> stacks.describeStacks(r -> r.stackName(STACK))
                                .stacks()
                                .get(0)
                                .stackStatusAsString()
                                .endsWith("_COMPLETE"),
                        Duration.ofMinutes(1));
        return stacks.describeStacks(r -> r.stackName(STACK)).stacks().get(0).outputs().stream()
                .collect(Collectors.toMap(Output::outputKey, Output::outputValue));
    }

    public Cloud cloud() {
        return cloud;
    }

    public Map<String, String> keys() {
        return Map.of(
                "AWS_ACCESS_KEY_ID",
                key.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY",
                key.secretAccessKey(),
                "AWS_REGION",
                cloud.place().region());
    }

    /** The target that is this account. */
    public LiveKind kind() {
        return new LiveKind(cloud.endpoint());
    }

    public TargetOptions options(Duration patience) {
        return options(new Patience(patience));
    }

    public TargetOptions options(Patience patience) {
        return TargetOptions.NONE.withEnvironment(keys()).withPatience(patience).withBoundary(boundary());
    }

    /** From now on the grader's user may do nothing. */
    public void leaveGroup() {
        as(IamClient.class).removeUserFromGroup(r -> r.userName(USER).groupName(outputs.get("Groupe")));
    }

    /** Who the grader is there. */
    public Principal user() {
        return cloud.credentials().find(key.accessKeyId()).orElseThrow().principal();
    }

    /** ARN of the policy that bounds roles. */
    public String boundary() {
        return outputs.get("Borne");
    }

    /** The documents of what the grader's group may do. */
    public List<String> rights() {
        return as(IamClient.class)
                .listAttachedGroupPolicies(r -> r.groupName(outputs.get("Groupe")))
                .attachedPolicies()
                .stream()
                .map(each -> document(each.policyArn()))
                .toList();
    }

    /** A managed policy's. */
    public String document(String policy) {
        String encoded = as(IamClient.class)
                .getPolicyVersion(r -> r.policyArn(policy).versionId("v1"))
                .policyVersion()
                .document();
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }

    public boolean isEmpty() {
        return left().isEmpty();
    }

    /** What there is of the grader's; the role by which API Gateway writes its logs is the account's from then on. */
    public List<String> left() {
        return Stream.of(
                        as(CloudFormationClient.class).describeStacks().stacks().stream()
                                .map(each -> each.stackName())
                                .filter(name -> !name.equals(STACK)),
                        as(S3Client.class).listBuckets().buckets().stream().map(each -> each.name()),
                        as(SqsClient.class).listQueues().queueUrls().stream(),
                        as(EventBridgeClient.class).listRules(r -> {}).rules().stream()
                                .map(each -> each.name()),
                        as(CodeCommitClient.class).listRepositories(r -> {}).repositories().stream()
                                .map(each -> each.repositoryName()),
                        as(IamClient.class).listUsers().users().stream()
                                .map(each -> each.userName())
                                .filter(name -> !name.equals(USER)),
                        as(IamClient.class).listRoles().roles().stream()
                                .map(each -> each.roleName())
                                .filter(name -> !name.contains("-ApiLogsRole-")),
                        as(CloudWatchLogsClient.class).describeLogGroups().logGroups().stream()
                                .map(each -> each.logGroupName()))
                .flatMap(each -> each)
                .toList();
    }

    public <T extends SdkClient> T as(Class<T> client) {
        return cloud.door().as(cloud.root(), client);
    }

    @Override
    public void close() {
        cloud.close();
    }
}

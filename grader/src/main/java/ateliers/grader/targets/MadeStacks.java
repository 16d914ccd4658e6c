package ateliers.grader.targets;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.Tag;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** Stacks: their buckets are emptied first, and what their functions wrote to CloudWatch Logs goes too. */
final class MadeStacks implements Makes {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** A function that still runs may write into a bucket that was just emptied. */
    private static final int ATTEMPTS = 3;

    @Override
    public String noun() {
        return "la pile";
    }

    @Override
    public Optional<String> madeBy(SdkRequest request) {
        return request instanceof CreateChangeSetRequest make ? Optional.of(make.stackName()) : Optional.empty();
    }

    @Override
    public SdkRequest tagged(SdkRequest request, String run) {
        return ((CreateChangeSetRequest) request)
                .toBuilder().tags(Tag.builder().key(TAG).value(run).build()).build();
    }

    @Override
    public List<Found> found(AwsClients aws, Predicate<String> names) {
        return aws.cloudFormation().describeStacksPaginator().stacks().stream()
                .filter(stack -> names.test(stack.stackName()))
                .flatMap(stack -> stack.tags().stream()
                        .filter(tag -> tag.key().equals(TAG))
                        .map(tag -> new Found(stack.stackName(), tag.value())))
                .toList();
    }

    @Override
    public void remove(AwsClients aws, String name) {
        Optional<Stack> stack = described(aws, name);
        if (stack.isEmpty()) {
            return;
        }
        List<StackResourceSummary> resources =
                aws
                        .cloudFormation()
                        .listStackResourcesPaginator(r -> r.stackName(name))
                        .stackResourceSummaries()
                        .stream()
                        .filter(resource -> resource.physicalResourceId() != null)
                        .toList();
        String id = stack.get().stackId();
        // A user with keys that its stack does not know cannot be deleted with it.
        Set<String> keys = Set.copyOf(named(resources, "AWS::IAM::AccessKey"));
        named(resources, "AWS::IAM::User").forEach(user -> MadeUsers.deleteKeys(aws, user, keys));
        for (int attempt = 0; attempt < ATTEMPTS && !isGone(aws, id); attempt++) {
            named(resources, "AWS::S3::Bucket").forEach(bucket -> MadeBuckets.empty(aws, bucket));
            aws.cloudFormation().deleteStack(r -> r.stackName(id));
            RealTime.await(() -> isSettled(aws, id), PATIENCE);
        }
        if (!isGone(aws, id)) {
            throw new GraderException("la suppression n'aboutit pas : "
                    + described(aws, id)
                            .map(left -> left.stackStatusAsString() + " " + left.stackStatusReason())
                            .orElse(""));
        }
        // What a template retains outlives its stack.
        named(resources, "AWS::S3::Bucket").forEach(bucket -> MadeBuckets.delete(aws, bucket));
        named(resources, "AWS::Lambda::Function").forEach(function -> forgetLogs(aws, function));
    }

    private static List<String> named(List<StackResourceSummary> resources, String type) {
        return resources.stream()
                .filter(resource -> resource.resourceType().equals(type))
                .map(StackResourceSummary::physicalResourceId)
                .toList();
    }

    private static boolean isSettled(AwsClients aws, String id) {
        return described(aws, id)
                .map(stack -> !stack.stackStatusAsString().endsWith("_IN_PROGRESS"))
                .orElse(true);
    }

    private static boolean isGone(AwsClients aws, String id) {
        return described(aws, id)
                .map(stack -> stack.stackStatus() == StackStatus.DELETE_COMPLETE)
                .orElse(true);
    }

    /** A stack that does not exist, or not any more, is a ValidationError. */
    private static Optional<Stack> described(AwsClients aws, String name) {
        try {
            return aws.cloudFormation().describeStacks(r -> r.stackName(name)).stacks().stream()
                    .findFirst();
        } catch (CloudFormationException e) {
            if (e.statusCode() == 400 && e.getMessage().contains("does not exist")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    static void forgetLogs(AwsClients aws, String function) {
        try {
            aws.logs().deleteLogGroup(r -> r.logGroupName("/aws/lambda/" + function));
        } catch (ResourceNotFoundException e) {
            // A function that never ran has none.
        }
    }
}

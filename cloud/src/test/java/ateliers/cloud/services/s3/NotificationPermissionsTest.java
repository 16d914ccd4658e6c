package ateliers.cloud.services.s3;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.journal.Entry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.LambdaFunctionConfiguration;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.TopicConfiguration;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Whom a queue, a topic or a function lets deliver, S3 says when it is configured and again at each delivery. See
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html">granting permissions to
 * publish</a>.
 */
class NotificationPermissionsTest extends S3TestCase {
    private static final String OTHER_ACCOUNT = "999999999999";
    private static final String BUCKET_ARN = "arn:aws:s3:::" + BUCKET;
    private static final String STATEMENT = "s3";

    private final SqsClient sqs = cloud.door().as(cloud.root(), SqsClient.class);
    private final SnsClient sns = cloud.door().as(cloud.root(), SnsClient.class);
    private final LambdaClient lambda = cloud.door().as(cloud.root(), LambdaClient.class);

    @ParameterizedTest
    @EnumSource
    void aDestinationThatLetsThisBucketOfThisAccountInIsAccepted(Destination destination) {
        make(destination);
        allow(destination, BUCKET_ARN, cloud.place().account());

        configure(destination);

        assertThat(s3.getBucketNotificationConfiguration(r -> r.bucket(BUCKET)).toString())
                .contains(arn(destination));
    }

    @ParameterizedTest
    @EnumSource
    void aDestinationThatLetsNobodyInIsRefused(Destination destination) {
        make(destination);

        refusedToValidate(destination);
    }

    @ParameterizedTest
    @EnumSource
    void aDestinationThatLetsAnotherBucketInIsRefused(Destination destination) {
        make(destination);
        allow(destination, BUCKET_ARN + "-2", cloud.place().account());

        refusedToValidate(destination);
    }

    @ParameterizedTest
    @EnumSource
    void aDestinationThatLetsBucketsOfAnotherAccountInIsRefused(Destination destination) {
        make(destination);
        allow(destination, BUCKET_ARN, OTHER_ACCOUNT);

        refusedToValidate(destination);
    }

    @ParameterizedTest
    @EnumSource
    void aDestinationThatDoesNotExistIsRefused(Destination destination) {
        refusedToValidate(destination);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsForbiddenLaterIsLostAndTheJournalSaysWhy(Destination destination) {
        make(destination);
        allow(destination, BUCKET_ARN, cloud.place().account());
        configure(destination);
        forbid(destination);

        put("k", "x");

        assertThat(cloud.clock().await(() -> isDropped(destination), Duration.ofMinutes(5)))
                .isTrue();
        assertThat(cloud.journal().entries())
                .filteredOn(entry -> entry.kind() == Entry.Kind.DENIAL)
                .isNotEmpty()
                .allSatisfy(denial -> {
                    assertThat(denial.message()).contains("not authorized to perform");
                    assertThat(denial.resource()).isEqualTo(arn(destination));
                });
        assertThat(cloud.journal().entries()).noneMatch(entry -> entry.kind() == Entry.Kind.INVOCATION);
    }

    private boolean isDropped(Destination destination) {
        return cloud.journal().entries().stream()
                .anyMatch(entry ->
                        entry.kind() == Entry.Kind.DROPPED && entry.resource().equals(arn(destination)));
    }

    private void refusedToValidate(Destination destination) {
        refused(
                () -> configure(destination),
                "InvalidArgument",
                400,
                "Unable to validate the following destination configurations");
    }

    private void configure(Destination destination) {
        String arn = arn(destination);
        NotificationConfiguration.Builder configuration = NotificationConfiguration.builder();
        switch (destination) {
            case QUEUE ->
                configuration.queueConfigurations(QueueConfiguration.builder()
                        .queueArn(arn)
                        .events(Event.S3_OBJECT_CREATED)
                        .build());
            case TOPIC ->
                configuration.topicConfigurations(TopicConfiguration.builder()
                        .topicArn(arn)
                        .events(Event.S3_OBJECT_CREATED)
                        .build());
            case FUNCTION ->
                configuration.lambdaFunctionConfigurations(LambdaFunctionConfiguration.builder()
                        .lambdaFunctionArn(arn)
                        .events(Event.S3_OBJECT_CREATED)
                        .build());
        }
        s3.putBucketNotificationConfiguration(r -> r.bucket(BUCKET).notificationConfiguration(configuration.build()));
    }

    private String arn(Destination destination) {
        return cloud.place().arn(destination.service(), destination == Destination.FUNCTION ? "function:told" : "told");
    }

    private void make(Destination destination) {
        switch (destination) {
            case QUEUE -> sqs.createQueue(r -> r.queueName("told"));
            case TOPIC -> sns.createTopic(r -> r.name("told"));
            case FUNCTION -> makeFunction();
        }
    }

    private void makeFunction() {
        String role = cloud.door()
                .as(cloud.root(), IamClient.class)
                .createRole(r -> r.roleName("told").assumeRolePolicyDocument("""
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},\
                        "Action":"sts:AssumeRole"}]}"""))
                .role()
                .arn();
        lambda.createFunction(r -> r.functionName("told")
                .runtime("java17")
                .handler("Told")
                .role(role)
                .code(c -> c.zipFile(zip())));
    }

    private static SdkBytes zip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("Told.class"));
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return SdkBytes.fromByteArray(bytes.toByteArray());
    }

    private void allow(Destination destination, String sourceArn, String account) {
        if (destination == Destination.FUNCTION) {
            lambda.addPermission(r -> r.functionName("told")
                    .statementId(STATEMENT)
                    .action("lambda:InvokeFunction")
                    .principal("s3.amazonaws.com")
                    .sourceArn(sourceArn)
                    .sourceAccount(account));
            return;
        }
        String action = destination == Destination.QUEUE ? "sqs:SendMessage" : "sns:Publish";
        setPolicy(destination, """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"s3.amazonaws.com"},\
                "Action":"%s","Resource":"%s","Condition":{"ArnLike":{"aws:SourceArn":"%s"},\
                "StringEquals":{"aws:SourceAccount":"%s"}}}]}""".formatted(action, arn(destination), sourceArn, account));
    }

    private void forbid(Destination destination) {
        if (destination == Destination.FUNCTION) {
            lambda.removePermission(r -> r.functionName("told").statementId(STATEMENT));
            return;
        }
        String owner = "arn:aws:iam::" + cloud.place().account() + ":root";
        setPolicy(destination, """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"%s"},\
                "Action":"%s","Resource":"%s"}]}""".formatted(
                        owner, destination == Destination.QUEUE ? "sqs:SendMessage" : "sns:Publish", arn(destination)));
    }

    private void setPolicy(Destination destination, String policy) {
        if (destination == Destination.QUEUE) {
            String url = sqs.getQueueUrl(r -> r.queueName("told")).queueUrl();
            sqs.setQueueAttributes(r -> r.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, policy)));
        } else {
            sns.setTopicAttributes(
                    r -> r.topicArn(arn(destination)).attributeName("Policy").attributeValue(policy));
        }
    }
}

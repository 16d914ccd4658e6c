package ateliers.cloud.services.s3;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.Door;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.journal.Entry;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.PutBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Keeps buckets' notifications and delivers what happens as {@code s3.amazonaws.com}. A delivery that fails is tried
 * again a few times in cloud time, then dropped.
 */
final class Notifier {
    private static final List<Duration> RETRIES =
            List.of(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2));

    private final Store store;
    private final EventMessages messages;

    Notifier(Store store) {
        this.store = store;
        this.messages = new EventMessages(store.place());
    }

    GetBucketNotificationConfigurationResponse get(GetBucketNotificationConfigurationRequest r) {
        return store.bucket(r.bucket()).settings().notifications().response();
    }

    PutBucketNotificationConfigurationResponse put(PutBucketNotificationConfigurationRequest r) {
        Bucket bucket = store.bucket(r.bucket());
        Notifications notifications = NotificationRequests.read(r.notificationConfiguration(), store.place());
        if (!Boolean.TRUE.equals(r.skipDestinationValidation())) {
            notifications.rules().forEach(rule -> validate(bucket, rule));
        }
        for (NotificationRule rule : notifications.rules()) {
            rule.events().stream()
                    .filter(NotificationRequests::isLacking)
                    .forEach(event -> store.inert(bucket, "notification of " + event));
        }
        bucket.settings().notifications(notifications);
        return PutBucketNotificationConfigurationResponse.builder().build();
    }

    /** Tells all whom an event about an object concerns. */
    void publish(Bucket bucket, String event, StoredObject object) {
        for (NotificationRule rule : bucket.settings().notifications().rules()) {
            if (rule.matches(event, object.key())) {
                String message = messages.record(
                        rule, bucket, event, object, store.clock().instant());
                store.clock().execute(() -> deliver(bucket, rule, event, message, 0));
            }
        }
    }

    /** Refuses a destination that is missing or does not let S3 in; queues and topics get the test event. */
    private void validate(Bucket bucket, NotificationRule rule) {
        boolean allowed = store.context()
                .door()
                .wouldAllow(principal(bucket), rule.destination().need(rule.arn()));
        if (!allowed) {
            throw cannotValidate();
        }
        if (rule.destination() != Destination.FUNCTION) {
            try {
                send(bucket, rule, messages.test(bucket, store.clock().instant()));
            } catch (Unsupported e) {
                throw e;
            } catch (AwsServiceException e) {
                throw cannotValidate();
            }
        }
    }

    private static RuntimeException cannotValidate() {
        return S3Errors.invalidArgument("Unable to validate the following destination configurations");
    }

    private void deliver(Bucket bucket, NotificationRule rule, String event, String message, int attempt) {
        try {
            send(bucket, rule, message);
        } catch (AwsServiceException e) {
            if (attempt < RETRIES.size() && !(e instanceof Unsupported)) {
                store.clock()
                        .schedule(
                                RETRIES.get(attempt),
                                () -> store.clock().execute(() -> deliver(bucket, rule, event, message, attempt + 1)));
            } else {
                store.journal(
                        Entry.Kind.DROPPED,
                        event,
                        rule.arn(),
                        AwsErrors.code(e),
                        "notification " + rule.id() + " of " + bucket.arn() + ": " + AwsErrors.message(e));
            }
        }
    }

    private void send(Bucket bucket, NotificationRule rule, String message) {
        Door door = store.context().door();
        Principal s3 = principal(bucket);
        switch (rule.destination()) {
            case QUEUE ->
                door.as(s3, SqsClient.class)
                        .sendMessage(send -> send.queueUrl(queueUrl(rule.arn())).messageBody(message));
            case TOPIC ->
                door.as(s3, SnsClient.class)
                        .publish(publish -> publish.topicArn(rule.arn())
                                .subject("Amazon S3 Notification")
                                .message(message));
            case FUNCTION ->
                door.as(s3, LambdaClient.class)
                        .invoke(invoke -> invoke.functionName(rule.arn())
                                .invocationType(InvocationType.EVENT)
                                .payload(SdkBytes.fromUtf8String(message)));
        }
    }

    private Principal principal(Bucket bucket) {
        return Principal.service("s3.amazonaws.com", bucket.arn(), store.place().account());
    }

    /** Of {@code arn:aws:sqs:region:account:name}. */
    private static String queueUrl(String arn) {
        String[] parts = arn.split(":");
        return "https://sqs." + parts[3] + ".amazonaws.com/" + parts[4] + "/" + parts[5];
    }
}

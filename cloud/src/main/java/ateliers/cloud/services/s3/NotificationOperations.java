package ateliers.cloud.services.s3;

import ateliers.cloud.door.Need;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Operations;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.PutBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketNotificationConfigurationResponse;

/** What a bucket tells whom. */
final class NotificationOperations implements S3Client, Operations {
    private final Store store;
    private final Notifier notifier;

    NotificationOperations(Store store, Notifier notifier) {
        this.store = store;
        this.notifier = notifier;
    }

    @Override
    public GetBucketNotificationConfigurationResponse getBucketNotificationConfiguration(
            GetBucketNotificationConfigurationRequest r) {
        return store.bucket(r.bucket(), r.expectedBucketOwner())
                .settings()
                .notifications()
                .response();
    }

    @Override
    public PutBucketNotificationConfigurationResponse putBucketNotificationConfiguration(
            PutBucketNotificationConfigurationRequest r) {
        Bucket bucket = store.bucket(r.bucket(), r.expectedBucketOwner());
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

    /** Refuses a destination that is missing or does not let S3 in; queues and topics get the test event. */
    private void validate(Bucket bucket, NotificationRule rule) {
        Need need = store.door().targets().need(rule.arn());
        if (!store.door().wouldAllow(notifier.principal(bucket), need)) {
            throw cannotValidate();
        }
        if (rule.destination() != Destination.FUNCTION) {
            try {
                notifier.test(bucket, rule);
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
}

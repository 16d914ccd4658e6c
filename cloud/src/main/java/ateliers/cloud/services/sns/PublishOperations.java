package ateliers.cloud.services.sns;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Operations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.PublishBatchResultEntry;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/**
 * The operations that publish messages.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
 */
final class PublishOperations implements SnsClient, Operations {
    private final Topics topics;
    private final Publisher publisher;

    PublishOperations(Topics topics, Publisher publisher) {
        this.topics = topics;
        this.publisher = publisher;
    }

    @Override
    public PublishResponse publish(PublishRequest request) {
        Topic topic = topics.at(target(request));
        Deduplication.Accepted accepted = publisher.publish(topic, MessageRules.Draft.of(request));
        return PublishResponse.builder()
                .messageId(accepted.messageId())
                .sequenceNumber(orNull(accepted.sequenceNumber()))
                .build();
    }

    @Override
    public PublishBatchResponse publishBatch(PublishBatchRequest request) {
        Topic topic = topics.at(request.topicArn());
        List<PublishBatchResultEntry> successful = new ArrayList<>();
        publisher
                .publish(topic, request.publishBatchRequestEntries())
                .forEach((id, accepted) -> successful.add(PublishBatchResultEntry.builder()
                        .id(id)
                        .messageId(accepted.messageId())
                        .sequenceNumber(orNull(accepted.sequenceNumber()))
                        .build()));
        return PublishBatchResponse.builder()
                .successful(successful)
                .failed(List.of())
                .build();
    }

    private static String target(PublishRequest request) {
        if (request.phoneNumber() != null) {
            throw new Unsupported("sns: publishing to phone numbers");
        }
        String arn = Optional.ofNullable(request.topicArn()).orElse(request.targetArn());
        if (arn == null) {
            throw SnsErrors.parameter("TopicArn or TargetArn Reason: no value for required parameter");
        }
        if (request.topicArn() == null && arn.contains(":endpoint/")) {
            throw SnsErrors.parameter("TargetArn Reason: No endpoint found for the target arn specified");
        }
        return arn;
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}

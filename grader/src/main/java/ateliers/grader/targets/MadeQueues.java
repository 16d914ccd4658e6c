package ateliers.grader.targets;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** Queues, by which probes see what topics and rules send. */
final class MadeQueues implements Makes {

    @Override
    public String noun() {
        return "la file";
    }

    @Override
    public Optional<String> madeBy(SdkRequest request) {
        return request instanceof CreateQueueRequest make ? Optional.of(make.queueName()) : Optional.empty();
    }

    @Override
    public SdkRequest tagged(SdkRequest request, String run) {
        return ((CreateQueueRequest) request).toBuilder().tags(Map.of(TAG, run)).build();
    }

    @Override
    public List<Found> found(AwsClients aws, Predicate<String> names) {
        return aws.sqs().listQueuesPaginator(r -> {}).queueUrls().stream()
                .filter(names)
                .flatMap(url -> Found.of(
                        url.substring(url.lastIndexOf('/') + 1),
                        aws.sqs().listQueueTags(r -> r.queueUrl(url)).tags().get(TAG)))
                .toList();
    }

    @Override
    public void remove(AwsClients aws, String name) {
        try {
            String url = aws.sqs().getQueueUrl(r -> r.queueName(name)).queueUrl();
            aws.sqs().deleteQueue(r -> r.queueUrl(url));
        } catch (QueueDoesNotExistException e) {
            // It is gone already.
        }
    }
}

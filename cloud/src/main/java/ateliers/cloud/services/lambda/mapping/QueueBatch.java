package ateliers.cloud.services.lambda.mapping;

import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.services.lambda.mapping.MappedFunctions.Answer;
import ateliers.cloud.services.lambda.mapping.MappedFunctions.Mapped;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.model.RecursiveInvocationException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Gives a function a batch of messages and deletes those that it has done. The others are left as they are: they come
 * back when their visibility timeout is over.
 */
final class QueueBatch {
    private static final int MOST_AT_ONCE = 10;

    private final ServiceContext cloud;
    private final Mapping mapping;
    private final String url;

    QueueBatch(ServiceContext cloud, Mapping mapping, String url) {
        this.cloud = cloud;
        this.mapping = mapping;
        this.url = url;
    }

    /** Whether the function ran; when it did not, it is too busy, or gone. */
    boolean process(List<QueuePoller.Received> batch) {
        Optional<Mapped> function = mapping.function();
        if (function.isEmpty()) {
            return false;
        }
        Answer answer;
        try {
            answer = mapping.invoke(function.get(), UUID.randomUUID().toString(), event(batch), traces(batch));
        } catch (RecursiveInvocationException e) {
            // The messages come back, and are stopped again, until the queue has received them often enough.
            cloud.notes("lambda").dropped("EventSourceMapping", function.get().arn(), e, mapping.source());
            return true;
        } catch (AwsServiceException e) {
            return false;
        }
        List<String> ids =
                batch.stream().map(received -> received.message().messageId()).toList();
        Set<String> failed = Failures.of(answer, mapping.reportsFailures(), ids);
        delete(
                function.get(),
                batch.stream()
                        .map(QueuePoller.Received::message)
                        .filter(message -> !failed.contains(message.messageId()))
                        .toList());
        return true;
    }

    private static List<String> traces(List<QueuePoller.Received> batch) {
        return batch.stream()
                .flatMap(
                        received -> Optional.ofNullable(
                                received.message().attributes().get(MessageSystemAttributeName.AWS_TRACE_HEADER))
                                .stream())
                .toList();
    }

    private static byte[] event(List<QueuePoller.Received> batch) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        ArrayNode records = event.putArray("Records");
        batch.forEach(received -> records.add(received.record()));
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Deletes messages; one that cannot be deleted comes back, and the journal says why. */
    void delete(Mapped function, List<Message> messages) {
        for (int from = 0; from < messages.size(); from += MOST_AT_ONCE) {
            List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
            for (Message message : messages.subList(from, Math.min(messages.size(), from + MOST_AT_ONCE))) {
                entries.add(DeleteMessageBatchRequestEntry.builder()
                        .id(Integer.toString(entries.size()))
                        .receiptHandle(message.receiptHandle())
                        .build());
            }
            try {
                cloud.door()
                        .as(mapping.role().of(function), SqsClient.class)
                        .deleteMessageBatch(r -> r.queueUrl(url).entries(entries));
            } catch (SdkException e) {
                mapping.role().forget();
            }
        }
    }
}

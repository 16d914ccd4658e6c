package ateliers.cloud.wire;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.CallContext;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

/** Queues that only show that calls arrive. */
final class FakeQueues implements SqsClient {
    @Override
    public ListQueuesResponse listQueues(ListQueuesRequest request) {
        String prefix = request.queueNamePrefix() == null ? "" : request.queueNamePrefix();
        return ListQueuesResponse.builder()
                .queueUrls(prefix + " by " + CallContext.caller().arn())
                .build();
    }

    @Override
    public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
        if (request.queueName().equals("defect")) {
            throw new IllegalStateException("a defect of ours");
        }
        throw AwsErrors.of(
                QueueDoesNotExistException.builder(),
                "AWS.SimpleQueueService.NonExistentQueue",
                400,
                "The specified queue does not exist.");
    }

    @Override
    public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
        return SendMessageBatchResponse.builder()
                .successful(request.entries().stream()
                        .map(e -> SendMessageBatchResultEntry.builder()
                                .id(e.id())
                                .messageId(
                                        e.messageBody() + e.messageAttributes().keySet())
                                .build())
                        .toList())
                .build();
    }

    @Override
    public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
        return ReceiveMessageResponse.builder()
                .messages(Message.builder()
                        .body("<hello> & é")
                        .attributes(Map.of(MessageSystemAttributeName.SENT_TIMESTAMP, "1"))
                        .messageAttributes(Map.of(
                                "colour",
                                MessageAttributeValue.builder()
                                        .dataType("String")
                                        .stringValue("blue")
                                        .build()))
                        .build())
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // nothing to close
    }
}

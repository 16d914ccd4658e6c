package ateliers.cloud.services.sqs;

import ateliers.cloud.door.Need;
import ateliers.cloud.door.Payload;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.Target;
import ateliers.cloud.kit.Arn;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Deliveries to queues: a message whose body is the payload's. */
record QueueTarget(ServiceContext cloud) implements Target {
    @Override
    public Need need(Arn queue) {
        return new Need("sqs:SendMessage", queue.toString());
    }

    @Override
    public void send(Principal principal, Arn queue, Payload payload) {
        String url = new QueueAddress(queue.account(), queue.resource())
                .url(cloud.endpoint().get());
        cloud.door()
                .as(principal, SqsClient.class)
                .sendMessage(message -> message.queueUrl(url)
                        .messageBody(payload.body())
                        .messageAttributes(payload.attributesAs(QueueTarget::attribute))
                        .messageGroupId(payload.groupId().orElse(null))
                        .messageDeduplicationId(payload.deduplicationId().orElse(null)));
    }

    private static MessageAttributeValue attribute(Payload.Attribute value) {
        return MessageAttributeValue.builder()
                .dataType(value.type())
                .stringValue(value.text())
                .binaryValue(value.bytes())
                .build();
    }
}

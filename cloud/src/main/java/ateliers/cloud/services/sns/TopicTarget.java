package ateliers.cloud.services.sns;

import ateliers.cloud.door.Door;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Payload;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.Target;
import ateliers.cloud.kit.Arn;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** Deliveries to topics: a notification whose message is the payload's body. */
public record TopicTarget(Door door) implements Target {
    @Override
    public Need need(Arn topic) {
        return new Need("sns:Publish", topic.toString());
    }

    @Override
    public void send(Principal principal, Arn topic, Payload payload) {
        door.as(principal, SnsClient.class)
                .publish(notification -> notification
                        .topicArn(topic.toString())
                        .subject(payload.subject().orElse(null))
                        .message(payload.body())
                        .messageAttributes(payload.attributesAs(TopicTarget::attribute))
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

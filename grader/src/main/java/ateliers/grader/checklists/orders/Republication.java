package ateliers.grader.checklists.orders;

import ateliers.grader.checklist.Stack;
import ateliers.grader.checklist.TopicProbe.Notification;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** A notification that SNS delivers once more: what was captured is published again, as it was. */
final class Republication {
    private Republication() {}

    static void of(Notification notification, Stack stack, String topic) {
        Map<String, MessageAttributeValue> attributes = new HashMap<>();
        notification
                .attributes()
                .forEach((name, attribute) -> attributes.put(
                        name,
                        MessageAttributeValue.builder()
                                .dataType(attribute.type())
                                .stringValue(attribute.value())
                                .build()));
        stack.aws().sns().publish(r -> {
            r.topicArn(topic).message(notification.text()).messageAttributes(attributes);
            if (!notification.subject().isEmpty()) {
                r.subject(notification.subject());
            }
        });
    }
}

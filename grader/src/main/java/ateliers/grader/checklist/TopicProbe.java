package ateliers.grader.checklist;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A queue subscribed to a topic, to see what the topic sends. Messages come in SNS's JSON envelope, which keeps the subject.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-sqs-as-subscriber.html">Fanout to Amazon SQS queues</a>
 */
public final class TopicProbe {
    public static final Noun NOTIFICATION = Noun.of("notification");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ProbeQueue queue;
    private final List<Notification> received = new ArrayList<>();

    private TopicProbe(ProbeQueue queue) {
        this.queue = queue;
    }

    /** Whether this is the ARN of a probe's queue, and not one of the stack. */
    public static boolean isProbe(Stack stack, String queueArn) {
        return stack.probes().contains(queueArn);
    }

    /** Subscribes a new queue to the topic. */
    public static TopicProbe on(Stack stack, String topicArn) {
        ProbeQueue queue = ProbeQueue.make(stack, ProbeQueue.name(stack));
        queue.admit("sns.amazonaws.com", topicArn);
        stack.aws().sns().subscribe(r -> r.topicArn(topicArn).protocol("sqs").endpoint(queue.arn()));
        return new TopicProbe(queue);
    }

    /** All that came so far, in the order in which it was read. */
    public synchronized List<Notification> received() {
        QueueDrain.bodies(queue.stack(), queue.url(), body -> received.add(read(body)));
        return List.copyOf(received);
    }

    /** Those whose text holds this; what was set in motion before the probe stood may still come in. */
    public List<Notification> naming(String text) {
        return received().stream()
                .filter(notification -> notification.text().contains(text))
                .toList();
    }

    /** The attributes that all of them carry, with the same value: a subscription may let in what has them, and nothing else. */
    public Map<String, Attribute> usualAttributes() {
        List<Notification> all = received();
        Map<String, Attribute> usual =
                new HashMap<>(all.isEmpty() ? Map.of() : all.get(0).attributes());
        all.forEach(each -> usual.entrySet().retainAll(each.attributes().entrySet()));
        return usual;
    }

    /** So many notifications, as a student reads it. */
    public static String said(int count) {
        return NOTIFICATION.said(count);
    }

    private static Notification read(String body) {
        try {
            JsonNode envelope = JSON.readTree(body);
            Map<String, Attribute> attributes = new HashMap<>();
            envelope.path("MessageAttributes")
                    .properties()
                    .forEach(field -> attributes.put(
                            field.getKey(),
                            new Attribute(
                                    field.getValue().path("Type").asText(),
                                    field.getValue().path("Value").asText())));
            return new Notification(
                    envelope.path("Subject").asText(""),
                    envelope.path("Message").asText(""),
                    attributes);
        } catch (JsonProcessingException e) {
            return new Notification("", body, Map.of());
        }
    }

    /** What a subscriber of the topic gets; an absent subject is empty. */
    public record Notification(String subject, String text, Map<String, Attribute> attributes) {
        /** The value of a String attribute; empty when it is absent or of another type. */
        public String string(String name) {
            Attribute attribute = attributes.get(name);
            return attribute == null || !attribute.type().equals("String") ? "" : attribute.value();
        }
    }

    /** A message attribute as SNS forwards it. */
    public record Attribute(String type, String value) {}
}

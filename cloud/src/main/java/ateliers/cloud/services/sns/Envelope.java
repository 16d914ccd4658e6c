package ateliers.cloud.services.sns;

import ateliers.cloud.kit.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/**
 * The JSON around a message.
 *
 * <p>Signatures have the form of AWS's and are made with a key of this cloud; nobody can check them against the
 * certificate they name.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html">Message and JSON
 *     formats</a>
 */
final class Envelope {
    private static final ObjectMapper JSON = Json.mapper();
    private static final ObjectWriter PRETTY =
            JSON.writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int SIGNATURE_BYTES = 256;

    private final String region;
    private final Supplier<URI> endpoint;
    private final byte[] key = new byte[32];
    private final String certificate;

    Envelope(String region, Supplier<URI> endpoint) {
        this.region = region;
        this.endpoint = endpoint;
        SecureRandom random = new SecureRandom();
        random.nextBytes(key);
        byte[] id = new byte[16];
        random.nextBytes(id);
        this.certificate = HexFormat.of().formatHex(id);
    }

    /** What a queue or an {@code email-json} address gets. */
    String text(Notification notification, Subscription subscription) {
        ObjectNode envelope = start(notification, subscription);
        notification.subject().ifPresent(subject -> envelope.put("Subject", subject));
        body(envelope, notification, subscription);
        sign(envelope, subscription.topic, signed(notification, subscription), "SigningCertURL");
        envelope.put("UnsubscribeURL", unsubscribeUrl(subscription));
        if (!notification.attributes().isEmpty()) {
            envelope.set("MessageAttributes", attributes(notification));
        }
        return pretty(envelope);
    }

    private static String pretty(ObjectNode envelope) {
        try {
            return PRETTY.writeValueAsString(envelope);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("an envelope can be written", e);
        }
    }

    /** What a function gets. */
    String lambdaEvent(Notification notification, Subscription subscription) {
        ObjectNode sns = start(notification, subscription);
        sns.put("Subject", notification.subject().orElse(null));
        body(sns, notification, subscription);
        sign(sns, subscription.topic, signed(notification, subscription), "SigningCertUrl");
        sns.put("UnsubscribeUrl", unsubscribeUrl(subscription));
        sns.set("MessageAttributes", attributes(notification));
        ObjectNode event = JSON.createObjectNode();
        ObjectNode entry = event.putArray("Records").addObject();
        entry.put("EventSource", "aws:sns")
                .put("EventVersion", "1.0")
                .put("EventSubscriptionArn", subscription.arn)
                .set("Sns", sns);
        return event.toString();
    }

    String unsubscribeUrl(Subscription subscription) {
        return endpoint.get() + "/?Action=Unsubscribe&SubscriptionArn=" + subscription.arn;
    }

    /** What an {@code email-json} address is asked. */
    String confirmation(Subscription subscription, Instant now) {
        return question(
                "SubscriptionConfirmation",
                subscription,
                "You have chosen to subscribe to the topic " + subscription.topic.arn
                        + ".\nTo confirm the subscription, visit the SubscribeURL included in this message.",
                now);
    }

    /** What an {@code email-json} address is told when its subscription has ended. */
    String end(Subscription subscription, Instant now) {
        return question(
                "UnsubscribeConfirmation",
                subscription,
                "You have chosen to deactivate subscription " + subscription.arn
                        + ".\nTo cancel this operation and restore the subscription, visit the SubscribeURL included in"
                        + " this message.",
                now);
    }

    private String question(String type, Subscription subscription, String message, Instant now) {
        String id = UUID.randomUUID().toString();
        String url = subscribeUrl(subscription);
        ObjectNode question = JSON.createObjectNode();
        question.put("Type", type)
                .put("MessageId", id)
                .put("Token", subscription.token())
                .put("TopicArn", subscription.topic.arn)
                .put("Message", message)
                .put("SubscribeURL", url)
                .put("Timestamp", timestamp(now));
        Map<String, String> signed = new LinkedHashMap<>();
        List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type")
                .forEach(name -> signed.put(name, question.get(name).asText()));
        sign(question, subscription.topic, signed, "SigningCertURL");
        return pretty(question);
    }

    String subscribeUrl(Subscription subscription) {
        return endpoint.get() + "/?Action=ConfirmSubscription&TopicArn=" + subscription.topic.arn + "&Token="
                + subscription.token();
    }

    static String timestamp(Instant time) {
        return TIMESTAMP.format(time);
    }

    private static ObjectNode start(Notification notification, Subscription subscription) {
        ObjectNode envelope = JSON.createObjectNode();
        envelope.put("Type", "Notification").put("MessageId", notification.messageId());
        notification.sequenceNumber().ifPresent(number -> envelope.put("SequenceNumber", number));
        return envelope.put("TopicArn", subscription.topic.arn);
    }

    private static void body(ObjectNode envelope, Notification notification, Subscription subscription) {
        envelope.put("Message", notification.messageFor(subscription.protocol))
                .put("Timestamp", timestamp(notification.time()));
    }

    /** FIFO topics do not sign. */
    private void sign(ObjectNode envelope, Topic topic, Map<String, String> signed, String urlName) {
        if (topic.fifo) {
            return;
        }
        envelope.put("SignatureVersion", topic.attributes.getOrDefault("SignatureVersion", "1"))
                .put("Signature", signature(signed))
                .put(
                        urlName,
                        "https://sns." + region + ".amazonaws.com/SimpleNotificationService-" + certificate + ".pem");
    }

    private static Map<String, String> signed(Notification notification, Subscription subscription) {
        Map<String, String> signed = new LinkedHashMap<>();
        signed.put("Message", notification.messageFor(subscription.protocol));
        signed.put("MessageId", notification.messageId());
        notification.subject().ifPresent(subject -> signed.put("Subject", subject));
        signed.put("Timestamp", timestamp(notification.time()));
        signed.put("TopicArn", subscription.topic.arn);
        signed.put("Type", "Notification");
        return signed;
    }

    private String signature(Map<String, String> fields) {
        StringBuilder signed = new StringBuilder();
        fields.forEach(
                (name, value) -> signed.append(name).append('\n').append(value).append('\n'));
        try {
            Mac mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(key, "HmacSHA512"));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(SIGNATURE_BYTES);
            byte[] block = mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.size() < SIGNATURE_BYTES) {
                bytes.writeBytes(block);
                block = mac.doFinal(block);
            }
            return Base64.getEncoder().encodeToString(bytes.toByteArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA512", e);
        }
    }

    private static ObjectNode attributes(Notification notification) {
        ObjectNode attributes = JSON.createObjectNode();
        for (Map.Entry<String, MessageAttributeValue> attribute :
                notification.attributes().entrySet()) {
            MessageAttributeValue value = attribute.getValue();
            attributes
                    .putObject(attribute.getKey())
                    .put("Type", value.dataType())
                    .put(
                            "Value",
                            value.stringValue() != null
                                    ? value.stringValue()
                                    : Base64.getEncoder()
                                            .encodeToString(value.binaryValue().asByteArrayUnsafe()));
        }
        return attributes;
    }
}

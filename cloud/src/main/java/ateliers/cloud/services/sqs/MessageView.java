package ateliers.cloud.services.sqs;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/** A received message as the receiver asked to see it. */
final class MessageView {
    private static final Map<String, Function<Receipt, String>> SYSTEM = system();

    private final Set<String> systemNames;
    private final List<String> names;

    /** @throws RuntimeException {@code InvalidAttributeName} for a system attribute that does not exist */
    @SuppressWarnings("deprecation") // AttributeNames is what older clients still send
    MessageView(ReceiveMessageRequest request) {
        this.systemNames = Stream.of(request.attributeNamesAsStrings(), request.messageSystemAttributeNamesAsStrings())
                .flatMap(Collection::stream)
                .collect(Collectors.toCollection(TreeSet::new));
        for (String name : systemNames) {
            // names of queue attributes are accepted here, and give nothing
            if (!SYSTEM.containsKey(name) && !QueueAttributes.isKnown(name)) {
                throw SqsErrors.unknownAttribute(name);
            }
        }
        this.names = request.messageAttributeNames();
    }

    software.amazon.awssdk.services.sqs.model.Message of(Receipt receipt) {
        Content content = receipt.message().content;
        var view = software.amazon.awssdk.services.sqs.model.Message.builder()
                .messageId(receipt.message().id)
                .receiptHandle(receipt.handle())
                .body(content.body())
                .md5OfBody(content.bodyMd5());
        if (!systemNames.isEmpty()) {
            view.attributesWithStrings(systemAttributes(receipt));
        }
        Map<String, MessageAttributeValue> shown = chosen(content.attributes());
        if (!shown.isEmpty()) {
            view.messageAttributes(shown);
            view.md5OfMessageAttributes(
                    shown.size() == content.attributes().size() ? content.attributesMd5() : AttributeDigest.md5(shown));
        }
        return view.build();
    }

    private Map<String, String> systemAttributes(Receipt receipt) {
        boolean all = systemNames.contains("All");
        Map<String, String> attributes = new LinkedHashMap<>();
        SYSTEM.forEach((name, value) -> {
            String present = all || systemNames.contains(name) ? value.apply(receipt) : "";
            if (!present.isEmpty()) {
                attributes.put(name, present);
            }
        });
        return attributes;
    }

    private Map<String, MessageAttributeValue> chosen(Map<String, MessageAttributeValue> attributes) {
        if (names.isEmpty() || attributes.isEmpty()) {
            return Map.of();
        }
        Map<String, MessageAttributeValue> chosen = new LinkedHashMap<>();
        attributes.forEach((name, value) -> {
            if (names.stream().anyMatch(pattern -> matches(pattern, name))) {
                chosen.put(name, value);
            }
        });
        return chosen;
    }

    private static boolean matches(String pattern, String name) {
        return pattern.equals("All")
                || pattern.equals(".*")
                || pattern.equals(name)
                || (pattern.endsWith(".*") && name.startsWith(pattern.substring(0, pattern.length() - 1)));
    }

    private static Map<String, Function<Receipt, String>> system() {
        Map<String, Function<Receipt, String>> system = new LinkedHashMap<>();
        system.put("SenderId", receipt -> receipt.message().senderId);
        system.put("SentTimestamp", receipt -> millis(receipt.message().sent));
        system.put("ApproximateReceiveCount", receipt -> Integer.toString(receipt.receiveCount()));
        system.put("ApproximateFirstReceiveTimestamp", receipt -> millis(receipt.firstReceived()));
        system.put("SequenceNumber", receipt -> receipt.message().sequenceNumber);
        system.put(
                "MessageDeduplicationId",
                receipt -> receipt.message().content.deduplicationId().orElse(""));
        system.put(
                "MessageGroupId", receipt -> receipt.message().content.groupId().orElse(""));
        system.put(
                "AWSTraceHeader",
                receipt -> receipt.message().content.traceHeader().orElse(""));
        system.put("DeadLetterQueueSourceArn", receipt -> receipt.message().sourceArn);
        return system;
    }

    private static String millis(Instant time) {
        return Long.toString(time.toEpochMilli());
    }
}

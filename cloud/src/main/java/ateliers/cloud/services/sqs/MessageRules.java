package ateliers.cloud.services.sqs;

import ateliers.cloud.door.CallContext;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * What may be sent.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">
 *     SendMessage</a>
 */
final class MessageRules {
    private static final int MAX_ATTRIBUTES = 10;
    private static final int MAX_DELAY = 900;
    private static final Pattern FORBIDDEN =
            Pattern.compile("[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");
    private static final Pattern FIFO_ID = Pattern.compile("[\\x21-\\x7E]{1,128}");
    private static final Pattern ATTRIBUTE_NAME = Pattern.compile("[A-Za-z0-9_.\\-\\u00C0-\\u017F]+");
    private static final Pattern ATTRIBUTE_TYPE = Pattern.compile("(String|Number|Binary)(\\..+)?");

    private MessageRules() {}

    /** An entry of a batch as a request of its own. */
    static SendMessageRequest request(String queueUrl, SendMessageBatchRequestEntry entry) {
        return SendMessageRequest.builder()
                .queueUrl(queueUrl)
                .messageBody(entry.messageBody())
                .delaySeconds(entry.delaySeconds())
                .messageAttributes(entry.hasMessageAttributes() ? entry.messageAttributes() : null)
                .messageSystemAttributesWithStrings(
                        entry.hasMessageSystemAttributes() ? entry.messageSystemAttributesAsStrings() : null)
                .messageDeduplicationId(entry.messageDeduplicationId())
                .messageGroupId(entry.messageGroupId())
                .build();
    }

    /** Checks everything but the size, which a batch checks as a whole first. */
    static Content content(SendMessageRequest request, QueueSettings settings) {
        String body = request.messageBody();
        if (body == null || body.isEmpty()) {
            throw SqsErrors.missing("MessageBody");
        }
        checkCharacters(body);
        Map<String, MessageAttributeValue> attributes = request.messageAttributes();
        checkAttributes(attributes);
        checkDelay(request, settings);
        return new Content(
                body,
                AttributeDigest.md5(body),
                attributes,
                AttributeDigest.md5(attributes),
                traceHeader(request).or(() -> CallContext.current().flatMap(CallContext::trace)),
                groupId(request.messageGroupId(), settings),
                deduplicationId(request, body, settings),
                size(request));
    }

    static void checkSize(int bytes, int limit) {
        if (bytes > limit) {
            throw SqsErrors.parameter(
                    "One or more parameters are invalid. Reason: Message must be shorter than " + limit + " bytes.");
        }
    }

    /** Bytes of the body and of names, types and values of attributes. */
    static int size(SendMessageRequest request) {
        long size = bytes(request.messageBody());
        for (var attribute : request.messageAttributes().entrySet()) {
            MessageAttributeValue value = attribute.getValue();
            size += bytes(attribute.getKey()) + bytes(value.dataType()) + bytes(value.stringValue());
            size += value.binaryValue() == null ? 0 : value.binaryValue().asByteArrayUnsafe().length;
        }
        return (int) Math.min(size, Integer.MAX_VALUE);
    }

    /** The digest of the trace header that the sender gave as an attribute, sent back to it; empty without one. */
    static String systemMd5(SendMessageRequest request) {
        return traceHeader(request)
                .map(header -> AttributeDigest.md5(Map.of(
                        "AWSTraceHeader",
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue(header)
                                .build())))
                .orElse("");
    }

    private static int bytes(String text) {
        return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static void checkDelay(SendMessageRequest request, QueueSettings settings) {
        Integer delay = request.delaySeconds();
        if (delay == null) {
            return;
        }
        if (delay < 0 || delay > MAX_DELAY) {
            throw SqsErrors.parameter("DelaySeconds", delay, "DelaySeconds must be >= 0 and <= 900.");
        }
        if (settings.fifo() && delay > 0) {
            throw SqsErrors.parameter(
                    "DelaySeconds", delay, "The request include parameter that is not valid for this queue type.");
        }
    }

    private static Optional<String> groupId(String groupId, QueueSettings settings) {
        if (groupId == null) {
            if (settings.fifo()) {
                throw SqsErrors.missing("MessageGroupId");
            }
            return Optional.empty();
        }
        checkFifoId("MessageGroupId", groupId);
        return Optional.of(groupId);
    }

    private static Optional<String> deduplicationId(SendMessageRequest request, String body, QueueSettings settings) {
        String id = request.messageDeduplicationId();
        if (id != null) {
            checkFifoId("MessageDeduplicationId", id);
            if (!settings.fifo()) {
                throw SqsErrors.parameter(
                        "MessageDeduplicationId",
                        id,
                        "The request includes a parameter that is not valid for this queue type.");
            }
            return Optional.of(id);
        }
        if (!settings.fifo()) {
            return Optional.empty();
        }
        if (!settings.contentBasedDeduplication()) {
            throw SqsErrors.parameter("The queue should either have ContentBasedDeduplication enabled or"
                    + " MessageDeduplicationId provided explicitly");
        }
        return Optional.of(AttributeDigest.sha256(body));
    }

    private static void checkFifoId(String parameter, String id) {
        if (!FIFO_ID.matcher(id).matches()) {
            throw SqsErrors.parameter(
                    parameter,
                    id,
                    parameter + " can only include alphanumeric and punctuation characters. 1 to 128 in length.");
        }
    }

    private static Optional<String> traceHeader(SendMessageRequest request) {
        for (var attribute : request.messageSystemAttributesAsStrings().entrySet()) {
            MessageSystemAttributeValue value = attribute.getValue();
            if (!attribute.getKey().equals("AWSTraceHeader")) {
                throw SqsErrors.parameter("Message system attribute name '" + attribute.getKey() + "' is invalid.");
            }
            boolean otherwise =
                    value.binaryValue() != null || value.hasStringListValues() || value.hasBinaryListValues();
            if (!"String".equals(value.dataType()) || value.stringValue() == null || otherwise) {
                throw SqsErrors.parameter("Message system attribute 'AWSTraceHeader' must be of type 'String'.");
            }
            return Optional.of(value.stringValue());
        }
        return Optional.empty();
    }

    private static void checkAttributes(Map<String, MessageAttributeValue> attributes) {
        if (attributes.size() > MAX_ATTRIBUTES) {
            throw SqsErrors.parameter("Number of message attributes [" + attributes.size()
                    + "] exceeds the allowed maximum [" + MAX_ATTRIBUTES + "].");
        }
        attributes.forEach((name, value) -> {
            checkName(name);
            checkType(name, value.dataType());
            checkValue(name, value);
        });
    }

    private static void checkName(String name) {
        if (bytes(name) > 256) {
            throw SqsErrors.parameter("Message (user) attribute names must be shorter than 256 Bytes");
        }
        if (!ATTRIBUTE_NAME.matcher(name).matches()) {
            throw SqsErrors.parameter(
                    "Message (user) attributes name can only contain upper and lower score characters,"
                            + " digits, periods, hyphens and underscores. ");
        }
        boolean reserved = name.regionMatches(true, 0, "AWS.", 0, 4) || name.regionMatches(true, 0, "Amazon.", 0, 7);
        if (reserved || name.startsWith(".") || name.endsWith(".") || name.contains("..")) {
            throw SqsErrors.parameter("You can't use message attribute names beginning with 'AWS.' or 'Amazon.'."
                    + " These strings are reserved for internal use. Additionally, they cannot start or end with '.'.");
        }
    }

    private static void checkType(String name, String type) {
        if (type == null || type.isEmpty()) {
            throw SqsErrors.parameter(
                    "The message attribute '" + name + "' must contain non-empty message attribute type.");
        }
        if (!ATTRIBUTE_TYPE.matcher(type).matches()) {
            throw SqsErrors.parameter("The message attribute '" + name + "' has an invalid message attribute type,"
                    + " the set of supported type prefixes is Binary, Number, and String.");
        }
        if (bytes(type) > 256) {
            throw SqsErrors.parameter("Message (user) attribute types must be shorter than 256 Bytes");
        }
    }

    private static void checkValue(String name, MessageAttributeValue value) {
        String type = value.dataType();
        boolean binary = type.startsWith("Binary");
        if (value.hasStringListValues() || value.hasBinaryListValues()) {
            throw SqsErrors.parameter("Message attribute list values in SendMessage operation are not supported.");
        }
        if (binary ? value.stringValue() != null : value.binaryValue() != null) {
            throw SqsErrors.parameter("The message (user) attribute '" + name + "' with type '" + type
                    + "' must use field '" + (binary ? "Binary" : "String") + "'.");
        }
        if (binary
                ? value.binaryValue() == null || value.binaryValue().asByteArrayUnsafe().length == 0
                : value.stringValue() == null || value.stringValue().isEmpty()) {
            throw empty(name, type);
        }
        if (!binary) {
            checkCharacters(value.stringValue());
        }
        if (type.startsWith("Number")) {
            checkNumber(name, value.stringValue());
        }
    }

    private static AwsServiceException empty(String name, String type) {
        return SqsErrors.parameter(
                "Message (user) attribute '" + name + "' must contain a non-empty value of type '" + type + "'.");
    }

    private static void checkNumber(String name, String number) {
        try {
            new BigDecimal(number.strip());
        } catch (NumberFormatException e) {
            throw SqsErrors.parameter("Can't cast the value of message (user) attribute '" + name + "' to a number.");
        }
    }

    private static void checkCharacters(String text) {
        if (FORBIDDEN.matcher(text).find()) {
            throw SqsErrors.contents();
        }
    }
}

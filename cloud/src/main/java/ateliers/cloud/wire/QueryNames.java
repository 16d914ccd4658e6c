package ateliers.cloud.wire;

import ateliers.cloud.sdk.SdkOperation;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/**
 * How lists and maps are named in awsQuery. The SDK's model tells, but for SQS: its model is the JSON one, and clients
 * that still send forms use the names of the older one.
 *
 * @param operation names depend on it, in SQS
 * @param sqs whether SQS's older names hold
 */
record QueryNames(SdkOperation operation, boolean sqs) {
    private static final Map<String, String> SQS_LISTS = Map.ofEntries(
            Map.entry("AttributeNames", "AttributeName"),
            Map.entry("MessageAttributeNames", "MessageAttributeName"),
            Map.entry("MessageSystemAttributeNames", "MessageSystemAttributeName"),
            Map.entry("TagKeys", "TagKey"),
            Map.entry("AWSAccountIds", "AWSAccountId"),
            Map.entry("Actions", "ActionName"),
            Map.entry("StringListValues", "StringListValue"),
            Map.entry("BinaryListValues", "BinaryListValue"),
            Map.entry("QueueUrls", "QueueUrl"),
            Map.entry("queueUrls", "QueueUrl"),
            Map.entry("Messages", "Message"),
            Map.entry("Failed", "BatchResultErrorEntry"));

    private static final Map<String, String> SQS_MAPS = Map.of(
            "Attributes", "Attribute",
            "MessageAttributes", "MessageAttribute",
            "MessageSystemAttributes", "MessageSystemAttribute",
            "tags", "Tag",
            "Tags", "Tag");

    static QueryNames of(SdkOperation operation) {
        return new QueryNames(
                operation,
                operation != null && operation.service().signingName().equals("sqs"));
    }

    boolean isS3() {
        return operation != null && operation.service().signingName().equals("s3");
    }

    /** A member's name, in a request when {@code in}, in a response otherwise. */
    String name(SdkField<?> field, boolean in) {
        String name = in ? field.locationName() : field.unmarshallLocationName();
        if (!sqs) {
            return name;
        }
        if (field.containsTrait(MapTrait.class)) {
            return SQS_MAPS.getOrDefault(name, name);
        }
        if (!field.containsTrait(ListTrait.class)) {
            return name;
        }
        return switch (name) {
            case "Entries" -> operation.name() + "RequestEntry";
            case "Successful", "Results" -> operation.name() + "ResultEntry";
            default -> SQS_LISTS.getOrDefault(name, name);
        };
    }

    boolean flattened(ListTrait list) {
        return sqs || list.isFlattened();
    }

    boolean flattened(MapTrait map) {
        return sqs || map.isFlattened();
    }

    String item(ListTrait list, boolean in) {
        if (list.memberLocationName() != null) {
            return list.memberLocationName();
        }
        SdkField<?> item = list.memberFieldInfo();
        return in ? item.locationName() : item.unmarshallLocationName();
    }

    String key(SdkField<?> field, MapTrait map) {
        if (!sqs) {
            return map.keyLocationName();
        }
        return field.locationName().equalsIgnoreCase("tags") ? "Key" : "Name";
    }

    String value(MapTrait map) {
        return sqs ? "Value" : map.valueLocationName();
    }
}

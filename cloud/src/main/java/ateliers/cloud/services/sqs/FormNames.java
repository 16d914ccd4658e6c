package ateliers.cloud.services.sqs;

import ateliers.cloud.traits.QueryNames;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/**
 * The names of SQS's older, awsQuery model, which clients that still send forms use: lists and maps are flattened, and
 * their items have names in the singular.
 *
 * @param operation entries of batches are named by it
 */
record FormNames(String operation) implements QueryNames {
    private static final Map<String, String> LISTS = Map.ofEntries(
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

    private static final Map<String, String> MAPS = Map.of(
            "Attributes", "Attribute",
            "MessageAttributes", "MessageAttribute",
            "MessageSystemAttributes", "MessageSystemAttribute",
            "tags", "Tag",
            "Tags", "Tag");

    @Override
    public String name(SdkField<?> field, boolean in) {
        String name = QueryNames.super.name(field, in);
        if (field.containsTrait(MapTrait.class)) {
            return MAPS.getOrDefault(name, name);
        }
        if (!field.containsTrait(ListTrait.class)) {
            return name;
        }
        return switch (name) {
            case "Entries" -> operation + "RequestEntry";
            case "Successful", "Results" -> operation + "ResultEntry";
            default -> LISTS.getOrDefault(name, name);
        };
    }

    @Override
    public boolean flattened(ListTrait list) {
        return true;
    }

    @Override
    public boolean flattened(MapTrait map) {
        return true;
    }

    @Override
    public String key(SdkField<?> field, MapTrait map) {
        return field.locationName().equalsIgnoreCase("tags") ? "Key" : "Name";
    }

    @Override
    public String value(MapTrait map) {
        return "Value";
    }
}

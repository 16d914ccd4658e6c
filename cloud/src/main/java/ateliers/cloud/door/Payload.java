package ateliers.cloud.door;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;

/**
 * What is delivered. A target takes of it what its API has a place for.
 *
 * @param body text, mostly JSON
 * @param attributes of a message, by name
 * @param subject of a notification
 * @param groupId of a message in a FIFO queue or topic
 * @param deduplicationId likewise
 */
public record Payload(
        String body,
        Map<String, Attribute> attributes,
        Optional<String> subject,
        Optional<String> groupId,
        Optional<String> deduplicationId) {

    /**
     * An attribute of a message.
     *
     * @param type as {@code String}, {@code Number}, {@code Binary}, {@code String.Array}
     * @param text null where it is binary
     * @param bytes null where it is text
     */
    public record Attribute(String type, String text, SdkBytes bytes) {
        public static Attribute string(String value) {
            return new Attribute("String", value, null);
        }

        public static Attribute number(String value) {
            return new Attribute("Number", value, null);
        }
    }

    public Payload {
        attributes = Map.copyOf(attributes);
    }

    /** A body alone. */
    public static Payload of(String body) {
        return new Payload(body, Map.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * The attributes in the class that a target's API has for them; null, as its requests want it, where there are none.
     *
     * @param made makes one of type, text and bytes
     */
    public <V> Map<String, V> attributesAs(Function<Attribute, V> made) {
        if (attributes.isEmpty()) {
            return null;
        }
        Map<String, V> all = new HashMap<>();
        attributes.forEach((name, value) -> all.put(name, made.apply(value)));
        return all;
    }

    public Payload withAttributes(Map<String, Attribute> more) {
        Map<String, Attribute> all = new LinkedHashMap<>(attributes);
        all.putAll(more);
        return new Payload(body, all, subject, groupId, deduplicationId);
    }

    public Payload withSubject(String newSubject) {
        return new Payload(body, attributes, Optional.ofNullable(newSubject), groupId, deduplicationId);
    }

    /** @param deduplicationId null where the queue or topic makes it of the body */
    public Payload inGroup(String newGroupId, String deduplicationId) {
        return new Payload(
                body, attributes, subject, Optional.ofNullable(newGroupId), Optional.ofNullable(deduplicationId));
    }
}

package ateliers.cloud.services.cloudformation.provision;

import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Door;
import ateliers.cloud.door.Place;
import ateliers.cloud.door.Principal;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.core.SdkClient;

/**
 * One thing to do to one resource.
 *
 * @param principal who acts: the stack's caller, or its role
 * @param type as the template says it
 * @param answers where providers of custom resources answer
 * @param nested the stacks within the stack
 * @param settled waits until what was made or changed last is ready, as CloudFormation does before it goes on
 * @param physicalId empty when the resource is still to be made
 * @param attributes what {@code Fn::GetAtt} has returned so far
 * @param properties evaluated and fitting the schema
 */
public record ResourceCall(
        Door door,
        Place place,
        Principal principal,
        String stackName,
        String logicalId,
        String type,
        Answers answers,
        NestedStacks nested,
        Runnable settled,
        String physicalId,
        Map<String, String> attributes,
        ObjectNode properties,
        StackTags stackTags) {

    /**
     * Tags that all resources of a stack get.
     *
     * @param own the stack's tags
     * @param before the same before the operation that is under way
     * @param system {@code aws:cloudformation:…}, which only AWS may set
     */
    public record StackTags(Map<String, String> own, Map<String, String> before, Map<String, String> system) {}

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final int SUFFIX = 12;

    public <C extends SdkClient> C client(Class<C> api) {
        return door.as(principal, api, CallContext.viaService("cloudformation.amazonaws.com"));
    }

    /** The same, done by somebody else. */
    public ResourceCall by(Principal other) {
        return new ResourceCall(
                door,
                place,
                other,
                stackName,
                logicalId,
                type,
                answers,
                nested,
                settled,
                physicalId,
                attributes,
                properties,
                stackTags);
    }

    /** The stack's ARN. */
    String stackId() {
        return stackTags.system().get("aws:cloudformation:stack-id");
    }

    boolean has(String property) {
        return properties.has(property);
    }

    /** A property as text; null when it is not there. */
    String text(String property) {
        return properties.has(property) ? properties.get(property).asText() : null;
    }

    /** The elements of a list of texts; empty when it is not there. */
    List<String> texts(String property) {
        return texts(properties, property);
    }

    static List<String> texts(ObjectNode properties, String property) {
        List<String> texts = new ArrayList<>();
        properties.path(property).forEach(each -> texts.add(each.asText()));
        return texts;
    }

    /** A policy or other document as JSON text; null when it is not there. */
    String document(String property) {
        return document(properties.get(property));
    }

    static String document(JsonNode node) {
        return node == null ? null : node.isTextual() ? node.textValue() : node.toString();
    }

    /** The stack's tags and, over them, those of the property. */
    Map<String, String> tags() {
        return tags(stackTags.own(), properties);
    }

    /** The same and those of CloudFormation itself, for services that take them when the resource is made. */
    Map<String, String> allTags() {
        Map<String, String> tags = tags();
        tags.putAll(stackTags.system());
        return tags;
    }

    /** Those of CloudFormation itself alone, which need no permission. */
    Map<String, String> systemTags() {
        return stackTags.system();
    }

    /** What becomes of the resource's tags, the stack's included. */
    TagChange tagChange(ObjectNode before) {
        return TagChange.between(tags(stackTags.before(), before), tags());
    }

    private static Map<String, String> tags(Map<String, String> ofStack, ObjectNode properties) {
        Map<String, String> tags = new LinkedHashMap<>(ofStack);
        JsonNode given = properties.path("Tags");
        if (given.isObject()) {
            given.properties()
                    .forEach(each -> tags.put(each.getKey(), each.getValue().asText()));
        } else {
            given.forEach(each ->
                    tags.put(each.path("Key").asText(), each.path("Value").asText()));
        }
        return tags;
    }

    /** The name that the template chose, or one made of stack, logical id and chance, as AWS makes them. */
    String name(String property, int maxLength) {
        return properties.has(property) ? text(property) : generatedName(maxLength);
    }

    /** A name such as {@code stack-Resource-1A2B3C4D5E6F}, its first two parts cut to fit. */
    String generatedName(int maxLength) {
        StringBuilder suffix = new StringBuilder();
        for (int i = 0; i < SUFFIX; i++) {
            suffix.append(CHARACTERS.charAt(RANDOM.nextInt(CHARACTERS.length())));
        }
        int room = maxLength - SUFFIX - 2;
        String stack = stackName;
        String resource = logicalId;
        if (stack.length() + resource.length() > room) {
            stack = cut(stack, Math.max(room / 2, room - resource.length()));
            resource = cut(resource, room - stack.length());
        }
        return stack + "-" + resource + "-" + suffix;
    }

    /** The same in lower case, as buckets need it. */
    String generatedLowerCaseName(int maxLength) {
        return generatedName(maxLength).toLowerCase(Locale.ROOT);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, Math.max(1, length));
    }
}

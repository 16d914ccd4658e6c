package ateliers.cloud.door;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One thing that a call needs to be allowed: an action on a resource.
 *
 * @param action as {@code sqs:SendMessage}
 * @param resource an ARN, or {@code *} for actions without resource-level permission
 * @param conditionKeys the operation's own condition keys, as {@code sns:Protocol}
 */
public record Need(String action, String resource, Map<String, List<String>> conditionKeys) {
    /** The condition keys of a resource's tags begin so. */
    public static final String RESOURCE_TAG = "aws:ResourceTag/";

    public Need(String action, String resource) {
        this(action, resource, Map.of());
    }

    /** An action that has no resource-level permission. */
    public static Need anywhere(String action) {
        return new Need(action, "*");
    }

    /**
     * To hand a role to a service that will act in it, as CreateFunction does; to be among the needs of every operation
     * that takes a role.
     *
     * @param service who gets it, as {@code lambda.amazonaws.com}
     */
    public static Need passRole(String roleArn, String service) {
        return new Need("iam:PassRole", roleArn).with("iam:PassedToService", service);
    }

    /**
     * To assume a role. {@code door.wouldAllow(Principal.service("lambda.amazonaws.com"), Need.assumeRole(arn))} tells
     * whether the role exists and trusts the service.
     */
    public static Need assumeRole(String roleArn) {
        return new Need("sts:AssumeRole", roleArn);
    }

    /** This need with the condition keys of tags that a request sets; none where it sets none. */
    public Need tagging(Map<String, String> tags) {
        return untagging(tags.keySet()).withEach("aws:RequestTag/", tags);
    }

    /** This need with the condition key of the tags that a request names. */
    public Need untagging(Collection<String> keys) {
        return keys.isEmpty() ? this : with("aws:TagKeys", keys.toArray(String[]::new));
    }

    /** This need with the condition keys of the tags that its resource has. */
    public Need tagged(Map<String, String> tags) {
        return withEach(RESOURCE_TAG, tags);
    }

    /** Every call is decided with the tags of its resource: the keys are copied once, and not for each tag. */
    private Need withEach(String prefix, Map<String, String> tags) {
        if (tags.isEmpty()) {
            return this;
        }
        Map<String, List<String>> keys = new HashMap<>(conditionKeys);
        tags.forEach((key, value) -> keys.put(prefix + key, List.of(Objects.requireNonNullElse(value, ""))));
        return new Need(action, resource, Map.copyOf(keys));
    }

    /** This need with one more condition key; values that a malformed request leaves out are none. */
    public Need with(String key, String... values) {
        Map<String, List<String>> keys = new HashMap<>(conditionKeys);
        keys.put(key, Stream.of(values).filter(Objects::nonNull).toList());
        return new Need(action, resource, Map.copyOf(keys));
    }
}

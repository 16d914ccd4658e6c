package ateliers.cloud.kit;

import java.util.List;
import java.util.Optional;

/**
 * The name of a resource in all of AWS: {@code arn:partition:service:region:account:resource}.
 *
 * @param service as {@code sqs}
 * @param region empty for global services
 * @param account 12 digits; empty for buckets
 * @param resource what follows the fifth colon, colons and slashes included
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">Amazon Resource Names</a>
 */
public record Arn(String partition, String service, String region, String account, String resource) {
    private static final int PARTS = 6;

    /** The ARN that a text is; empty when it is none, or null. */
    public static Optional<Arn> find(String text) {
        if (text == null || !text.startsWith("arn:")) {
            return Optional.empty();
        }
        String[] parts = text.split(":", PARTS);
        return parts.length == PARTS
                ? Optional.of(new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]))
                : Optional.empty();
    }

    /**
     * The ARN that a text is.
     *
     * @throws IllegalArgumentException when it is none: to be used where somebody has checked before
     */
    public static Arn of(String text) {
        return find(text).orElseThrow(() -> new IllegalArgumentException("not an ARN: " + text));
    }

    /** What kind of resource it is, where the resource says so: {@code table} of {@code table/orders}; else empty. */
    public String type() {
        int end = separator();
        return end < 0 ? "" : resource.substring(0, end);
    }

    /** The resource without its kind: {@code orders} of {@code table/orders}, all of a queue's. */
    public String id() {
        return resource.substring(separator() + 1);
    }

    /** The resource's parts between colons: {@code log-group}, {@code orders} and {@code *} of {@code log-group:orders:*}. */
    public List<String> parts() {
        return List.of(resource.split(":"));
    }

    /** The last part of the resource: {@code orders} of {@code role/shop/orders}. */
    public String name() {
        return resource.substring(Math.max(resource.lastIndexOf('/'), resource.lastIndexOf(':')) + 1);
    }

    private int separator() {
        for (int at = 0; at < resource.length(); at++) {
            if (resource.charAt(at) == ':' || resource.charAt(at) == '/') {
                return at;
            }
        }
        return -1;
    }

    @Override
    public String toString() {
        return "arn:" + partition + ":" + service + ":" + region + ":" + account + ":" + resource;
    }
}

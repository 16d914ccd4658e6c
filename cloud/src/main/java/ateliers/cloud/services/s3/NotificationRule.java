package ateliers.cloud.services.s3;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One notification of a bucket.
 *
 * @param events as {@code s3:ObjectCreated:*}
 * @param prefix of keys; empty for any
 * @param suffix of keys; empty for any
 * @param filtered whether it was given a filter at all
 */
record NotificationRule(
        String id,
        Destination destination,
        String arn,
        List<String> events,
        String prefix,
        String suffix,
        boolean filtered) {

    /** Whether an event, as {@code ObjectCreated:Put}, about a key is for this one. */
    boolean matches(String event, String key) {
        return key.startsWith(meant(prefix))
                && key.endsWith(meant(suffix))
                && events.stream().anyMatch(pattern -> covers(pattern, "s3:" + event));
    }

    /** Filters are given as URLs have them. What is no such text stands for itself. */
    private static String meant(String given) {
        try {
            return URLDecoder.decode(given, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return given;
        }
    }

    /** Whether some event about some key would be for both. */
    boolean overlaps(NotificationRule other) {
        boolean sharesEvent = events.stream()
                .anyMatch(mine -> other.events.stream().anyMatch(yours -> covers(mine, yours) || covers(yours, mine)));
        return sharesEvent
                && (prefix.startsWith(other.prefix) || other.prefix.startsWith(prefix))
                && (suffix.endsWith(other.suffix) || other.suffix.endsWith(suffix));
    }

    private static boolean covers(String pattern, String event) {
        return pattern.endsWith("*")
                ? event.startsWith(pattern.substring(0, pattern.length() - 1))
                : event.equals(pattern);
    }
}

package ateliers.cloud.services.sqs;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * A page of a listing in the order of names.
 *
 * @param nextToken null on the last page
 */
record Page(List<String> urls, String nextToken) {
    private static final int MOST = 1000;

    /** @param maxResults null where the caller does not page: then the first thousand come without a token */
    static Page of(List<Queue> all, Integer maxResults, String token) {
        if (maxResults != null && (maxResults < 1 || maxResults > MOST)) {
            throw SqsErrors.parameter("MaxResults", maxResults, "MaxResults must be an integer between 1 and 1000.");
        }
        String after = token == null ? "" : decode(token);
        List<Queue> rest =
                all.stream().filter(queue -> queue.name.compareTo(after) > 0).toList();
        int size = maxResults == null ? MOST : maxResults;
        List<Queue> shown = rest.subList(0, Math.min(size, rest.size()));
        boolean more = maxResults != null && rest.size() > size;
        return new Page(
                shown.stream().map(queue -> queue.url).toList(), more ? encode(shown.get(size - 1).name) : null);
    }

    private static String encode(String name) {
        return Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String token) {
        try {
            return new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw SqsErrors.parameter("Invalid or expired next token.");
        }
    }
}

package ateliers.cloud.services.apigatewayv2;

import java.util.Collection;
import java.util.List;

/**
 * One page of a list.
 *
 * @param nextToken of the next one, or null
 */
record Page<T>(List<T> items, String nextToken) {
    private static final int USUAL = 100;
    private static final int MOST = 500;

    static <T> Page<T> of(Collection<T> collection, String maxResults, String nextToken) {
        List<T> all = List.copyOf(collection);
        int size = maxResults == null ? USUAL : number(maxResults, "MaxResults");
        int from = nextToken == null || nextToken.isEmpty() ? 0 : number(nextToken, "NextToken");
        if (size < 1 || size > MOST) {
            throw invalid("MaxResults");
        }
        if (from > all.size()) {
            throw invalid("NextToken");
        }
        int to = Math.min(all.size(), from + size);
        return new Page<>(all.subList(from, to), to < all.size() ? Integer.toString(to) : null);
    }

    private static int number(String text, String what) {
        if (!text.matches("\\d{1,9}")) {
            throw invalid(what);
        }
        return Integer.parseInt(text);
    }

    private static RuntimeException invalid(String what) {
        return ApiErrors.bad("Invalid value for " + what);
    }
}

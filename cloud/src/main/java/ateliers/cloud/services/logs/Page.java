package ateliers.cloud.services.logs;

import java.util.List;

/**
 * A part of a list.
 *
 * @param next the token of the part that follows; null at the end
 */
record Page<T>(List<T> items, String next) {
    static <T> Page<T> of(List<T> all, String token, Integer limit, int standard) {
        int from = 0;
        if (token != null) {
            if (!token.matches("\\d{1,9}")) {
                throw LogsErrors.invalid("The specified nextToken is invalid.");
            }
            from = Math.min(all.size(), Integer.parseInt(token));
        }
        if (limit != null && (limit < 1 || limit > standard)) {
            throw LogsErrors.constraint(
                    limit,
                    "limit",
                    limit < 1
                            ? "have value greater than or equal to 1"
                            : "have value less than or equal to " + standard);
        }
        int to = Math.min(all.size(), from + (limit == null ? standard : limit));
        return new Page<>(all.subList(from, to), to < all.size() ? Integer.toString(to) : null);
    }
}

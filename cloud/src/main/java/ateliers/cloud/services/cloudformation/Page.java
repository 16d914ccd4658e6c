package ateliers.cloud.services.cloudformation;

import java.util.List;

/**
 * A part of a list.
 *
 * @param next the token of the part that follows; null at the end
 */
record Page<T>(List<T> items, String next) {
    private static final int SIZE = 100;

    /** A part of a list that grows at its end. */
    static <T> Page<T> of(List<T> all, String token) {
        int from = token == null ? 0 : Math.min(number(token), all.size());
        int to = Math.min(from + SIZE, all.size());
        return new Page<>(all.subList(from, to), to < all.size() ? Integer.toString(to) : null);
    }

    /** A part of a list that grows at its beginning: the token tells how much is left. */
    static <T> Page<T> newestFirst(List<T> all, String token) {
        int left = token == null ? all.size() : Math.min(number(token), all.size());
        int rest = Math.max(left - SIZE, 0);
        return new Page<>(all.subList(all.size() - left, all.size() - rest), rest == 0 ? null : Integer.toString(rest));
    }

    private static int number(String token) {
        if (!token.matches("[1-9]\\d{0,8}")) {
            throw CfnErrors.validation("The specified NextToken is not valid.");
        }
        return Integer.parseInt(token);
    }
}

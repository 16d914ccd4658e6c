package ateliers.cloud.services.apigateway;

import java.util.List;

/**
 * One page of a list.
 *
 * @param position of the next one, or null
 */
record Page<T>(List<T> items, String position) {
    private static final int USUAL = 25;
    private static final int MOST = 500;

    static <T> Page<T> of(List<T> all, Integer limit, String position) {
        int size = limit == null ? USUAL : Math.min(MOST, Math.max(1, limit));
        int from;
        try {
            from = position == null || position.isEmpty() ? 0 : Integer.parseInt(position);
        } catch (NumberFormatException e) {
            throw ApiErrors.bad("Invalid position parameter.");
        }
        int to = Math.min(all.size(), from + size);
        if (from < 0 || from > to) {
            throw ApiErrors.bad("Invalid position parameter.");
        }
        return new Page<>(all.subList(from, to), to < all.size() ? Integer.toString(to) : null);
    }
}

package ateliers.cloud.services.iam;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * A part of a list.
 *
 * @param marker where the next part begins; null at the end
 */
record Page<T>(List<T> items, String marker) {
    private static final int DEFAULT_SIZE = 100;

    static <T> Page<T> of(List<T> all, String marker, Integer maxItems) {
        int size = Checks.between(maxItems, DEFAULT_SIZE, "maxItems", 1, 1000);
        int from = marker == null ? 0 : start(marker);
        int to = Math.min(all.size(), from + size);
        return new Page<>(all.subList(Math.min(from, to), to), to < all.size() ? marker(to) : null);
    }

    boolean isTruncated() {
        return marker != null;
    }

    private static String marker(int start) {
        return Base64.getUrlEncoder().encodeToString(("at:" + start).getBytes(StandardCharsets.UTF_8));
    }

    private static int start(String marker) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
            return Integer.parseInt(text.substring("at:".length()));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw IamErrors.validation("Invalid Marker.");
        }
    }
}

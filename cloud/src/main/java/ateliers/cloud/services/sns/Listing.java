package ateliers.cloud.services.sns;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * A page of a listing.
 *
 * @param nextToken names the last item shown; null on the last page
 */
record Listing<T>(List<T> items, String nextToken) {
    static <T> Listing<T> of(List<T> all, String token, int size, Function<T, String> key) {
        int from = 0;
        if (token != null) {
            String last = decode(token);
            List<String> keys = all.stream().map(key).toList();
            from = keys.indexOf(last) + 1;
            if (from == 0) {
                throw SnsErrors.parameter("nextToken");
            }
        }
        List<T> items = all.subList(from, Math.min(from + size, all.size()));
        boolean more = from + size < all.size();
        return new Listing<>(List.copyOf(items), more ? encode(key.apply(items.get(items.size() - 1))) : null);
    }

    private static String encode(String key) {
        return Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String token) {
        try {
            return new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw SnsErrors.parameter("nextToken");
        }
    }
}

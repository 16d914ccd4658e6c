package ateliers.cloud.services.codecommit;

import ateliers.cloud.kit.Paging;
import java.util.List;

/** How long lists are answered. */
final class Pages {
    private Pages() {}

    /** @param asked null for AWS's own size */
    static int size(Integer asked, int own) {
        if (asked != null && asked < 1) {
            throw Refusal.INVALID_MAX_RESULTS.error();
        }
        return asked == null ? own : asked;
    }

    static <T> Paging.Page<T> of(List<T> all, int size, String token) {
        return Paging.<T>byPosition(Refusal.INVALID_CONTINUATION_TOKEN::error)
                .opaque()
                .page(all, size, token);
    }
}

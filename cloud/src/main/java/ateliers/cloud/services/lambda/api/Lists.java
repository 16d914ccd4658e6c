package ateliers.cloud.services.lambda.api;

import ateliers.cloud.kit.Paging;
import java.util.List;

/** Lambda's lists in pages, whose markers hold how many items came before. */
public final class Lists {
    private static final int MOST_ASKED = 10_000;

    private Lists() {}

    /**
     * A page of at most so many items, however many are asked for.
     *
     * @param marker null for the first page
     * @param asked null where the request leaves it to Lambda
     */
    public static <T> Paging.Page<T> page(List<T> all, String marker, Integer asked, int most) {
        LambdaErrors.constraints().between("maxItems", asked, 1, MOST_ASKED).require();
        return Paging.<T>byPosition(() -> LambdaErrors.invalid("Invalid Pagination Marker"))
                .page(all, asked == null ? most : Math.min(asked, most), marker);
    }
}

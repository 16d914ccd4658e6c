package ateliers.cloud.services.iam;

import ateliers.cloud.kit.Constraints;
import ateliers.cloud.kit.Paging;
import java.util.List;
import java.util.regex.Pattern;

/** Names, paths, numbers and pages within IAM's limits. */
final class Checks {
    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]+");
    private static final Pattern PATH = Pattern.compile("/|/[!-~]+/");
    private static final int PAGE = 100;

    private Checks() {}

    static Constraints constraints() {
        return Constraints.refusedBy(IamErrors::validation);
    }

    static String name(String value, String member, int maxLength) {
        constraints().present(member, value).length(member, value, 1, maxLength).require();
        if (!NAME.matcher(value).matches()) {
            throw IamErrors.validation("The specified value for " + member
                    + " is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-");
        }
        return value;
    }

    static String path(String value) {
        if (value == null) {
            return "/";
        }
        text(value, "path", 512);
        if (!PATH.matcher(value).matches() || value.contains("//")) {
            throw IamErrors.validation("The specified value for path is invalid. It must begin and end with / and"
                    + " contain only alphanumeric characters and/or / characters.");
        }
        return value;
    }

    static int between(Integer value, int otherwise, String member, int min, int max) {
        constraints().between(member, value, min, max).require();
        return value == null ? otherwise : value;
    }

    static void text(String value, String member, int maxLength) {
        constraints().length(member, value, 0, maxLength).require();
    }

    /** A part of a list; its token is what IAM calls a marker. */
    static <T> Paging.Page<T> page(List<T> all, String marker, Integer maxItems) {
        int size = between(maxItems, PAGE, "maxItems", 1, 1000);
        return Paging.<T>byPosition(() -> IamErrors.validation("Invalid Marker."))
                .opaque()
                .page(all, size, marker);
    }
}

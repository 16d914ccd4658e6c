package ateliers.cloud.door;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Tags that AWS sets: their keys begin with {@code aws:}. Nobody else may set or remove them, and they need no
 * permission.
 *
 * @see <a href="https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html">tag naming</a>
 */
public final class SystemTags {

    /** The words of the services that have none of their own for it. */
    public static final String RULE = "aws: prefixed tag key names are not allowed for external use.";

    private static final String PREFIX = "aws:";

    private SystemTags() {}

    public static boolean is(String key) {
        return key != null && key.toLowerCase(Locale.ROOT).startsWith(PREFIX);
    }

    /** Whether a key is AWS's and the present call is not made by a service of AWS. */
    public static boolean refused(String key) {
        return is(key) && !CallContext.isViaService();
    }

    /** Whether any of the keys is refused. */
    public static boolean refused(Collection<String> keys) {
        return keys.stream().anyMatch(SystemTags::refused);
    }

    /**
     * Refuses keys that only AWS may use.
     *
     * @param refusal makes the service's own error of {@link #RULE}
     */
    public static void refuse(Collection<String> keys, Function<String, ? extends RuntimeException> refusal) {
        if (refused(keys)) {
            throw refusal.apply(RULE);
        }
    }

    /** The tags that are no system tags: those that need a permission. */
    public static Map<String, String> others(Map<String, String> tags) {
        Map<String, String> others = new LinkedHashMap<>(tags);
        others.keySet().removeIf(SystemTags::is);
        return others;
    }
}

package ateliers.cloud.executeapi;

import ateliers.cloud.door.Unsupported;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code $context} variables in texts such as access log formats.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html">Variables
 *     for access logging</a>
 */
public final class ContextVariables {
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{context\\.([\\w.]+)}|context\\.([\\w.]*\\w))");

    /** Characters of a text with its values: AWS's largest answer. Who asks chooses a value, and a template shows it a thousand times. */
    private static final int LONGEST = 10 << 20;

    private ContextVariables() {}

    /** A text with its variables in place; those without a value become a dash. */
    public static String fill(String text, UnaryOperator<String> values) {
        long[] length = {text.length()};
        return VARIABLE.matcher(text).replaceAll(found -> {
            String value = values.apply(found.group(1) == null ? found.group(2) : found.group(1));
            length[0] += value == null ? 1 : value.length();
            if (length[0] > LONGEST) {
                throw new Unsupported("execute-api: a text of more than 10 MB with its context variables");
            }
            return Matcher.quoteReplacement(value == null ? "-" : value);
        });
    }

    /** The variables of a text, each once, without {@code context.}. */
    public static List<String> names(String text) {
        return VARIABLE.matcher(text)
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .distinct()
                .toList();
    }

    /** Whether a text has anything of a template beside context variables. */
    public static boolean isMore(String text) {
        String rest = VARIABLE.matcher(text).replaceAll("");
        return rest.indexOf('$') >= 0
                || rest.lines().anyMatch(line -> line.strip().startsWith("#"));
    }
}

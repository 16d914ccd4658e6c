package ateliers.cloud.executeapi;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URIs of Lambda integrations:
 * {@code arn:aws:apigateway:{region}:lambda:path/2015-03-31/functions/{functionArn}/invocations}.
 */
public final class FunctionUri {
    private static final Pattern URI =
            Pattern.compile("arn:[\\w-]+:apigateway:[\\w-]*:lambda:path/(?:/)?2015-03-31/functions/(.+)/invocations/?");
    private static final Pattern STAGE_VARIABLE = Pattern.compile("\\$\\{stageVariables\\.(\\w+)}");

    private FunctionUri() {}

    /** The function that a URI names, stage variables still in it; empty when it names none. */
    public static Optional<String> function(String uri) {
        Matcher matcher = URI.matcher(uri == null ? "" : uri);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** A text with the stage's variables in place; those that it lacks become nothing. */
    public static String resolve(String text, Map<String, String> stageVariables) {
        return STAGE_VARIABLE
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(stageVariables.getOrDefault(found.group(1), "")));
    }
}

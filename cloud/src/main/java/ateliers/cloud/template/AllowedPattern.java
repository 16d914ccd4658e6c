package ateliers.cloud.template;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.BoundedMatch;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A parameter's {@code AllowedPattern}. */
final class AllowedPattern {

    private AllowedPattern() {}

    static boolean matches(String pattern, String value) {
        try {
            return BoundedMatch.matches(
                    Pattern.compile(pattern),
                    value,
                    () -> new Unsupported("cloudformation: an AllowedPattern that takes this long, " + pattern));
        } catch (PatternSyntaxException e) {
            throw new TemplateValidationException(
                    "Template format error: AllowedPattern " + pattern + " is not a valid regular expression");
        }
    }
}

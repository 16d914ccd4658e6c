package ateliers.cloud.services.ssm;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Arn;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a request calls a parameter. {@code name} and {@code /name} are one parameter, and its answers call it as the
 * request did; one in a hierarchy is called from its root on.
 *
 * @param shown as answers show it; empty where the request has an ARN
 * @param key by which the parameter is kept
 * @param selector a version or label, without its colon
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html">Requirements
 *     and constraints for parameter names</a>
 */
record ParameterName(Optional<String> shown, String key, Optional<String> selector) {
    private static final int MOST_LEVELS = 15;
    private static final String PATH = "/?[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*";
    private static final Pattern LEVELS = Pattern.compile(PATH);
    private static final String RULE =
            "Parameter name: can't be prefixed with \"ssm\" (case-insensitive). If formed as a path, it can consist of"
                    + " sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and"
                    + " the following 3 symbols .-_";

    /** The name of a parameter that is to be made or changed. */
    static ParameterName put(String name) {
        String bare = withoutSlash(name).toLowerCase(Locale.ROOT);
        if (bare.startsWith("aws")) {
            throw SsmErrors.denied("No access to reserved parameter name: " + name + ".");
        }
        if (bare.startsWith("ssm") || !LEVELS.matcher(name).matches()) {
            throw SsmErrors.validation(RULE);
        }
        if (withoutSlash(name).contains("/") && !name.startsWith("/")) {
            throw SsmErrors.validation("Parameter name must be a fully qualified name.");
        }
        if (name.chars().filter(each -> each == '/').count() > MOST_LEVELS) {
            throw SsmErrors.tooDeep();
        }
        return new ParameterName(Optional.of(name), key(name), Optional.empty());
    }

    /** A parameter that is there already: its name or ARN, and after a colon a version or label. */
    static ParameterName of(String id) {
        Optional<Arn> arn = Arn.find(id);
        String path =
                arn.map(each -> each.resource().replaceFirst("^parameter", "")).orElse(id);
        int colon = path.indexOf(':');
        String name = colon < 0 ? path : path.substring(0, colon);
        if (name.startsWith("/aws/")) {
            throw new Unsupported("ssm: parameters of AWS's own, as " + name);
        }
        if (!LEVELS.matcher(name).matches() || withoutSlash(name).contains("/") && !name.startsWith("/")) {
            throw SsmErrors.validation(RULE);
        }
        return new ParameterName(
                arn.isPresent() ? Optional.empty() : Optional.of(name),
                key(name),
                colon < 0 ? Optional.empty() : Optional.of(path.substring(colon + 1)));
    }

    /** The key of what a request names, well-formed or not: for policies, which are asked before the name is looked at. */
    static String keyOf(String id) {
        String path = Arn.find(id)
                .map(each -> each.resource().replaceFirst("^parameter", ""))
                .orElse(String.valueOf(id));
        int colon = path.indexOf(':');
        return key(colon < 0 ? path : path.substring(0, colon));
    }

    private static String key(String name) {
        String bare = withoutSlash(name);
        return bare.contains("/") ? name : bare;
    }

    private static String withoutSlash(String name) {
        return name.startsWith("/") ? name.substring(1) : name;
    }

    /** Its place in the hierarchy, a slash before each level. */
    static String path(String name) {
        return name.startsWith("/") ? name : "/" + name;
    }
}

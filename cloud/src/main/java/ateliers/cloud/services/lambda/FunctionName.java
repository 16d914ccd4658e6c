package ateliers.cloud.services.lambda;

import ateliers.cloud.door.Place;
import ateliers.cloud.kit.Constraints;
import ateliers.cloud.services.lambda.api.LambdaErrors;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which function a request is about: by name, partial ARN or ARN, with a qualifier in it or beside it.
 *
 * @param name the function's name
 * @param qualifier version or alias, as asked
 * @param region that an ARN names
 * @param account the same
 */
record FunctionName(String name, Optional<String> qualifier, Optional<String> region, Optional<String> account) {
    static final String LATEST = "$LATEST";

    /** Characters of a new function's name; an ARN is longer. */
    static final int LONGEST = 64;

    private static final Pattern FORM = Pattern.compile("(?:arn:aws[a-zA-Z-]*:lambda:)?(?:([a-z]{2}(?:-[a-z]+)+-\\d):)?"
            + "(?:(\\d{12}):)?(?:function:)?([a-zA-Z0-9-_]+)(?::(\\$LATEST|[a-zA-Z0-9-_]+))?");
    private static final String RULE =
            "(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?"
                    + "(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?";

    /** A function as a whole: what is said of its qualifier belongs to its name. */
    static FunctionName of(String functionName) {
        return of(functionName, null);
    }

    static FunctionName of(String functionName, String qualifier) {
        if (functionName == null) {
            throw LambdaErrors.missing("functionName");
        }
        FunctionName named = find(functionName)
                .orElseThrow(() -> LambdaErrors.validation(Constraints.sentence(
                        functionName, "functionName", "satisfy regular expression pattern: " + RULE)));
        if (qualifier != null && !named.qualifier().orElse(qualifier).equals(qualifier)) {
            throw LambdaErrors.invalid(
                    "The derived qualifier from the function name does not match the specified qualifier.");
        }
        return named.or(qualifier);
    }

    /** The function that a text means; empty where it means none, or is null. */
    static Optional<FunctionName> find(String functionName) {
        return Optional.ofNullable(functionName)
                .map(FORM::matcher)
                .filter(Matcher::matches)
                .map(matcher -> new FunctionName(
                        matcher.group(3),
                        Optional.ofNullable(matcher.group(4)),
                        Optional.ofNullable(matcher.group(1)),
                        Optional.ofNullable(matcher.group(2))));
    }

    /** The same with a qualifier that stands beside it, where it has none of its own. */
    FunctionName or(String beside) {
        return new FunctionName(name, qualifier.or(() -> Optional.ofNullable(beside)), region, account);
    }

    /** The qualifier; {@code $LATEST} where none was given. */
    String version() {
        return qualifier.orElse(LATEST);
    }

    /** The same, with {@code $LATEST} named where no qualifier was given. */
    FunctionName qualified() {
        return new FunctionName(name, Optional.of(version()), region, account);
    }

    /** The ARN as asked. */
    String arn(Place place) {
        return place.arn(
                "lambda", "function:" + name + qualifier.map(q -> ":" + q).orElse(""));
    }

    /**
     * The ARN that rows name, of another account where that is asked for; a request that is no good is authorised for
     * nothing and refused afterwards.
     */
    static String rowArn(String functionName, String qualifier, Place place) {
        return find(functionName)
                .map(named -> named.or(qualifier)
                        .arn(place)
                        .replace(
                                ":" + place.account() + ":",
                                ":" + named.account().orElse(place.account()) + ":"))
                .orElseGet(() -> place.arn("lambda", "function:" + Objects.requireNonNullElse(functionName, "*")));
    }
}

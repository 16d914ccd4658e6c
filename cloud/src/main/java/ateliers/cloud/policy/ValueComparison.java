package ateliers.cloud.policy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;

/** How one value of a policy's condition is compared with one value of the request. */
enum ValueComparison {
    STRING_EQUALS,
    STRING_EQUALS_IGNORE_CASE,
    STRING_LIKE,
    NUMERIC_EQUALS,
    NUMERIC_LESS,
    NUMERIC_LESS_OR_EQUAL,
    NUMERIC_GREATER,
    NUMERIC_GREATER_OR_EQUAL,
    DATE_EQUALS,
    DATE_BEFORE,
    DATE_NOT_AFTER,
    DATE_AFTER,
    DATE_NOT_BEFORE,
    BOOL,
    BINARY,
    IP,
    ARN,
    NULL;

    boolean isDate() {
        return name().startsWith("DATE_");
    }

    /** Compiles a policy's value into a test of a request's value. */
    BiPredicate<String, RequestContext> expecting(String value, boolean variables) {
        return switch (this) {
            case STRING_EQUALS ->
                string(PolicyText.of(value, variables), (glob, actual) -> glob.equalsLiterally(actual, false));
            case STRING_EQUALS_IGNORE_CASE ->
                string(PolicyText.of(value, variables), (glob, actual) -> glob.equalsLiterally(actual, true));
            case STRING_LIKE -> string(PolicyText.of(value, variables), (glob, actual) -> glob.matches(actual, false));
            case NUMERIC_EQUALS -> numeric(value, sign -> sign == 0);
            case NUMERIC_LESS -> numeric(value, sign -> sign < 0);
            case NUMERIC_LESS_OR_EQUAL -> numeric(value, sign -> sign <= 0);
            case NUMERIC_GREATER -> numeric(value, sign -> sign > 0);
            case NUMERIC_GREATER_OR_EQUAL -> numeric(value, sign -> sign >= 0);
            case DATE_EQUALS -> date(value, sign -> sign == 0);
            case DATE_BEFORE -> date(value, sign -> sign < 0);
            case DATE_NOT_AFTER -> date(value, sign -> sign <= 0);
            case DATE_AFTER -> date(value, sign -> sign > 0);
            case DATE_NOT_BEFORE -> date(value, sign -> sign >= 0);
            case BOOL, NULL -> (actual, context) -> actual.equalsIgnoreCase(value);
            case BINARY -> binary(value);
            case IP -> ip(value);
            case ARN -> arn(PolicyText.of(value, variables));
        };
    }

    private static BiPredicate<String, RequestContext> string(PolicyText text, BiPredicate<Glob, String> test) {
        return (actual, context) ->
                text.resolve(context).filter(glob -> test.test(glob, actual)).isPresent();
    }

    private static BiPredicate<String, RequestContext> arn(PolicyText text) {
        ArnPattern pattern = ArnPattern.of(text);
        return pattern::matches;
    }

    private static BiPredicate<String, RequestContext> numeric(String value, IntPredicate sign) {
        Optional<BigDecimal> expected = number(value);
        return (actual, context) -> expected.flatMap(
                        limit -> number(actual).map(found -> sign.test(found.compareTo(limit))))
                .orElse(false);
    }

    private static BiPredicate<String, RequestContext> date(String value, IntPredicate sign) {
        Optional<BigDecimal> expected = PolicyDate.parse(value);
        return (actual, context) -> expected.flatMap(
                        limit -> PolicyDate.parse(actual).map(found -> sign.test(found.compareTo(limit))))
                .orElse(false);
    }

    private static BiPredicate<String, RequestContext> binary(String value) {
        Optional<byte[]> expected = base64(value);
        return (actual, context) -> expected.flatMap(bytes -> base64(actual).map(found -> Arrays.equals(found, bytes)))
                .orElse(false);
    }

    private static BiPredicate<String, RequestContext> ip(String value) {
        Optional<IpRange> expected = IpRange.parse(value);
        return (actual, context) ->
                expected.filter(range -> range.contains(actual)).isPresent();
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> base64(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

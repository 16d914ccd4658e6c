package ateliers.cloud.services.dynamodb.item;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * DynamoDB's numbers: up to 38 significant digits, from 1E-130 to 9.99…E+125 either side of zero, kept exactly.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html">
 *     Supported data types</a>
 */
public final class Numbers {
    private static final int MAX_DIGITS = 38;
    private static final int MAX_EXPONENT = 125;
    private static final int MIN_EXPONENT = -130;
    private static final Pattern FORM = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,9})?");

    private Numbers() {}

    /**
     * Reads a number.
     *
     * @throws software.amazon.awssdk.awscore.exception.AwsServiceException in DynamoDB's words when it is none, or
     *     larger, smaller or longer than DynamoDB keeps
     */
    public static BigDecimal parse(String text) {
        if (text.isEmpty()) {
            throw Validation.error("The parameter cannot be converted to a numeric value");
        }
        if (!FORM.matcher(text).matches()) {
            throw Validation.error("The parameter cannot be converted to a numeric value: " + text);
        }
        return check(new BigDecimal(text));
    }

    /** Refuses a result that DynamoDB could not keep, with the same words as for one that was sent. */
    public static BigDecimal check(BigDecimal number) {
        if (number.signum() == 0) {
            return BigDecimal.ZERO;
        }
        int exponent = number.precision() - number.scale() - 1;
        if (exponent > MAX_EXPONENT) {
            throw Validation.error(
                    "Number overflow. Attempting to store a number with magnitude larger than supported range");
        }
        if (exponent < MIN_EXPONENT) {
            throw Validation.error(
                    "Number underflow. Attempting to store a number with magnitude smaller than supported range");
        }
        BigDecimal stripped = number.stripTrailingZeros();
        if (stripped.precision() > MAX_DIGITS) {
            throw Validation.error("Attempting to store more than 38 significant digits in a Number");
        }
        return stripped;
    }

    /** How DynamoDB writes it back: plain digits without trailing zeros. */
    public static String canonical(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** How DynamoDB writes back a number that was sent. */
    public static String canonical(String text) {
        return canonical(parse(text));
    }

    /** Bytes it counts for: one for every two significant digits, and one more, and one for a minus sign. */
    static int size(String canonical) {
        BigDecimal number = new BigDecimal(canonical).stripTrailingZeros();
        if (number.signum() == 0) {
            return 1;
        }
        return (number.precision() + 1) / 2 + 1 + (number.signum() < 0 ? 1 : 0);
    }
}

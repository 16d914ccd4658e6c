package ateliers.cloud.services.sns;

import java.util.regex.Pattern;

/** Checks of ARNs that SNS is given. */
final class Arns {
    private static final Pattern SQS = Pattern.compile("arn:aws[a-z-]*:sqs:[a-z0-9-]+:\\d{12}:[A-Za-z0-9_.-]+");
    private static final Pattern LAMBDA =
            Pattern.compile("arn:aws[a-z-]*:lambda:[a-z0-9-]+:\\d{12}:function:[A-Za-z0-9_-]+(:[A-Za-z0-9$_-]+)?");

    private Arns() {}

    /** Refuses what does not have the elements of an ARN. */
    static String check(String parameter, String arn) {
        if (arn == null || arn.isEmpty()) {
            throw SnsErrors.parameter(parameter + " Reason: no value for required parameter");
        }
        long elements = 1 + arn.chars().filter(each -> each == ':').count();
        if (elements < 6) {
            throw SnsErrors.parameter(parameter + " Reason: An ARN must have at least 6 elements, not " + elements);
        }
        return arn;
    }

    static boolean isQueue(String arn) {
        return SQS.matcher(arn).matches();
    }

    static boolean isFunction(String arn) {
        return LAMBDA.matcher(arn).matches();
    }
}

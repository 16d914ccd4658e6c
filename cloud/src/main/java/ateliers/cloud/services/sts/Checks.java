package ateliers.cloud.services.sts;

import java.util.regex.Pattern;

/** Parameters within STS's limits. */
final class Checks {
    private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]*");
    private static final Pattern ROLE_ARN = Pattern.compile("arn:aws:iam::\\d{12}:role/.+");
    private static final int SHORTEST = 900;

    private Checks() {}

    static String sessionName(String name) {
        if (name == null) {
            throw StsErrors.constraint("null", "roleSessionName", "not be null");
        }
        if (name.length() < 2) {
            throw StsErrors.constraint(name, "roleSessionName", "have length greater than or equal to 2");
        }
        if (name.length() > 64) {
            throw StsErrors.constraint(name, "roleSessionName", "have length less than or equal to 64");
        }
        if (!SESSION_NAME.matcher(name).matches()) {
            throw StsErrors.constraint(name, "roleSessionName", "satisfy regular expression pattern: [\\w+=,.@-]*");
        }
        return name;
    }

    static String roleArn(String arn) {
        if (arn == null) {
            throw StsErrors.constraint("null", "roleArn", "not be null");
        }
        if (!ROLE_ARN.matcher(arn).matches()) {
            throw StsErrors.validation(arn + " is invalid");
        }
        return arn;
    }

    static int seconds(Integer value, int otherwise, int longest) {
        if (value == null) {
            return otherwise;
        }
        if (value < SHORTEST) {
            throw StsErrors.constraint(value, "durationSeconds", "have value greater than or equal to " + SHORTEST);
        }
        if (value > longest) {
            throw StsErrors.constraint(value, "durationSeconds", "have value less than or equal to " + longest);
        }
        return value;
    }
}

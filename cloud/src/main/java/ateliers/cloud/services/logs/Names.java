package ateliers.cloud.services.logs;

/** The names that CloudWatch Logs takes. */
final class Names {
    private static final String GROUP = "[\\.\\-_/#A-Za-z0-9]+";

    private Names() {}

    static void group(String name) {
        if (name == null || name.isEmpty() || name.length() > 512 || !name.matches(GROUP)) {
            throw LogsErrors.constraint(name, "logGroupName", "satisfy regular expression pattern: " + GROUP);
        }
    }

    static void stream(String name) {
        if (name == null || name.isEmpty() || name.length() > 512 || !name.matches("[^:*]*")) {
            throw LogsErrors.constraint(name, "logStreamName", "satisfy regular expression pattern: [^:*]*");
        }
    }

    /** A group by its name or by its identifier, which may be an ARN. */
    static String either(String name, String identifier) {
        if (name != null && identifier != null) {
            throw LogsErrors.invalid("LogGroup name and LogGroup ARN are mutually exclusive parameters.");
        }
        return name == null ? ofArn(identifier) : name;
    }

    static String ofArn(String arn) {
        if (arn == null || !arn.startsWith("arn:")) {
            return arn;
        }
        String[] parts = arn.split(":");
        return parts.length > 6 ? parts[6] : "";
    }
}

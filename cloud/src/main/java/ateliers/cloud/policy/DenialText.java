package ateliers.cloud.policy;

import java.util.Locale;

/**
 * The sentence with which a service tells a denial. AWS's
 * <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html">guide</a> gives the format,
 * and each service has its ways.
 */
public final class DenialText {
    private DenialText() {}

    /** The sentence of the service that the action belongs to. */
    public static String of(AccessRequest request, Decision decision) {
        String service =
                request.action().substring(0, Math.max(0, request.action().indexOf(':')));
        if (service.equals("ses")) {
            return "User `" + request.caller().arn() + "' is not authorized to perform `" + request.action()
                    + "' on resource `" + request.resource() + "'";
        }
        String action = action(service, request.action());
        String head = "User: " + request.caller().arn() + " is not authorized to perform: " + action
                + resource(service, request.resource());
        // STS does not tell why a role may not be assumed.
        return decision.by() == PolicyType.TRUST || action.equals("sts:AssumeRole")
                ? head
                : head + " " + decision.reason(action);
    }

    private static String action(String service, String action) {
        return switch (service) {
            case "sqs" -> action.toLowerCase(Locale.ROOT);
            case "sns" -> "SNS" + action.substring(3);
            default -> action;
        };
    }

    private static String resource(String service, String resource) {
        if (service.equals("s3")) {
            return resource.equals("*") ? "" : " on resource: \"" + resource + "\"";
        }
        if (service.equals("execute-api")) {
            return " on resource: " + withMaskedAccount(resource);
        }
        return " on resource: " + resource;
    }

    /** API Gateway shows strangers only the last four digits of the account. */
    private static String withMaskedAccount(String arn) {
        String[] parts = arn.split(":", 6);
        if (parts.length < 6 || parts[4].length() != 12) {
            return arn;
        }
        parts[4] = "********" + parts[4].substring(8);
        return String.join(":", parts);
    }
}

package ateliers.cloud.services.iam;

import ateliers.cloud.policy.IamReference;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the principals that a trust policy names exist: AWS refuses those that do not. */
final class TrustedPrincipals {
    private static final Pattern SERVICE =
            Pattern.compile("(?:[a-z0-9-]+\\.)*?([a-z0-9-]+)(?:\\.[a-z]{2}(?:-[a-z]+)+-\\d)?\\.amazonaws\\.com");
    // Services whose principal is not called as their actions are.
    private static final Set<String> OTHER_NAMES = Set.of(
            "alexa-appkit",
            "alexa-connectedhome",
            "apidestinations",
            "applicationinsights",
            "cloudwatch-crossaccount",
            "continuousexport",
            "edgelambda",
            "ecs-tasks",
            "eks-fargate-pods",
            "eks-nodegroup",
            "email",
            "opsworks-cm",
            "pipes",
            "rds",
            "sagemaker",
            "spotfleet",
            "ssm-incidents",
            "vpc-flow-logs");

    private TrustedPrincipals() {}

    static void require(String type, String value, IamState state, String account) {
        boolean exists = switch (type) {
            case "AWS" -> identityExists(value, state, account);
            case "Service" -> serviceExists(value);
            default -> true;
        };
        if (!exists) {
            throw IamErrors.malformed("Invalid principal in policy: \"" + (type.equals("Service") ? "SERVICE" : type)
                    + "\":\"" + value + "\"");
        }
    }

    private static boolean identityExists(String value, IamState state, String account) {
        String own = "arn:aws:iam::" + account + ":";
        if (!value.startsWith(own)) {
            return true; // of other accounts nothing is known here
        }
        String name = value.substring(value.lastIndexOf('/') + 1);
        if (value.startsWith(own + "role/")) {
            return state.roles().containsKey(name)
                    && state.roles().get(name).arn().equals(value);
        }
        if (value.startsWith(own + "user/")) {
            return state.users().containsKey(name)
                    && state.users().get(name).arn().equals(value);
        }
        return true;
    }

    private static boolean serviceExists(String value) {
        Matcher matcher = SERVICE.matcher(value);
        return matcher.matches() && (IamReference.isPrefix(matcher.group(1)) || OTHER_NAMES.contains(matcher.group(1)));
    }
}

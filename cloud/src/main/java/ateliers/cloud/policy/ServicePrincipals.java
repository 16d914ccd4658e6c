package ateliers.cloud.policy;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which service principals AWS has: policies that name others are refused. */
public final class ServicePrincipals {
    // delivery.logs.amazonaws.com, states.eu-west-3.amazonaws.com: the name that counts is the last before a region.
    private static final Pattern NAME =
            Pattern.compile("(?:[a-z0-9-]+\\.)*?([a-z0-9-]+)(?:\\.[a-z]{2}(?:-[a-z]+)+-\\d)?\\.amazonaws\\.com");
    // Services whose principal is not called as their actions are.
    private static final Set<String> OTHER_NAMES = Set.of(
            "apidestinations",
            "applicationinsights",
            "cloudwatch-crossaccount",
            "continuousexport",
            "ecs-tasks",
            "edgelambda",
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

    private static final Set<String> OTHER_DOMAINS =
            Set.of("alexa-appkit.amazon.com", "alexa-connectedhome.amazon.com");

    private ServicePrincipals() {}

    /** Whether AWS has such a principal, as {@code lambda.amazonaws.com}. */
    public static boolean exists(String name) {
        Matcher matcher = NAME.matcher(name);
        return OTHER_DOMAINS.contains(name) || matcher.matches() && isService(matcher.group(1));
    }

    private static boolean isService(String name) {
        return IamReference.isPrefix(name) || OTHER_NAMES.contains(name);
    }
}

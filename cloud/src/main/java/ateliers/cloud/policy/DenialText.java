package ateliers.cloud.policy;

import ateliers.cloud.kit.Arn;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The sentence with which a service tells a denial. AWS's
 * <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html">guide</a> gives the format,
 * and each service has its ways.
 */
public final class DenialText {
    private static final Set<String> IAM_BY_ARN =
            Set.of("iam:CreateRole", "iam:CreateUser", "iam:CreateGroup", "iam:CreateInstanceProfile", "iam:PassRole");

    private static final int ACCOUNT_LENGTH = 12;

    private DenialText() {}

    /** The sentence of the service that the action belongs to. */
    public static String of(AccessRequest request, Decision decision) {
        String service =
                request.action().substring(0, Math.max(0, request.action().indexOf(':')));
        if (service.equals("ses")) {
            return "User `" + request.caller().arn() + "' is not authorized to perform `" + request.action()
                    + "' on resource `" + request.resource() + "'";
        }
        if (request.caller().kind() == Caller.Kind.ROOT && request.action().equals("sts:AssumeRole")) {
            return "Roles may not be assumed by root accounts.";
        }
        String action = action(service, request.action());
        String head = "User: " + request.caller().arn() + " is not authorized to perform: " + action
                + resource(service, request.action(), request.resource());
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

    private static String resource(String service, String action, String resource) {
        if (service.equals("s3")) {
            return resource.equals("*") ? "" : " on resource: \"" + resource + "\"";
        }
        if (service.equals("execute-api")) {
            return " on resource: " + withMaskedAccount(resource);
        }
        return " on resource: " + (service.equals("iam") ? ofIam(action, resource) : resource);
    }

    /** IAM names what exists by sort and name, and what is to be made or passed by its ARN. */
    private static String ofIam(String action, String arn) {
        Optional<Arn> resource = Arn.find(arn)
                .filter(each ->
                        each.resource().indexOf('/') >= 0 && !each.name().isEmpty());
        if (resource.isEmpty() || IAM_BY_ARN.contains(action)) {
            return arn;
        }
        String sort = resource.get().type();
        return switch (sort) {
            case "policy" -> "policy " + arn;
            case "instance-profile" -> "instance profile " + resource.get().name();
            default -> sort + " " + resource.get().name();
        };
    }

    /** API Gateway shows strangers only the last four digits of the account. */
    private static String withMaskedAccount(String arn) {
        return Arn.find(arn)
                .filter(each -> each.account().length() == ACCOUNT_LENGTH)
                .map(each -> new Arn(
                                each.partition(),
                                each.service(),
                                each.region(),
                                "********" + each.account().substring(8),
                                each.resource())
                        .toString())
                .orElse(arn);
    }
}

package ateliers.grader.checklist;

import ateliers.cloud.policy.IamReference;
import ateliers.cloud.policy.IamReference.Action;
import java.util.List;
import java.util.Set;

/**
 * What gives rights to whoever may do it: be it on the stack's own role alone, it is worth every right there is. To pass a role of the
 * stack is not among them, since it gives what the stack has.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html">Actions of IAM</a>
 */
final class Escalation {
    private static final Set<String> GIVE_RIGHTS = Set.of(
            "iam:AddUserToGroup",
            "iam:AttachGroupPolicy",
            "iam:AttachRolePolicy",
            "iam:AttachUserPolicy",
            "iam:CreateAccessKey",
            "iam:CreateLoginProfile",
            "iam:CreatePolicyVersion",
            "iam:DeleteRolePermissionsBoundary",
            "iam:DeleteUserPermissionsBoundary",
            "iam:PutGroupPolicy",
            "iam:PutRolePermissionsBoundary",
            "iam:PutRolePolicy",
            "iam:PutUserPermissionsBoundary",
            "iam:PutUserPolicy",
            "iam:SetDefaultPolicyVersion",
            "iam:UpdateAssumeRolePolicy",
            "iam:UpdateLoginProfile");

    private Escalation() {}

    /**
     * The names of the actions that give rights.
     *
     * @param action as a statement writes it, wildcards included
     * @param resource the same, without policy variables
     */
    static List<String> by(String action, String resource) {
        String[] parts = resource.split(":");
        boolean ofIam = parts.length < 3 || Wildcards.match(parts[2], "iam");
        return IamReference.actionsOf(action).stream()
                .map(Action::name)
                .filter(name -> ofIam && GIVE_RIGHTS.contains(name))
                .toList();
    }
}

package ateliers.grader.checklist;

import ateliers.cloud.policy.AccessRequest;
import ateliers.cloud.policy.Caller;
import ateliers.cloud.policy.Evaluator;
import ateliers.cloud.policy.Grants;
import ateliers.cloud.policy.Policy;
import ateliers.cloud.policy.PolicyKind;
import ateliers.cloud.policy.RequestContext;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What one action of a statement gives on one of its resources, conditions left aside: IAM's evaluation answers. */
final class Grant {
    private static final String ACCOUNT = "000000000000";
    private static final String ROLE = "arn:aws:iam::" + ACCOUNT + ":role/role";
    private static final Caller CALLER =
            Caller.session(ACCOUNT, "arn:aws:sts::" + ACCOUNT + ":assumed-role/role/session", ROLE);

    private final Grants grants;

    /**
     * @param action as the statement writes it, wildcards included
     * @param resource the same, without policy variables
     */
    Grant(String action, String resource) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17");
        document.putArray("Statement")
                .addObject()
                .put("Effect", "Allow")
                .put("Action", action)
                .put("Resource", resource);
        this.grants = Grants.of(Policy.parse(document.toString(), PolicyKind.INLINE));
    }

    boolean allows(String action, String arn) {
        return Evaluator.decide(
                        new AccessRequest(CALLER, action, arn, ACCOUNT, RequestContext.EMPTY), grants, Optional.empty())
                .isAllowed();
    }
}

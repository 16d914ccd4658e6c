package ateliers.cloud.services.iam;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.door.Authorizer;
import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Place;
import ateliers.cloud.door.Principal;
import ateliers.cloud.kit.Arn;
import ateliers.cloud.policy.AccessRequest;
import ateliers.cloud.policy.Caller;
import ateliers.cloud.policy.Decision;
import ateliers.cloud.policy.DenialText;
import ateliers.cloud.policy.Evaluator;
import ateliers.cloud.policy.Grants;
import ateliers.cloud.policy.Policy;
import ateliers.cloud.policy.PolicyKind;
import ateliers.cloud.policy.RequestContext;
import ateliers.cloud.services.iam.Standings.Standing;
import java.util.List;
import java.util.Optional;

/** Decides each call at the door with the policies of the account. */
final class IamAuthorizer implements Authorizer {
    private static final int ACCOUNT_LENGTH = 12;

    private final IamState state;
    private final Place place;
    private final ConditionKeys keys;
    private final PolicyCache parsed = new PolicyCache();

    IamAuthorizer(IamState state, Place place, CloudClock clock) {
        this.state = state;
        this.place = place;
        this.keys = new ConditionKeys(place, clock);
    }

    @Override
    public Verdict decide(CallContext context, Need need, Optional<String> resourcePolicy) {
        Principal principal = context.principal();
        refuseSessionsOfUsers(context, need.action());
        Standing standing = standing(principal);
        String owner = owner(need.resource());
        RequestContext conditions = RequestContext.lazy(() -> keys.of(context, need, standing.tags(), owner));
        AccessRequest request = new AccessRequest(caller(principal), need.action(), need.resource(), owner, conditions);
        Decision decision = decide(request, grants(principal, standing), resourcePolicy);
        return decision.isAllowed() ? Verdict.ALLOWED : Verdict.denied(DenialText.of(request, decision));
    }

    /**
     * With what GetSessionToken gave without a second factor, IAM's own API is closed.
     *
     * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html">GetSessionToken</a>
     */
    private static void refuseSessionsOfUsers(CallContext context, String action) {
        boolean ofUser = !(context.principal() instanceof Principal.RoleSession);
        if (ofUser && context.isTemporary() && action.startsWith("iam:") && !action.equals("iam:PassRole")) {
            throw IamErrors.invalidToken();
        }
    }

    private Decision decide(AccessRequest request, Grants grants, Optional<String> document) {
        if (request.action().startsWith("sts:")) {
            return trust(request, grants, document);
        }
        // What hangs on a role says who may assume it, not who may change it.
        boolean ofIam = request.action().startsWith("iam:");
        Optional<Policy> resourcePolicy = ofIam
                ? Optional.empty()
                : document.filter(text -> !text.isBlank()).map(text -> parsed.get(text, PolicyKind.RESOURCE));
        boolean mayRepairBucketPolicy = request.caller().kind() == Caller.Kind.ROOT
                && request.action().startsWith("s3:")
                && request.action().endsWith("BucketPolicy");
        return Evaluator.decide(request, grants, mayRepairBucketPolicy ? Optional.empty() : resourcePolicy);
    }

    private Decision trust(AccessRequest request, Grants grants, Optional<String> document) {
        if (request.resource().contains(":role/")) {
            // A role that does not exist trusts nobody, and AWS does not tell the difference.
            Policy trust = parsed.get(document.orElse(PolicyCache.NOBODY), PolicyKind.TRUST);
            return Evaluator.trust(request, grants, trust);
        }
        return Evaluator.decide(request, grants, Optional.empty());
    }

    private Standing standing(Principal principal) {
        if (principal instanceof Principal.RoleSession session) {
            return state.standings().of(EntityKind.ROLE, session.roleArn(), session.roleId());
        }
        if (principal instanceof Principal.User user) {
            return state.standings().of(EntityKind.USER, user.arn(), user.userId());
        }
        return Standing.NONE;
    }

    private Grants grants(Principal principal, Standing standing) {
        if (principal instanceof Principal.RoleSession session
                && !session.sessionPolicies().isEmpty()) {
            List<Policy> narrowing = session.sessionPolicies().stream()
                    .map(document -> parsed.get(document, PolicyKind.SESSION))
                    .toList();
            return new Grants(standing.grants().identity(), standing.grants().boundary(), narrowing);
        }
        return standing.grants();
    }

    private static Caller caller(Principal principal) {
        if (principal instanceof Principal.Root root) {
            return Caller.root(root.account());
        }
        if (principal instanceof Principal.User user) {
            return Caller.user(user.account(), user.arn());
        }
        if (principal instanceof Principal.RoleSession session) {
            return Caller.session(session.account(), session.arn(), session.roleArn());
        }
        return principal instanceof Principal.Service service ? Caller.service(service.name()) : Caller.anonymous();
    }

    /** Buckets and what has no ARN belong to the account whose cloud this is. */
    private String owner(String resource) {
        return Arn.find(resource)
                .map(Arn::account)
                .filter(account -> account.length() == ACCOUNT_LENGTH)
                .orElse(place.account());
    }
}

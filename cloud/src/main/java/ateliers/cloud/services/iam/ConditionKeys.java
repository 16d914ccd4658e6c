package ateliers.cloud.services.iam;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Place;
import ateliers.cloud.door.Principal;
import ateliers.cloud.kit.Arn;
import ateliers.cloud.policy.RequestContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;

/**
 * The <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">global condition
 * keys</a> of a call, with those of the operation and of the request.
 */
final class ConditionKeys {
    /**
     * Services that still set the key which topics' first policies ask for: those need no other permission there.
     *
     * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html">aws:SourceAccount versus
     *     aws:SourceOwner</a>
     */
    private static final Set<String> SOURCE_OWNERS = Set.of("cloudwatch.amazonaws.com", "ses.amazonaws.com");

    /** Services that have had a key of their own for tags from before there was one for all. */
    private static final Map<String, String> OWN_RESOURCE_TAG = Map.of(
            "iam", "iam:ResourceTag/", "secretsmanager", "secretsmanager:ResourceTag/", "ssm", "ssm:resourceTag/");

    private final Place place;
    private final CloudClock clock;

    ConditionKeys(Place place, CloudClock clock) {
        this.place = place;
        this.clock = clock;
    }

    RequestContext of(CallContext context, Need need, Map<String, String> principalTags, String owner) {
        RequestContext.Builder keys = RequestContext.builder();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        keys.put("aws:CurrentTime", now.toString())
                .put("aws:EpochTime", Long.toString(now.getEpochSecond()))
                // On AWS every tool speaks HTTPS; that this listener does not is no fault of the caller.
                .put("aws:SecureTransport", "true")
                .put("aws:RequestedRegion", place.region())
                .put("aws:ResourceAccount", owner)
                .put("aws:ViaAWSService", "false");
        principalTags.forEach((key, value) -> keys.put("aws:PrincipalTag/" + key, value));
        principal(context.principal(), keys);
        context.conditionKeys().forEach(keys::put);
        need.conditionKeys().forEach(keys::put);
        Arn.find(need.resource())
                .map(arn -> OWN_RESOURCE_TAG.get(arn.service()))
                .ifPresent(own -> need.conditionKeys().forEach((key, values) -> {
                    if (key.startsWith(Need.RESOURCE_TAG)) {
                        keys.put(own + key.substring(Need.RESOURCE_TAG.length()), values);
                    }
                }));
        return keys.build();
    }

    private static void principal(Principal principal, RequestContext.Builder keys) {
        keys.put("aws:PrincipalIsAWSService", Boolean.toString(principal instanceof Principal.Service));
        if (principal instanceof Principal.Service service) {
            keys.put("aws:PrincipalServiceName", service.name())
                    .put("aws:SourceArn", service.sourceArn().orElse(null))
                    .put("aws:SourceAccount", service.sourceAccount().orElse(null))
                    .put(
                            "aws:SourceOwner",
                            SOURCE_OWNERS.contains(service.name())
                                    ? service.sourceAccount().orElse(null)
                                    : null);
        } else if (principal instanceof Principal.Anonymous) {
            keys.put("aws:PrincipalType", "Anonymous");
        } else {
            keys.put("aws:PrincipalAccount", principal.account());
            identity(principal, keys);
        }
    }

    private static void identity(Principal principal, RequestContext.Builder keys) {
        keys.put("aws:userid", principal.userId());
        if (principal instanceof Principal.Root root) {
            keys.put("aws:PrincipalType", "Account").put("aws:PrincipalArn", root.arn());
        } else if (principal instanceof Principal.User user) {
            keys.put("aws:PrincipalType", "User")
                    .put("aws:username", user.name())
                    .put("aws:PrincipalArn", user.arn());
        } else if (principal instanceof Principal.RoleSession session) {
            keys.put("aws:PrincipalType", "AssumedRole")
                    .put("aws:PrincipalArn", session.roleArn())
                    .put("aws:MultiFactorAuthPresent", "false");
            session.sessionTags().forEach((key, value) -> keys.put("aws:PrincipalTag/" + key, value));
        }
    }
}

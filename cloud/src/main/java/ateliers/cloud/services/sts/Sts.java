package ateliers.cloud.services.sts;

import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Credentials.Key;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.kit.Arn;
import ateliers.cloud.kit.Operations;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.AssumedRoleUser;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetAccessKeyInfoRequest;
import software.amazon.awssdk.services.sts.model.GetAccessKeyInfoResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.GetSessionTokenRequest;
import software.amazon.awssdk.services.sts.model.GetSessionTokenResponse;
import software.amazon.awssdk.services.sts.model.Tag;

/** STS's operations. Temporary credentials expire in real time. */
final class Sts implements StsClient, Operations {
    private static final int HOUR = 3_600;
    private static final int LONGEST_TOKEN = 129_600;
    private static final int MOST_TAGS = 50;

    private final ServiceContext cloud;
    private final SessionPolicies policies;

    Sts(ServiceContext cloud) {
        this.cloud = cloud;
        this.policies = new SessionPolicies(cloud);
    }

    @Override
    public GetCallerIdentityResponse getCallerIdentity(GetCallerIdentityRequest request) {
        Principal caller = CallContext.caller();
        if (caller.userId().isEmpty()) {
            throw StsErrors.accessDenied("Request is missing Authentication Token");
        }
        return GetCallerIdentityResponse.builder()
                .account(caller.account())
                .arn(caller.arn())
                .userId(caller.userId())
                .build();
    }

    @Override
    public AssumeRoleResponse assumeRole(AssumeRoleRequest request) {
        String sessionName = Checks.sessionName(request.roleSessionName());
        int seconds = Checks.seconds(request.durationSeconds(), HOUR, 12 * HOUR);
        Map<String, String> tags = tags(request);
        Role role = role(Checks.roleArn(request.roleArn()));
        if (seconds > role.maxSessionDuration()) {
            throw StsErrors.validation(
                    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
        if (CallContext.caller() instanceof Principal.RoleSession && seconds > HOUR) {
            throw StsErrors.validation(
                    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.");
        }
        Principal.RoleSession session = new Principal.RoleSession(
                cloud.place().account(),
                role.roleName(),
                role.arn(),
                role.roleId(),
                sessionName,
                policies.of(request.policy(), request.policyArns()),
                tags);
        Key key = cloud.credentials().issueTemporary(session, Duration.ofSeconds(seconds));
        return AssumeRoleResponse.builder()
                .credentials(shown(key))
                .assumedRoleUser(AssumedRoleUser.builder()
                        .assumedRoleId(session.userId())
                        .arn(session.arn())
                        .build())
                .build();
    }

    private static Map<String, String> tags(AssumeRoleRequest request) {
        Map<String, String> tags = new LinkedHashMap<>();
        Checks.constraints()
                .length("tags", request.tags(), request.tags().size(), 0, MOST_TAGS)
                .require();
        for (Tag tag : request.tags()) {
            if (tags.put(tag.key(), tag.value()) != null) {
                throw StsErrors.validation("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
            }
        }
        return Map.copyOf(tags);
    }

    /** The trust policy has let the caller through, so the role was there a moment ago. */
    private Role role(String arn) {
        return cloud.door()
                .as(new Principal.Root(cloud.place().account()), IamClient.class)
                .getRole(r -> r.roleName(Arn.of(arn).name()))
                .role();
    }

    @Override
    public GetSessionTokenResponse getSessionToken(GetSessionTokenRequest request) {
        Principal caller = CallContext.caller();
        boolean temporary = CallContext.current().map(CallContext::isTemporary).orElse(false);
        if (temporary || !(caller instanceof Principal.User) && !(caller instanceof Principal.Root)) {
            throw StsErrors.accessDenied("Cannot call GetSessionToken with session credentials");
        }
        int seconds = Checks.seconds(request.durationSeconds(), 12 * HOUR, LONGEST_TOKEN);
        // The root user's tokens last an hour at most.
        int granted = caller instanceof Principal.Root ? Math.min(seconds, HOUR) : seconds;
        Key key = cloud.credentials().issueTemporary(caller, Duration.ofSeconds(granted));
        return GetSessionTokenResponse.builder().credentials(shown(key)).build();
    }

    @Override
    public GetAccessKeyInfoResponse getAccessKeyInfo(GetAccessKeyInfoRequest request) {
        String account = cloud.credentials()
                .find(String.valueOf(request.accessKeyId()))
                .map(key -> key.principal().account())
                .orElseThrow(() -> StsErrors.validation("The access key " + request.accessKeyId() + " is not valid"));
        return GetAccessKeyInfoResponse.builder().account(account).build();
    }

    private static Credentials shown(Key key) {
        return Credentials.builder()
                .accessKeyId(key.accessKeyId())
                .secretAccessKey(key.secretAccessKey())
                .sessionToken(key.sessionToken().orElseThrow())
                .expiration(key.expires().orElseThrow())
                .build();
    }
}

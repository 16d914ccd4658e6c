package ateliers.cloud.executeapi;

import ateliers.cloud.door.Principal;
import ateliers.cloud.door.RoleSession;
import ateliers.cloud.door.ServiceContext;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.exception.SdkException;

/** The sessions in which API Gateway acts as a role that it was given: to write access logs, to invoke authorizers. */
public final class GatewayRoles {
    private final ServiceContext context;
    private final Map<String, Principal> sessions = new ConcurrentHashMap<>();

    public GatewayRoles(ServiceContext context) {
        this.context = context;
    }

    /** A session of the role; empty when it does not let API Gateway in, or is gone. The journal tells why. */
    public Optional<Principal> principal(String roleArn) {
        return Optional.ofNullable(
                sessions.computeIfAbsent(roleArn, arn -> assume(arn).orElse(null)));
    }

    private Optional<Principal> assume(String roleArn) {
        try {
            return Optional.of(
                    RoleSession.assume(context, "apigateway.amazonaws.com", roleArn, "BackplaneAssumeRoleSession")
                            .principal());
        } catch (SdkException e) {
            return Optional.empty();
        }
    }
}

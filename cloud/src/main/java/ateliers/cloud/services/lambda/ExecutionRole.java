package ateliers.cloud.services.lambda;

import ateliers.cloud.door.Principal;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;

/** The role that a version's sandboxes run in. Each that starts gets a session of its own; their log is written in the last. */
final class ExecutionRole {
    private final Roles roles;
    private final String arn;
    private final String functionName;
    private volatile Attempt last;

    /** What came of assuming the role: a session, or STS's refusal. */
    private record Attempt(Roles.Session session, SdkException refusal) {}

    ExecutionRole(Roles roles, String arn, String functionName) {
        this.roles = roles;
        this.arn = arn;
        this.functionName = functionName;
    }

    /** The environment variables of a new session; none where the role cannot be assumed any more. */
    Map<String, String> credentials() {
        Attempt now = assume();
        last = now;
        return now.session() == null ? Map.of() : now.session().variables();
    }

    /**
     * Who the sandboxes act as.
     *
     * @throws SdkException as STS refused it, where the role could not be assumed when the last sandbox started
     */
    Principal principal() {
        if (last == null) {
            last = assume();
        }
        Attempt now = last;
        if (now.session() == null) {
            throw now.refusal();
        }
        return now.session().principal();
    }

    private Attempt assume() {
        try {
            return new Attempt(roles.session(arn, functionName), null);
        } catch (SdkException e) {
            return new Attempt(null, e);
        }
    }
}

package ateliers.cloud.services.lambda;

import ateliers.cloud.door.Need;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.RoleSession;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.services.lambda.api.LambdaErrors;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/** Acts in functions' execution roles. */
final class Roles {
    private static final String SERVICE = "lambda.amazonaws.com";

    private final ServiceContext cloud;

    Roles(ServiceContext cloud) {
        this.cloud = cloud;
    }

    /** A session of a role. */
    record Session(Principal principal, Map<String, String> variables) {}

    /** Refuses a role that does not exist or does not trust Lambda. */
    void checkAssumable(String roleArn) {
        if (!cloud.door().wouldAllow(Principal.service(SERVICE), Need.assumeRole(roleArn))) {
            throw LambdaErrors.notAssumable();
        }
    }

    /** A new session; empty where the role does not let itself be assumed any more. */
    Optional<Session> assume(String roleArn, String functionName) {
        try {
            return Optional.of(session(roleArn, functionName));
        } catch (SdkException e) {
            return Optional.empty();
        }
    }

    /**
     * A new session.
     *
     * @throws SdkException as STS refuses it
     */
    Session session(String roleArn, String functionName) {
        RoleSession session = RoleSession.assume(cloud, SERVICE, roleArn, sessionName(functionName));
        return new Session(
                session.principal(),
                Map.of(
                        "AWS_ACCESS_KEY_ID", session.key().accessKeyId(),
                        "AWS_SECRET_ACCESS_KEY", session.key().secretAccessKey(),
                        "AWS_SESSION_TOKEN", session.key().sessionToken()));
    }

    /** STS wants two characters, where one is enough for a function. */
    private static String sessionName(String functionName) {
        return functionName.length() < 2 ? functionName + "_" : functionName;
    }

    /** Refuses a place for failed or finished events where the role may not send to it. */
    void checkMaySend(String roleArn, String functionName, String destinationArn) {
        Need need = cloud.door().targets().need(destinationArn);
        boolean allowed = assume(roleArn, functionName)
                .filter(session -> cloud.door().wouldAllow(session.principal(), need))
                .isPresent();
        if (!allowed) {
            throw LambdaErrors.mayNot(need);
        }
    }
}

package ateliers.cloud.services.cloudformation.provision;

import ateliers.cloud.door.Authorizer;
import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Door;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Principal;
import ateliers.cloud.kit.Arn;

/**
 * CodeDeploy as far as a stack needs it. The service itself is not there: what would be its calls is asked of IAM alone.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscodedeploy.html">Actions of CodeDeploy</a>
 */
public final class CodeDeploy {
    /** Whom the role of a deployment group trusts. */
    public static final String PRINCIPAL = "codedeploy.amazonaws.com";

    private CodeDeploy() {}

    /**
     * Refuses what the stack's caller may not do.
     *
     * @param action as {@code CreateApplication}
     * @param resource as {@code application:name}
     */
    public static void require(Door door, Principal caller, String action, String resource) {
        require(
                door,
                caller,
                new Need(
                        "codedeploy:" + action,
                        new Arn(
                                        "aws",
                                        "codedeploy",
                                        door.place().region(),
                                        door.place().account(),
                                        resource)
                                .toString()));
    }

    /** Refuses a role that the caller may not hand over, or that does not trust CodeDeploy. */
    static void requireRole(ResourceCall call, String arn) {
        require(call.door(), call.principal(), Need.passRole(arn, PRINCIPAL));
        if (!call.door().wouldAllow(Principal.service(PRINCIPAL), Need.assumeRole(arn))) {
            throw refused(
                    "AWS CodeDeploy does not have the permissions required to assume the role " + arn + ".",
                    "InvalidRequest");
        }
    }

    private static void require(Door door, Principal caller, Need need) {
        Authorizer.Verdict verdict =
                door.verdict(door.below(caller, CallContext.viaService("cloudformation.amazonaws.com")), need);
        if (!verdict.allowed()) {
            throw refused(verdict.message(), "AccessDenied");
        }
    }

    /** A deployment that came to nothing. */
    public static ResourceFailed failed(String reason) {
        return new ResourceFailed(reason);
    }

    private static ResourceFailed refused(String message, String code) {
        return new ResourceFailed("Resource handler returned message: \"" + message
                + " (Service: CodeDeploy, Status Code: 400)\" (HandlerErrorCode: " + code + ")");
    }
}

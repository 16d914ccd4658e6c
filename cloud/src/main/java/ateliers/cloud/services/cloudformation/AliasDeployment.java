package ateliers.cloud.services.cloudformation;

import ateliers.cloud.door.Principal;
import ateliers.cloud.door.RoleSession;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.services.cloudformation.provision.CodeDeploy;
import ateliers.cloud.services.cloudformation.provision.DeploymentGroupProvisioner;
import ateliers.cloud.services.cloudformation.provision.Physical;
import ateliers.cloud.services.cloudformation.provision.Provisioner;
import ateliers.cloud.services.cloudformation.provision.ResourceCall;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * An alias that CodeDeploy moves to another version: at once, in the role of its deployment group.
 *
 * @param updates {@code CodeDeployLambdaAliasUpdate}, evaluated; empty for what CodeDeploy has no part in
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html">UpdatePolicy attribute</a>
 */
record AliasDeployment(ServiceContext cloud, Stacks stacks, JsonNode updates) {

    private static final String VERSION = "FunctionVersion";
    private static final int DENIED = 403;

    /** Changes a resource. What a failed deployment has not moved needs none to be put back. */
    Physical update(Stack stack, Provisioner provisioner, ResourceCall call, ObjectNode before) {
        boolean moves = !call.properties().path(VERSION).equals(before.path(VERSION));
        if (updates.isEmpty() || !moves || stack.status().startsWith("UPDATE_ROLLBACK")) {
            return provisioner.update(call, before);
        }
        String application = updates.path("ApplicationName").asText();
        String group = updates.path("DeploymentGroupName").asText();
        CodeDeploy.require(
                call.door(), call.principal(), "CreateDeployment", "deploymentgroup:" + application + "/" + group);
        String role = role(application, group);
        return asRole(role, () -> provisioner.update(call.by(mover(role)), before));
    }

    private Principal mover(String role) {
        return RoleSession.assume(cloud, CodeDeploy.PRINCIPAL, role, "CodeDeploy")
                .principal();
    }

    private String role(String application, String group) {
        return stacks.all().stream()
                .filter(Stack::exists)
                .flatMap(stack -> stack.resources().stream())
                .filter(each -> each.type().equals(DeploymentGroupProvisioner.TYPE)
                        && each.physicalId().equals(group)
                        && each.properties().path("ApplicationName").asText().equals(application))
                .map(each -> each.properties().path("ServiceRoleArn").asText())
                .findFirst()
                .orElseThrow(() -> CodeDeploy.failed("No Deployment Group found for name: " + group));
    }

    /** In CodeDeploy's words for a role that does not suffice, where Lambda refuses it. */
    private static Physical asRole(String role, Supplier<Physical> update) {
        try {
            return update.get();
        } catch (AwsServiceException e) {
            if (e.statusCode() != DENIED) {
                throw e;
            }
            throw CodeDeploy.failed("The IAM role " + role
                    + " does not give you permission to perform operations in the following AWS service: AWSLambda."
                    + " Contact your AWS administrator if you need help. If you are an AWS administrator, you can grant"
                    + " permissions to your users or groups by creating IAM policies. (Error code:"
                    + " IAM_ROLE_PERMISSIONS)");
        }
    }
}

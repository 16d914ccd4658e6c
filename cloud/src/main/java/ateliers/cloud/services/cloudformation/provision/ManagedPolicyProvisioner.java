package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.iam.IamClient;

/** {@code AWS::IAM::ManagedPolicy}, attached to roles, users and groups. */
public final class ManagedPolicyProvisioner implements Provisioner {

    @Override
    public String type() {
        return "AWS::IAM::ManagedPolicy";
    }

    @Override
    public Completes completes() {
        return Completes.by("Groups", "Roles", "Users");
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of("Description", "Groups", "ManagedPolicyName", "Path", "PolicyDocument", "Roles", "Users");
    }

    @Override
    public String nameProperty() {
        return "ManagedPolicyName";
    }

    @Override
    public Physical create(ResourceCall call) {
        IamClient iam = call.client(IamClient.class);
        String name = call.name("ManagedPolicyName", 128);
        var policy = iam.createPolicy(request -> request.policyName(name)
                        .path(call.text("Path"))
                        .description(call.text("Description"))
                        .policyDocument(call.document("PolicyDocument")))
                .policy();
        ObjectNode nobody = call.properties().objectNode();
        try {
            move(iam, policy.arn(), nobody, call.properties());
        } catch (RuntimeException e) {
            move(iam, policy.arn(), call.properties(), nobody);
            iam.deletePolicy(request -> request.policyArn(policy.arn()));
            throw e;
        }
        return new Physical(policy.arn(), Map.of("PolicyArn", policy.arn(), "PolicyId", policy.policyId()));
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        IamClient iam = call.client(IamClient.class);
        String arn = call.physicalId();
        if (!before.path("PolicyDocument").equals(call.properties().path("PolicyDocument"))) {
            deleteOldVersions(iam, arn);
            iam.createPolicyVersion(request -> request.policyArn(arn)
                    .policyDocument(call.document("PolicyDocument"))
                    .setAsDefault(true));
            deleteOldVersions(iam, arn);
        }
        move(iam, arn, before, call.properties());
        String id = iam.getPolicy(request -> request.policyArn(arn)).policy().policyId();
        return new Physical(arn, Map.of("PolicyArn", arn, "PolicyId", id));
    }

    @Override
    public void delete(ResourceCall call) {
        IamClient iam = call.client(IamClient.class);
        move(iam, call.physicalId(), call.properties(), call.properties().objectNode());
        deleteOldVersions(iam, call.physicalId());
        iam.deletePolicy(request -> request.policyArn(call.physicalId()));
    }

    private static void deleteOldVersions(IamClient iam, String arn) {
        iam.listPolicyVersions(request -> request.policyArn(arn)).versions().stream()
                .filter(each -> !each.isDefaultVersion())
                .forEach(each -> iam.deletePolicyVersion(
                        request -> request.policyArn(arn).versionId(each.versionId())));
    }

    /** Attaches the policy to those who have become its holders, after it is taken from those who were. */
    private static void move(IamClient iam, String arn, ObjectNode before, ObjectNode after) {
        PolicyHolder.BY_PROPERTY.forEach((property, kind) -> ListChange.of(property, before, after)
                .apply(
                        holder -> kind.of(iam, holder).attach(arn),
                        holder -> PolicyHolder.unlessGone(
                                () -> kind.of(iam, holder).detach(arn))));
    }
}

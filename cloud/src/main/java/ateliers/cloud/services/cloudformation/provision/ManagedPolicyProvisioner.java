package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/** {@code AWS::IAM::ManagedPolicy}, attached to roles, users and groups. */
public final class ManagedPolicyProvisioner implements Provisioner {

    @Override
    public String type() {
        return "AWS::IAM::ManagedPolicy";
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
        try {
            attach(iam, policy.arn(), call, null);
        } catch (RuntimeException e) {
            detach(iam, policy.arn(), call.properties(), null);
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
        detach(iam, arn, before, call.properties());
        attach(iam, arn, call, before);
        String id = iam.getPolicy(request -> request.policyArn(arn)).policy().policyId();
        return new Physical(arn, Map.of("PolicyArn", arn, "PolicyId", id));
    }

    @Override
    public void delete(ResourceCall call) {
        IamClient iam = call.client(IamClient.class);
        try {
            detach(iam, call.physicalId(), call.properties(), null);
            deleteOldVersions(iam, call.physicalId());
            iam.deletePolicy(request -> request.policyArn(call.physicalId()));
        } catch (NoSuchEntityException e) {
            // gone already
        }
    }

    private static void deleteOldVersions(IamClient iam, String arn) {
        iam.listPolicyVersions(request -> request.policyArn(arn)).versions().stream()
                .filter(each -> !each.isDefaultVersion())
                .forEach(each -> iam.deletePolicyVersion(
                        request -> request.policyArn(arn).versionId(each.versionId())));
    }

    /** @param before null for a new policy */
    private static void attach(IamClient iam, String arn, ResourceCall call, ObjectNode before) {
        missing(call.properties(), before, "Roles")
                .forEach(each ->
                        iam.attachRolePolicy(request -> request.roleName(each).policyArn(arn)));
        missing(call.properties(), before, "Users")
                .forEach(each ->
                        iam.attachUserPolicy(request -> request.userName(each).policyArn(arn)));
        missing(call.properties(), before, "Groups")
                .forEach(each ->
                        iam.attachGroupPolicy(request -> request.groupName(each).policyArn(arn)));
    }

    /** @param kept null when nothing is to stay attached */
    private static void detach(IamClient iam, String arn, ObjectNode properties, ObjectNode kept) {
        missing(properties, kept, "Roles")
                .forEach(each -> unlessGone(() ->
                        iam.detachRolePolicy(request -> request.roleName(each).policyArn(arn))));
        missing(properties, kept, "Users")
                .forEach(each -> unlessGone(() ->
                        iam.detachUserPolicy(request -> request.userName(each).policyArn(arn))));
        missing(properties, kept, "Groups")
                .forEach(each -> unlessGone(() ->
                        iam.detachGroupPolicy(request -> request.groupName(each).policyArn(arn))));
    }

    /** What a list has and the other one lacks. */
    private static List<String> missing(ObjectNode list, ObjectNode other, String property) {
        List<String> names = new ArrayList<>();
        list.path(property).forEach(each -> names.add(each.asText()));
        if (other != null) {
            other.path(property).forEach(each -> names.remove(each.asText()));
        }
        return names;
    }

    private static void unlessGone(Runnable detach) {
        try {
            detach.run();
        } catch (NoSuchEntityException e) {
            // gone already
        }
    }
}

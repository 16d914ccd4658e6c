package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/** {@code AWS::IAM::Policy}: an inline policy of roles, users and groups. */
public final class PolicyProvisioner implements Provisioner {

    @Override
    public String type() {
        return "AWS::IAM::Policy";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of("Groups", "PolicyDocument", "PolicyName", "Roles", "Users");
    }

    @Override
    public Physical create(ResourceCall call) {
        put(call);
        String id = call.generatedName(64);
        return new Physical(id, Map.of("Id", id));
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        put(call);
        boolean renamed = !before.path("PolicyName").equals(call.properties().path("PolicyName"));
        ObjectNode left = before.deepCopy();
        for (String kind : Set.of("Groups", "Roles", "Users")) {
            if (!renamed && left.has(kind)) {
                left.withArray(kind).removeIf(each -> call.texts(kind).contains(each.asText()));
            }
        }
        remove(call, left);
        return new Physical(call.physicalId(), Map.of("Id", call.physicalId()));
    }

    @Override
    public void delete(ResourceCall call) {
        remove(call, call.properties());
    }

    private static void put(ResourceCall call) {
        IamClient iam = call.client(IamClient.class);
        String name = call.text("PolicyName");
        String document = call.document("PolicyDocument");
        call.texts("Roles")
                .forEach(role -> iam.putRolePolicy(
                        request -> request.roleName(role).policyName(name).policyDocument(document)));
        call.texts("Users")
                .forEach(user -> iam.putUserPolicy(
                        request -> request.userName(user).policyName(name).policyDocument(document)));
        call.texts("Groups")
                .forEach(group -> iam.putGroupPolicy(
                        request -> request.groupName(group).policyName(name).policyDocument(document)));
    }

    private static void remove(ResourceCall call, ObjectNode properties) {
        IamClient iam = call.client(IamClient.class);
        String name = properties.path("PolicyName").asText();
        properties
                .path("Roles")
                .forEach(each -> unlessGone(() -> iam.deleteRolePolicy(
                        request -> request.roleName(each.asText()).policyName(name))));
        properties
                .path("Users")
                .forEach(each -> unlessGone(() -> iam.deleteUserPolicy(
                        request -> request.userName(each.asText()).policyName(name))));
        properties
                .path("Groups")
                .forEach(each -> unlessGone(() -> iam.deleteGroupPolicy(
                        request -> request.groupName(each.asText()).policyName(name))));
    }

    private static void unlessGone(Runnable delete) {
        try {
            delete.run();
        } catch (NoSuchEntityException e) {
            // gone already
        }
    }
}

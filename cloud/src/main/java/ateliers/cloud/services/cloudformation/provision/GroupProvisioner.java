package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/** {@code AWS::IAM::Group}, with its policies. */
public final class GroupProvisioner implements Provisioner {

    @Override
    public String type() {
        return "AWS::IAM::Group";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of("GroupName", "ManagedPolicyArns", "Path", "Policies");
    }

    @Override
    public String nameProperty() {
        return "GroupName";
    }

    /** IAM could change a path, but this cloud has no UpdateGroup. */
    @Override
    public boolean replaces(ObjectNode before, ObjectNode after) {
        return !before.path("Path").equals(after.path("Path"));
    }

    @Override
    public Physical create(ResourceCall call) {
        IamClient iam = call.client(IamClient.class);
        String name = call.name("GroupName", 128);
        String arn = iam.createGroup(request -> request.groupName(name).path(call.text("Path")))
                .group()
                .arn();
        try {
            InlinePolicies.apply(new Policies(iam, name), call.properties().objectNode(), call.properties());
        } catch (RuntimeException e) {
            delete(iam, name);
            throw e;
        }
        return new Physical(name, Map.of("Arn", arn));
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        IamClient iam = call.client(IamClient.class);
        String name = call.physicalId();
        InlinePolicies.apply(new Policies(iam, name), before, call.properties());
        String arn = iam.getGroup(request -> request.groupName(name)).group().arn();
        return new Physical(name, Map.of("Arn", arn));
    }

    @Override
    public void delete(ResourceCall call) {
        try {
            delete(call.client(IamClient.class), call.physicalId());
        } catch (NoSuchEntityException e) {
            // gone already
        }
    }

    private static void delete(IamClient iam, String name) {
        InlinePolicies.clear(new Policies(iam, name));
        iam.deleteGroup(request -> request.groupName(name));
    }

    /** The policies of one group. */
    private record Policies(IamClient iam, String name) implements InlinePolicies.Holder {
        @Override
        public void attach(String arn) {
            iam.attachGroupPolicy(request -> request.groupName(name).policyArn(arn));
        }

        @Override
        public void detach(String arn) {
            iam.detachGroupPolicy(request -> request.groupName(name).policyArn(arn));
        }

        @Override
        public void put(String policy, String document) {
            iam.putGroupPolicy(
                    request -> request.groupName(name).policyName(policy).policyDocument(document));
        }

        @Override
        public void drop(String policy) {
            iam.deleteGroupPolicy(request -> request.groupName(name).policyName(policy));
        }

        @Override
        public List<String> attached() {
            return iam.listAttachedGroupPolicies(request -> request.groupName(name)).attachedPolicies().stream()
                    .map(AttachedPolicy::policyArn)
                    .toList();
        }

        @Override
        public List<String> inline() {
            return iam.listGroupPolicies(request -> request.groupName(name)).policyNames();
        }
    }
}

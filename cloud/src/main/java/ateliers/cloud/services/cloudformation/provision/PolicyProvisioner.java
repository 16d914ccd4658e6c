package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.iam.IamClient;

/** {@code AWS::IAM::Policy}: an inline policy of roles, users and groups. */
public final class PolicyProvisioner implements Provisioner {

    @Override
    public String type() {
        return "AWS::IAM::Policy";
    }

    @Override
    public Completes completes() {
        return Completes.by("Groups", "Roles", "Users");
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
        for (String kind : PolicyHolder.BY_PROPERTY.keySet()) {
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
        if (PolicyHolder.BY_PROPERTY.keySet().stream()
                .allMatch(kind -> call.texts(kind).isEmpty())) {
            throw new ResourceFailed("At least one of [Groups,Roles,Users] must be non-empty.");
        }
        IamClient iam = call.client(IamClient.class);
        String name = call.text("PolicyName");
        String document = call.document("PolicyDocument");
        PolicyHolder.BY_PROPERTY.forEach((property, kind) ->
                call.texts(property).forEach(holder -> kind.of(iam, holder).put(name, document)));
    }

    private static void remove(ResourceCall call, ObjectNode properties) {
        IamClient iam = call.client(IamClient.class);
        String name = properties.path("PolicyName").asText();
        PolicyHolder.BY_PROPERTY.forEach((property, kind) -> ResourceCall.texts(properties, property)
                .forEach(holder ->
                        PolicyHolder.unlessGone(() -> kind.of(iam, holder).drop(name))));
    }
}

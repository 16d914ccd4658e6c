package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** {@code AWS::SecretsManager::ResourcePolicy}. Its id is its secret's ARN. */
public final class SecretPolicyProvisioner implements Provisioner {
    @Override
    public String type() {
        return "AWS::SecretsManager::ResourcePolicy";
    }

    @Override
    public Completes completes() {
        return Completes.by("SecretId");
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of("BlockPublicPolicy", "ResourcePolicy", "SecretId");
    }

    @Override
    public Physical create(ResourceCall call) {
        String arn = call.client(SecretsManagerClient.class)
                .putResourcePolicy(request -> request.secretId(call.text("SecretId"))
                        .resourcePolicy(call.document("ResourcePolicy"))
                        .blockPublicPolicy(
                                call.properties().path("BlockPublicPolicy").asBoolean()))
                .arn();
        return new Physical(arn, Map.of("Id", arn));
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        return create(call);
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(SecretsManagerClient.class)
                .deleteResourcePolicy(request -> request.secretId(call.text("SecretId")));
    }
}

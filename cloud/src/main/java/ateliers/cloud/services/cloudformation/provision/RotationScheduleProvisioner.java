package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.RotationRulesType;

/** {@code AWS::SecretsManager::RotationSchedule}. Its id is its secret's ARN. */
public final class RotationScheduleProvisioner implements Provisioner {
    @Override
    public String type() {
        return "AWS::SecretsManager::RotationSchedule";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of("RotateImmediatelyOnUpdate", "RotationLambdaARN", "RotationRules", "SecretId");
    }

    @Override
    public Physical create(ResourceCall call) {
        RotationRulesType rules = call.has("RotationRules")
                ? Shapes.fill(RotationRulesType.builder(), call.properties().get("RotationRules"))
                        .build()
                : null;
        String arn = call.client(SecretsManagerClient.class)
                .rotateSecret(request -> request.secretId(call.text("SecretId"))
                        .clientRequestToken(UUID.randomUUID().toString())
                        .rotationLambdaARN(call.text("RotationLambdaARN"))
                        .rotationRules(rules)
                        .rotateImmediately(call.properties()
                                .path("RotateImmediatelyOnUpdate")
                                .asBoolean(true)))
                .arn();
        return new Physical(arn, Map.of("Id", arn));
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        return create(call);
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(SecretsManagerClient.class).cancelRotateSecret(request -> request.secretId(call.text("SecretId")));
    }
}

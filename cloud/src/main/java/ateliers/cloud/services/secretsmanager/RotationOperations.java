package ateliers.cloud.services.secretsmanager;

import ateliers.cloud.door.Door;
import ateliers.cloud.door.Need;
import ateliers.cloud.kit.Operations;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.CancelRotateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.CancelRotateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.RotateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.RotateSecretResponse;

/** Rotation, asked for and called off. */
final class RotationOperations implements SecretsManagerClient, Operations {
    private final Secrets secrets;
    private final Rotations rotations;
    private final Door door;

    RotationOperations(Secrets secrets, Rotations rotations, Door door) {
        this.secrets = secrets;
        this.rotations = rotations;
        this.door = door;
    }

    /** @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotateSecret.html">RotateSecret</a> */
    @Override
    public RotateSecretResponse rotateSecret(RotateSecretRequest request) {
        String token = request.clientRequestToken();
        if (token == null) {
            throw SecretsManagerErrors.parameter(
                    "You must provide a ClientRequestToken value. We recommend a UUID-type value.");
        }
        Checks.token(token);
        if (request.rotationRules() != null) {
            RotationWindow.of(request.rotationRules());
        }
        return secrets.locked(() -> {
            Secret secret = secrets.live(request.secretId());
            requireFunction(secret, request.rotationLambdaARN());
            Rotation rotation = secret.rotation;
            if (rotation.rules == null && request.rotationRules() == null) {
                throw SecretsManagerErrors.request("You must specify the rotation rules for this secret.");
            }
            boolean now = !Boolean.FALSE.equals(request.rotateImmediately());
            if (now && Rotations.pending(secret).filter(id -> !id.equals(token)).isPresent()) {
                throw SecretsManagerErrors.request(
                        "A previous rotation isn't complete. That rotation will be reattempted.");
            }
            if (request.rotationLambdaARN() != null) {
                rotation.function = request.rotationLambdaARN();
            }
            if (request.rotationRules() != null) {
                rotation.rules = request.rotationRules();
            }
            rotation.enabled = true;
            if (now) {
                rotations.begin(secret, token);
            } else {
                rotations.test(secret, token);
            }
            rotations.arm(secret);
            return RotateSecretResponse.builder()
                    .arn(secret.arn)
                    .name(secret.name)
                    .versionId(now ? token : null)
                    .build();
        });
    }

    private void requireFunction(Secret secret, String given) {
        String function = given == null ? secret.rotation.function : given;
        if (function == null) {
            throw SecretsManagerErrors.request("No Lambda rotation function ARN is associated with this secret.");
        }
        if (!door.wouldAllow(rotations.onBehalfOf(secret), new Need("lambda:InvokeFunction", function))) {
            throw SecretsManagerErrors.denied("Secrets Manager cannot invoke the specified Lambda function. Ensure that"
                    + " the function policy grants access to the principal secretsmanager.amazonaws.com.");
        }
    }

    @Override
    public CancelRotateSecretResponse cancelRotateSecret(CancelRotateSecretRequest request) {
        return secrets.locked(() -> {
            Secret secret = secrets.live(request.secretId());
            secret.rotation.enabled = false;
            secret.rotation.disarm();
            return CancelRotateSecretResponse.builder()
                    .arn(secret.arn)
                    .name(secret.name)
                    .build();
        });
    }
}

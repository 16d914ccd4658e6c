package ateliers.cloud.services.secretsmanager;

import ateliers.cloud.door.Notes;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.kit.Json;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * Rotates secrets by their functions, which are called four times: each step does its part of the way from a version that
 * is pending to one that is current.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html">Lambda
 *     rotation functions</a>
 */
final class Rotations {
    private static final ObjectMapper JSON = Json.mapper();
    private static final List<String> STEPS = List.of("createSecret", "setSecret", "testSecret", "finishSecret");
    private static final List<String> TEST = List.of("testSecret");

    private final ServiceContext cloud;
    private final Secrets secrets;
    private final Notes notes;

    Rotations(ServiceContext cloud, Secrets secrets) {
        this.cloud = cloud;
        this.secrets = secrets;
        this.notes = cloud.notes("secretsmanager").byService();
    }

    /** Secrets Manager on behalf of a secret. */
    Principal onBehalfOf(Secret secret) {
        return Principal.service(
                "secretsmanager.amazonaws.com", secret.arn, cloud.place().account());
    }

    /** Waits for the next window. Called under the lock. */
    void arm(Secret secret) {
        secret.rotation.disarm();
        if (!Boolean.TRUE.equals(secret.rotation.enabled) || secret.deleted != null) {
            return;
        }
        RotationWindow window = RotationWindow.of(secret.rotation.rules);
        Optional<Instant> begin = window.begin(secrets.now());
        secret.rotation.next = begin.map(window::end).orElse(null);
        secret.rotation.timer = begin.map(when -> cloud.clock()
                .schedule(
                        Duration.between(secrets.now(), when),
                        () -> secrets.locked(() -> {
                            if (secret.rotation.timer.isPresent()) {
                                begin(
                                        secret,
                                        pending(secret)
                                                .orElseGet(
                                                        () -> UUID.randomUUID().toString()));
                                arm(secret);
                            }
                            return secret;
                        })));
    }

    /** The version of a rotation that has not come to its end. */
    static Optional<String> pending(Secret secret) {
        return secret.withStage(Secret.PENDING)
                .filter(version -> !version.stages.contains(Secret.CURRENT))
                .map(version -> version.id);
    }

    /** Rotates on a thread of its own. Called under the lock. */
    void begin(Secret secret, String token) {
        SecretVersion version =
                secret.versions.computeIfAbsent(token, id -> new SecretVersion(id, secrets.now(), Optional.empty()));
        secret.label(version, Secret.PENDING);
        String function = secret.rotation.function;
        cloud.clock().execute(() -> {
            if (run(secret, function, token, STEPS)) {
                secrets.locked(() -> end(secret, version));
            }
        });
    }

    /** Tries the function's third step on a version that is pending for as long as that takes. Called under the lock. */
    void test(Secret secret, String token) {
        SecretVersion version = new SecretVersion(
                token, secrets.now(), secret.withStage(Secret.CURRENT).flatMap(current -> current.value));
        secret.versions.put(token, version);
        secret.label(version, Secret.PENDING);
        String function = secret.rotation.function;
        cloud.clock().execute(() -> {
            run(secret, function, token, TEST);
            secrets.locked(() -> secret.versions.remove(token, version));
        });
    }

    private boolean run(Secret secret, String function, String token, List<String> steps) {
        for (String step : steps) {
            String failure = invoke(secret, function, token, step);
            if (!failure.isEmpty()) {
                notes.dropped(
                        "RotateSecret",
                        secret.arn,
                        "RotationFailed",
                        "the step " + step + " of rotation " + token + " of " + secret.name + ": " + failure);
                return false;
            }
        }
        return true;
    }

    private String invoke(Secret secret, String function, String token, String step) {
        String event = JSON.createObjectNode()
                .put("Step", step)
                .put("SecretId", secret.arn)
                .put("ClientRequestToken", token)
                .toString();
        try {
            InvokeResponse answer = cloud.door()
                    .as(onBehalfOf(secret), LambdaClient.class)
                    .invoke(r -> r.functionName(function).payload(SdkBytes.fromUtf8String(event)));
            return answer.functionError() == null ? "" : answer.payload().asUtf8String();
        } catch (AwsServiceException e) {
            return e.getMessage();
        }
    }

    private Secret end(Secret secret, SecretVersion version) {
        if (version.stages.contains(Secret.CURRENT)) {
            version.stages.remove(Secret.PENDING);
            secret.rotation.last = secrets.now();
            secret.changed = secrets.now();
        } else {
            notes.dropped(
                    "RotateSecret",
                    secret.arn,
                    "RotationFailed",
                    "finishSecret did not move the label AWSCURRENT to the version " + version.id);
        }
        return secret;
    }
}

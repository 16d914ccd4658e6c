package ateliers.cloud.services.secretsmanager;

import ateliers.cloud.kit.Json;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.policy.MalformedPolicyException;
import ateliers.cloud.policy.Policy;
import ateliers.cloud.policy.PolicyKind;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DeleteResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.DeleteResourcePolicyResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetResourcePolicyResponse;
import software.amazon.awssdk.services.secretsmanager.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutResourcePolicyResponse;

/** Who else than its account may use a secret. */
final class PolicyOperations implements SecretsManagerClient, Operations {
    private static final ObjectMapper JSON = Json.mapper();
    private static final int LONGEST = 20_480;

    private final Secrets secrets;

    PolicyOperations(Secrets secrets) {
        this.secrets = secrets;
    }

    /** The policy that decides about the secret that an ARN names. */
    Optional<String> deciding(String arn) {
        return secrets.locked(() -> secrets.find(arn).flatMap(secret -> secret.policy));
    }

    @Override
    public PutResourcePolicyResponse putResourcePolicy(PutResourcePolicyRequest request) {
        String document = request.resourcePolicy();
        Checks.constraints()
                .present("resourcePolicy", document)
                .length("resourcePolicy", document, 1, LONGEST)
                .require();
        try {
            Policy.parse(document, PolicyKind.RESOURCE);
        } catch (MalformedPolicyException e) {
            throw SecretsManagerErrors.policy("This resource policy contains a syntax error.");
        }
        if (Boolean.TRUE.equals(request.blockPublicPolicy()) && isPublic(document)) {
            throw SecretsManagerErrors.publicPolicy();
        }
        return secrets.locked(() -> {
            Secret secret = secrets.live(request.secretId());
            secret.policy = Optional.of(document);
            return PutResourcePolicyResponse.builder()
                    .arn(secret.arn)
                    .name(secret.name)
                    .build();
        });
    }

    /** Whether a statement lets everybody in, without a condition. */
    private static boolean isPublic(String document) {
        JsonNode statements;
        try {
            statements = JSON.readTree(document).path("Statement");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a policy is checked before: " + document, e);
        }
        for (JsonNode each :
                statements.isArray() ? statements : JSON.createArrayNode().add(statements)) {
            JsonNode principal = each.path("Principal");
            boolean everybody = principal.asText().equals("*")
                    || principal.path("AWS").asText().equals("*");
            if (everybody && each.path("Effect").asText().equals("Allow") && !each.has("Condition")) {
                return true;
            }
        }
        return false;
    }

    @Override
    public GetResourcePolicyResponse getResourcePolicy(GetResourcePolicyRequest request) {
        return secrets.locked(() -> {
            Secret secret = secrets.live(request.secretId());
            return GetResourcePolicyResponse.builder()
                    .arn(secret.arn)
                    .name(secret.name)
                    .resourcePolicy(secret.policy.orElse(null))
                    .build();
        });
    }

    @Override
    public DeleteResourcePolicyResponse deleteResourcePolicy(DeleteResourcePolicyRequest request) {
        return secrets.locked(() -> {
            Secret secret = secrets.live(request.secretId());
            secret.policy = Optional.empty();
            return DeleteResourcePolicyResponse.builder()
                    .arn(secret.arn)
                    .name(secret.name)
                    .build();
        });
    }
}

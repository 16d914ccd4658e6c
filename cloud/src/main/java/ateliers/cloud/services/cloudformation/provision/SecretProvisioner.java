package ateliers.cloud.services.cloudformation.provision;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordRequest;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** {@code AWS::SecretsManager::Secret}. Its id is its ARN. */
public final class SecretProvisioner implements Provisioner {
    private static final ObjectMapper JSON = Json.mapper();
    private static final int LONGEST_NAME = 512;
    private static final String GENERATE = "GenerateSecretString";
    private static final String STRING = "SecretString";

    @Override
    public String type() {
        return "AWS::SecretsManager::Secret";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of("Description", GENERATE, "KmsKeyId", "Name", STRING, "Tags");
    }

    @Override
    public String nameProperty() {
        return "Name";
    }

    @Override
    public void refuseGaps(ObjectNode properties) {
        JsonNode key = properties.path("KmsKeyId");
        if (key.isTextual() && !key.asText().endsWith("alias/aws/secretsmanager")) {
            throw new Unsupported("secretsmanager: the customer managed key " + key.asText());
        }
    }

    @Override
    public Physical create(ResourceCall call) {
        String arn = call.client(SecretsManagerClient.class)
                .createSecret(request -> request.name(name(call))
                        .clientRequestToken(UUID.randomUUID().toString())
                        .description(call.text("Description"))
                        .kmsKeyId(call.text("KmsKeyId"))
                        .secretString(value(call))
                        .tags(tags(call.allTags())))
                .arn();
        return physical(arn);
    }

    /** AWS leaves the stack's name out of it. */
    private static String name(ResourceCall call) {
        if (call.has("Name")) {
            return call.text("Name");
        }
        String generated = call.generatedName(LONGEST_NAME);
        return call.logicalId() + generated.substring(generated.lastIndexOf('-'));
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        SecretsManagerClient secrets = call.client(SecretsManagerClient.class);
        boolean newValue = !call.properties().path(GENERATE).equals(before.path(GENERATE))
                || !call.properties().path(STRING).equals(before.path(STRING));
        secrets.updateSecret(request -> request.secretId(call.physicalId())
                .clientRequestToken(UUID.randomUUID().toString())
                .description(call.has("Description") ? call.text("Description") : "")
                .kmsKeyId(call.text("KmsKeyId"))
                .secretString(newValue ? value(call) : null));
        call.tagChange(before)
                .apply(
                        keys -> secrets.untagResource(
                                request -> request.secretId(call.physicalId()).tagKeys(keys)),
                        set -> secrets.tagResource(
                                request -> request.secretId(call.physicalId()).tags(tags(set))));
        return physical(call.physicalId());
    }

    /** A stack's secret is gone at once. */
    @Override
    public void delete(ResourceCall call) {
        call.client(SecretsManagerClient.class)
                .deleteSecret(request -> request.secretId(call.physicalId()).forceDeleteWithoutRecovery(true));
    }

    /** The secret's text: given, generated, or null for none. */
    private static String value(ResourceCall call) {
        if (call.has(STRING) && call.has(GENERATE)) {
            throw new IllegalArgumentException(
                    "You can't specify both a generated secret and a secret string in the same secret.");
        }
        if (!call.has(GENERATE)) {
            return call.text(STRING);
        }
        JsonNode generate = call.properties().get(GENERATE);
        String password = call.client(SecretsManagerClient.class)
                .getRandomPassword(Shapes.fill(GetRandomPasswordRequest.builder(), password(generate))
                        .build())
                .randomPassword();
        if (!generate.has("SecretStringTemplate") && !generate.has("GenerateStringKey")) {
            return password;
        }
        if (!generate.has("SecretStringTemplate") || !generate.has("GenerateStringKey")) {
            throw new IllegalArgumentException(
                    "SecretStringTemplate and GenerateStringKey must be specified together.");
        }
        return template(generate.get("SecretStringTemplate").asText())
                .put(generate.get("GenerateStringKey").asText(), password)
                .toString();
    }

    /** What GetRandomPassword takes of it. */
    private static ObjectNode password(JsonNode generate) {
        ObjectNode request = generate.deepCopy();
        return request.without(List.of("SecretStringTemplate", "GenerateStringKey"));
    }

    private static ObjectNode template(String text) {
        try {
            if (JSON.readTree(text) instanceof ObjectNode object) {
                return object;
            }
            throw new IllegalArgumentException("SecretStringTemplate is no JSON object.");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Could not parse SecretStringTemplate JSON.", e);
        }
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    private static Physical physical(String arn) {
        return new Physical(arn, Map.of("Id", arn));
    }
}

package ateliers.cloud.conformance;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

class SecretsManagerFactsTest extends ConformanceCase {
    private SecretsManagerClient secrets;

    @BeforeEach
    void client() {
        secrets = cloud.client(SecretsManagerClient.builder());
    }

    @Test
    @Fact(47)
    @DisplayName("Fact 47: a secret that is not there is 400")
    void missing() {
        refused(
                () -> secrets.getSecretValue(r -> r.secretId("nowhere")),
                "ResourceNotFoundException",
                400,
                "Secrets Manager can't find the specified secret.");
    }

    @Test
    @Fact(48)
    @DisplayName("Fact 48: a label that no version has, and a name that waits for its deletion")
    void words() {
        secrets.createSecret(r -> r.name("db").secretString("first"));
        refused(
                () -> secrets.getSecretValue(r -> r.secretId("db").versionStage("AWSPREVIOUS")),
                "ResourceNotFoundException",
                400,
                "Secrets Manager can't find the specified secret value for staging label: AWSPREVIOUS");
        secrets.deleteSecret(r -> r.secretId("db"));
        refused(
                () -> secrets.createSecret(r -> r.name("db").secretString("again")),
                "InvalidRequestException",
                400,
                "You can't create this secret because a secret with this name is already scheduled for deletion.");
    }
}

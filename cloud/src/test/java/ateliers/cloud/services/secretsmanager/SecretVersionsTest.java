package ateliers.cloud.services.secretsmanager;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.services.TestServices;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretVersionsListEntry;

class SecretVersionsTest {
    private static final String ONE = "11111111-1111-1111-1111-111111111111";
    private static final String TWO = "22222222-2222-2222-2222-222222222222";
    private static final String THREE = "33333333-3333-3333-3333-333333333333";

    private final TestServices services = new TestServices(new SecretsManagerService());
    private final SecretsManagerClient secrets = services.client(SecretsManagerClient.class);

    @AfterEach
    void close() {
        services.close();
        assertThat(services.defects).isEmpty();
    }

    @Test
    void aNewValueIsCurrentAndTheOneBeforeItPrevious() {
        create("first");
        secrets.putSecretValue(r -> r.secretId("db").clientRequestToken(TWO).secretString("second"));

        GetSecretValueResponse current = secrets.getSecretValue(r -> r.secretId("db"));

        assertThat(current.secretString()).isEqualTo("second");
        assertThat(current.versionId()).isEqualTo(TWO);
        assertThat(current.versionStages()).containsExactly("AWSCURRENT");
        assertThat(secrets.getSecretValue(r -> r.secretId("db").versionStage("AWSPREVIOUS"))
                        .secretString())
                .isEqualTo("first");
        assertThat(stages()).isEqualTo(Map.of(ONE, List.of("AWSPREVIOUS"), TWO, List.of("AWSCURRENT")));
    }

    @Test
    void aVersionWithoutLabelsIsDeprecated() {
        create("first");
        secrets.putSecretValue(r -> r.secretId("db").clientRequestToken(TWO).secretString("second"));
        secrets.putSecretValue(r -> r.secretId("db").clientRequestToken(THREE).secretString("third"));

        assertThat(stages()).containsOnlyKeys(TWO, THREE);
        assertThat(secrets.listSecretVersionIds(r -> r.secretId("db")).versions().stream()
                        .map(SecretVersionsListEntry::versionId))
                .containsExactly(TWO, THREE);
        List<SecretVersionsListEntry> all = secrets.listSecretVersionIds(
                        r -> r.secretId("db").includeDeprecated(true))
                .versions();
        assertThat(all.stream().map(SecretVersionsListEntry::versionId)).containsExactly(ONE, TWO, THREE);
        assertThat(all.get(0).hasVersionStages()).isFalse();
        assertThat(all.get(0).kmsKeyIds()).containsExactly("DefaultEncryptionKey");
    }

    @Test
    void labelsOfOnesOwnMoveWithTheRequestAndLeaveTheCurrentOneAlone() {
        create("first");
        secrets.putSecretValue(r ->
                r.secretId("db").clientRequestToken(TWO).secretString("second").versionStages("SAMPLE", "AWSPENDING"));

        assertThat(secrets.getSecretValue(r -> r.secretId("db")).secretString()).isEqualTo("first");

        secrets.putSecretValue(r ->
                r.secretId("db").clientRequestToken(THREE).secretString("third").versionStages("SAMPLE"));

        assertThat(stages())
                .isEqualTo(Map.of(ONE, List.of("AWSCURRENT"), TWO, List.of("AWSPENDING"), THREE, List.of("SAMPLE")));
    }

    @Test
    void theLabelOfTheCurrentVersionMovesAndTakesThePendingOneAlong() {
        create("first");
        secrets.putSecretValue(r ->
                r.secretId("db").clientRequestToken(TWO).secretString("second").versionStages("AWSPENDING", "PUT"));

        secrets.updateSecretVersionStage(r -> r.secretId("db")
                .versionStage("AWSCURRENT")
                .removeFromVersionId(ONE)
                .moveToVersionId(TWO));

        assertThat(stages())
                .isEqualTo(Map.of(ONE, List.of("AWSPREVIOUS"), TWO, List.of("AWSCURRENT", "AWSPENDING", "PUT")));

        secrets.putSecretValue(r -> r.secretId("db").clientRequestToken(THREE).secretString("third"));

        assertThat(stages()).isEqualTo(Map.of(TWO, List.of("AWSPREVIOUS", "PUT"), THREE, List.of("AWSCURRENT")));
    }

    @Test
    void labelsAreMovedInAwssWords() {
        create("first");
        secrets.putSecretValue(r ->
                r.secretId("db").clientRequestToken(TWO).secretString("second").versionStages("AWSPENDING"));

        assertThat(refusal(() -> secrets.updateSecretVersionStage(
                        r -> r.secretId("db").versionStage("AWSCURRENT").moveToVersionId(TWO))))
                .isEqualTo("InvalidParameterException: The parameter RemoveFromVersionId can't be empty. Staging label"
                        + " AWSCURRENT is currently attached to version " + ONE
                        + ", so you must explicitly reference that version in RemoveFromVersionId.");
        assertThat(refusal(() -> secrets.updateSecretVersionStage(
                        r -> r.secretId("db").versionStage("AWSCURRENT").removeFromVersionId(ONE))))
                .startsWith("InvalidParameterException: You can only move staging label AWSCURRENT to a different");
        assertThat(refusal(() -> secrets.updateSecretVersionStage(
                        r -> r.secretId("db").versionStage("AWSPENDING").removeFromVersionId(ONE))))
                .startsWith("InvalidParameterException: The staging label AWSPENDING isn't currently attached");
        assertThat(refusal(() -> secrets.updateSecretVersionStage(
                        r -> r.secretId("db").versionStage("AWSCURRENT").moveToVersionId(THREE))))
                .isEqualTo("ResourceNotFoundException: Secrets Manager can't find the specified secret value for"
                        + " VersionId: " + THREE);
        secrets.updateSecretVersionStage(
                r -> r.secretId("db").versionStage("AWSPENDING").removeFromVersionId(TWO));
        assertThat(stages()).isEqualTo(Map.of(ONE, List.of("AWSCURRENT")));
    }

    @Test
    void whatIsNotThereIsToldByItsLabelOrItsId() {
        create(null);

        assertThat(refusal(() -> secrets.getSecretValue(r -> r.secretId("db"))))
                .isEqualTo(
                        "ResourceNotFoundException: Secrets Manager can't find the specified secret value for staging"
                                + " label: AWSCURRENT");
        assertThat(secrets.describeSecret(r -> r.secretId("db")).hasVersionIdsToStages())
                .isFalse();
        secrets.putSecretValue(r -> r.secretId("db").clientRequestToken(ONE).secretString("first"));
        assertThat(refusal(() -> secrets.getSecretValue(r -> r.secretId("db").versionId(TWO))))
                .isEqualTo("ResourceNotFoundException: Secrets Manager can't find the specified secret value for"
                        + " VersionId: " + TWO);
        assertThat(refusal(() -> secrets.getSecretValue(r -> r.secretId("db").versionStage("AWSPENDING"))))
                .isEqualTo(
                        "ResourceNotFoundException: Secrets Manager can't find the specified secret value for staging"
                                + " label: AWSPENDING");
        assertThat(refusal(() -> secrets.getSecretValue(
                        r -> r.secretId("db").versionId(ONE).versionStage("AWSPENDING"))))
                .isEqualTo("InvalidRequestException: You provided a VersionStage that is not associated to the provided"
                        + " VersionId.");
    }

    @Test
    void theSameTokenMakesTheSameVersionAndNoOther() {
        create("first");

        assertThat(secrets.putSecretValue(
                                r -> r.secretId("db").clientRequestToken(ONE).secretString("first"))
                        .versionId())
                .isEqualTo(ONE);
        assertThat(refusal(() -> secrets.putSecretValue(
                        r -> r.secretId("db").clientRequestToken(ONE).secretString("other"))))
                .startsWith("ResourceExistsException: You can't use ClientRequestToken " + ONE);
        assertThat(refusal(() -> secrets.putSecretValue(
                        r -> r.secretId("db").clientRequestToken("short").secretString("other"))))
                .contains(
                        "at 'clientRequestToken' failed to satisfy constraint: Member must have length greater than or"
                                + " equal to 32");
    }

    @Test
    void aSecretIsTextOrBytes() {
        create(null);
        SdkBytes bytes = SdkBytes.fromByteArray(new byte[] {0, 1, -1});
        secrets.putSecretValue(r -> r.secretId("db").clientRequestToken(ONE).secretBinary(bytes));

        assertThat(secrets.getSecretValue(r -> r.secretId("db")).secretBinary()).isEqualTo(bytes);
        assertThat(secrets.getSecretValue(r -> r.secretId("db")).secretString()).isNull();
        assertThat(refusal(() -> secrets.putSecretValue(r -> r.secretId("db")
                        .clientRequestToken(TWO)
                        .secretBinary(bytes)
                        .secretString("x"))))
                .isEqualTo("InvalidParameterException: You can't specify both a binary secret value and a string secret"
                        + " value in the same secret.");
        assertThat(refusal(() -> secrets.putSecretValue(r -> r.secretId("db").clientRequestToken(TWO))))
                .isEqualTo("InvalidRequestException: You must provide either SecretString or SecretBinary.");
    }

    @Test
    void anUpdateWithoutAValueMakesNoVersion() {
        create("first");

        assertThat(secrets.updateSecret(
                                r -> r.secretId("db").clientRequestToken(TWO).description("new"))
                        .versionId())
                .isNull();
        assertThat(secrets.updateSecret(
                                r -> r.secretId("db").clientRequestToken(TWO).secretString("second"))
                        .versionId())
                .isEqualTo(TWO);
        assertThat(secrets.describeSecret(r -> r.secretId("db")).description()).isEqualTo("new");
        assertThat(secrets.getSecretValue(r -> r.secretId("db")).secretString()).isEqualTo("second");
    }

    @Test
    void aHundredVersionsAreKept() {
        create("first");

        for (int i = 0; i < 150; i++) {
            String value = "value " + i;
            secrets.putSecretValue(r -> r.secretId("db")
                    .clientRequestToken(UUID.randomUUID().toString())
                    .secretString(value));
        }

        assertThat(secrets.listSecretVersionIds(r -> r.secretId("db").includeDeprecated(true))
                        .versions())
                .hasSize(100);
        assertThat(secrets.getSecretValue(r -> r.secretId("db")).secretString()).isEqualTo("value 149");
    }

    private void create(String value) {
        secrets.createSecret(r -> r.name("db").clientRequestToken(ONE).secretString(value));
    }

    private Map<String, List<String>> stages() {
        return secrets.describeSecret(r -> r.secretId("db")).versionIdsToStages();
    }
}

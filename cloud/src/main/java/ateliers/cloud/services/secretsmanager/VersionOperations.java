package ateliers.cloud.services.secretsmanager;

import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretVersionsListEntry;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageRequest;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageResponse;

/** Versions of secrets and their staging labels. */
final class VersionOperations implements SecretsManagerClient, Operations {
    private final Secrets secrets;

    VersionOperations(Secrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public ListSecretVersionIdsResponse listSecretVersionIds(ListSecretVersionIdsRequest request) {
        return secrets.locked(() -> {
            Secret secret = secrets.live(request.secretId());
            List<SecretVersionsListEntry> all = secret.versions.values().stream()
                    .filter(version -> Boolean.TRUE.equals(request.includeDeprecated()) || !version.isDeprecated())
                    .map(VersionOperations::view)
                    .toList();
            Paging.Page<SecretVersionsListEntry> page = Checks.page(all, request.nextToken(), request.maxResults());
            return ListSecretVersionIdsResponse.builder()
                    .arn(secret.arn)
                    .name(secret.name)
                    .versions(page.items())
                    .nextToken(page.next())
                    .build();
        });
    }

    private static SecretVersionsListEntry view(SecretVersion version) {
        return SecretVersionsListEntry.builder()
                .versionId(version.id)
                .versionStages(version.isDeprecated() ? null : version.stages)
                .lastAccessedDate(version.accessed)
                .createdDate(version.created)
                .kmsKeyIds("DefaultEncryptionKey")
                .build();
    }

    /** @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecretVersionStage.html">UpdateSecretVersionStage</a> */
    @Override
    public UpdateSecretVersionStageResponse updateSecretVersionStage(UpdateSecretVersionStageRequest request) {
        String stage = request.versionStage();
        Checks.constraints()
                .present("versionStage", stage)
                .length("versionStage", stage, 1, 256)
                .require();
        return secrets.locked(() -> {
            Secret secret = secrets.live(request.secretId());
            Optional<SecretVersion> to =
                    Optional.ofNullable(request.moveToVersionId()).map(secret::version);
            Optional<SecretVersion> from =
                    Optional.ofNullable(request.removeFromVersionId()).map(secret::version);
            check(secret, stage, from, to);
            from.ifPresent(version -> {
                if (to.isEmpty()) {
                    version.stages.remove(stage);
                }
            });
            to.ifPresent(version -> secret.label(version, stage));
            secret.changed = secrets.now();
            return UpdateSecretVersionStageResponse.builder()
                    .arn(secret.arn)
                    .name(secret.name)
                    .build();
        });
    }

    private static void check(Secret secret, String stage, Optional<SecretVersion> from, Optional<SecretVersion> to) {
        if (from.isEmpty() && to.isEmpty()) {
            throw SecretsManagerErrors.parameter(
                    "You must specify either MoveToVersionId or RemoveFromVersionId, or both.");
        }
        Optional<SecretVersion> at = secret.withStage(stage);
        if (from.isPresent() && !from.equals(at)) {
            throw SecretsManagerErrors.parameter(
                    "The staging label " + stage + " isn't currently attached to version " + from.get().id + ".");
        }
        if (stage.equals(Secret.CURRENT) && to.isEmpty()) {
            throw SecretsManagerErrors.parameter("You can only move staging label AWSCURRENT to a different secret"
                    + " version. It can't be completely removed.");
        }
        if (from.isEmpty() && at.isPresent() && !at.equals(to)) {
            throw SecretsManagerErrors.parameter("The parameter RemoveFromVersionId can't be empty. Staging label "
                    + stage + " is currently attached to version " + at.get().id + ", so you must explicitly reference"
                    + " that version in RemoveFromVersionId.");
        }
    }
}

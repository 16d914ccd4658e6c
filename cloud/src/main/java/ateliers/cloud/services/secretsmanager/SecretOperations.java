package ateliers.cloud.services.secretsmanager;

import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import ateliers.cloud.kit.Pojos;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsResponse;
import software.amazon.awssdk.services.secretsmanager.model.RestoreSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.RestoreSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.SortOrderType;
import software.amazon.awssdk.services.secretsmanager.model.Tag;
import software.amazon.awssdk.services.secretsmanager.model.TagResourceRequest;
import software.amazon.awssdk.services.secretsmanager.model.TagResourceResponse;
import software.amazon.awssdk.services.secretsmanager.model.UntagResourceRequest;
import software.amazon.awssdk.services.secretsmanager.model.UntagResourceResponse;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretResponse;

/** Secrets, from their making to their end, and their tags. */
final class SecretOperations implements SecretsManagerClient, Operations {
    private static final int LONGEST_WINDOW = 30;
    private static final int SHORTEST_WINDOW = 7;

    private final Secrets secrets;
    private final Rotations rotations;

    SecretOperations(Secrets secrets, Rotations rotations) {
        this.secrets = secrets;
        this.rotations = rotations;
    }

    /** @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html">CreateSecret</a> */
    @Override
    public CreateSecretResponse createSecret(CreateSecretRequest request) {
        Checks.name(request.name());
        Checks.description(request.description());
        Checks.token(request.clientRequestToken());
        Checks.key(request.kmsKeyId());
        Map<String, String> tags = Checks.tags(request.tags());
        Checks.refuseSystemTags(tags.keySet());
        Optional<SecretValue> value = SecretValue.of(request.secretString(), request.secretBinary());
        return secrets.locked(() -> {
            Secret secret = secrets.create(request.name());
            secret.description = request.description();
            secret.tags = Optional.of(tags).filter(each -> !each.isEmpty());
            Optional<SecretVersion> version =
                    value.map(given -> secret.put(request.clientRequestToken(), given, List.of(), secrets.now()));
            secrets.add(secret);
            return CreateSecretResponse.builder()
                    .arn(secret.arn)
                    .name(secret.name)
                    .versionId(version.map(made -> made.id).orElse(null))
                    .build();
        });
    }

    /** @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecret.html">UpdateSecret</a> */
    @Override
    public UpdateSecretResponse updateSecret(UpdateSecretRequest request) {
        Checks.description(request.description());
        Checks.token(request.clientRequestToken());
        Checks.key(request.kmsKeyId());
        Optional<SecretValue> value = SecretValue.of(request.secretString(), request.secretBinary());
        return secrets.locked(() -> {
            Secret secret = secrets.live(request.secretId());
            if (request.description() != null) {
                secret.description = request.description();
            }
            Optional<SecretVersion> version = value.map(
                    given -> secret.put(request.clientRequestToken(), given, List.of(Secret.CURRENT), secrets.now()));
            secret.changed = secrets.now();
            return UpdateSecretResponse.builder()
                    .arn(secret.arn)
                    .name(secret.name)
                    .versionId(version.map(made -> made.id).orElse(null))
                    .build();
        });
    }

    @Override
    public DescribeSecretResponse describeSecret(DescribeSecretRequest request) {
        return secrets.locked(() -> {
            Secret secret = secrets.get(request.secretId());
            return Pojos.copy(view(secret), DescribeSecretResponse.builder())
                    .versionIdsToStages(secret.stages())
                    .build();
        });
    }

    @Override
    public ListSecretsResponse listSecrets(ListSecretsRequest request) {
        Filters.check(request.filters());
        List<SecretListEntry> all = secrets.locked(() -> secrets.all().stream()
                .filter(secret -> secret.deleted == null || Boolean.TRUE.equals(request.includePlannedDeletion()))
                .filter(secret -> Filters.pass(secret, request.filters()))
                .map(SecretOperations::view)
                .toList());
        List<SecretListEntry> sorted = new ArrayList<>(all);
        if (request.sortOrder() == SortOrderType.DESC) {
            Collections.reverse(sorted);
        }
        Paging.Page<SecretListEntry> page = Checks.page(sorted, request.nextToken(), request.maxResults());
        return ListSecretsResponse.builder()
                .secretList(page.items())
                .nextToken(page.next())
                .build();
    }

    private static SecretListEntry view(Secret secret) {
        return SecretListEntry.builder()
                .arn(secret.arn)
                .name(secret.name)
                .description(secret.description)
                .rotationEnabled(secret.rotation.enabled)
                .rotationLambdaARN(secret.rotation.function)
                .rotationRules(secret.rotation.rules)
                .lastRotatedDate(secret.rotation.last)
                .nextRotationDate(secret.rotation.next)
                .lastChangedDate(secret.changed)
                .lastAccessedDate(secret.accessed)
                .deletedDate(secret.deleted)
                .createdDate(secret.created)
                .tags(secret.tags.map(SecretOperations::list).orElse(null))
                .secretVersionsToStages(secret.stages())
                .build();
    }

    private static List<Tag> list(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    /** @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html">DeleteSecret</a> */
    @Override
    public DeleteSecretResponse deleteSecret(DeleteSecretRequest request) {
        boolean force = Boolean.TRUE.equals(request.forceDeleteWithoutRecovery());
        Long days = request.recoveryWindowInDays();
        if (force && days != null) {
            throw SecretsManagerErrors.parameter(
                    "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
        }
        if (days != null && (days < SHORTEST_WINDOW || days > LONGEST_WINDOW)) {
            throw SecretsManagerErrors.parameter(
                    "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
        }
        Checks.id(request.secretId());
        return secrets.locked(() -> {
            Optional<Secret> found = secrets.find(request.secretId());
            if (found.isEmpty() && force) {
                return DeleteSecretResponse.builder()
                        .arn(secrets.resource(request.secretId()))
                        .name(request.secretId())
                        .deletionDate(secrets.now())
                        .build();
            }
            Secret secret = force ? secrets.get(request.secretId()) : secrets.live(request.secretId());
            secrets.delete(secret, force ? Duration.ZERO : Duration.ofDays(days == null ? LONGEST_WINDOW : days));
            return DeleteSecretResponse.builder()
                    .arn(secret.arn)
                    .name(secret.name)
                    .deletionDate(secret.deleted)
                    .build();
        });
    }

    /** Restores a secret that is marked for deletion; one that is not stays as it is. */
    @Override
    public RestoreSecretResponse restoreSecret(RestoreSecretRequest request) {
        return secrets.locked(() -> {
            Secret secret = secrets.get(request.secretId());
            Secrets.restore(secret);
            rotations.arm(secret);
            return RestoreSecretResponse.builder()
                    .arn(secret.arn)
                    .name(secret.name)
                    .build();
        });
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        Map<String, String> more = Checks.tags(request.tags());
        Checks.refuseSystemTags(more.keySet());
        return secrets.locked(() -> {
            Secret secret = secrets.live(request.secretId());
            Map<String, String> tags = new LinkedHashMap<>(secret.tags.orElse(Map.of()));
            tags.putAll(more);
            secret.tags = Optional.of(tags);
            return TagResourceResponse.builder().build();
        });
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        Checks.refuseSystemTags(request.tagKeys());
        return secrets.locked(() -> {
            Secret secret = secrets.live(request.secretId());
            Map<String, String> tags = new LinkedHashMap<>(secret.tags.orElse(Map.of()));
            tags.keySet().removeAll(request.tagKeys());
            secret.tags = Optional.of(tags);
            return UntagResourceResponse.builder().build();
        });
    }
}

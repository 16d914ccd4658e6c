package ateliers.cloud.services.secretsmanager;

import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.Members;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Rows;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.BatchGetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.CancelRotateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DeleteResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.RestoreSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.RotateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.TagResourceRequest;
import software.amazon.awssdk.services.secretsmanager.model.UntagResourceRequest;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageRequest;

/**
 * AWS Secrets Manager as a service of a cloud, with what each operation needs.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html">Actions,
 *     resources and condition keys for AWS Secrets Manager</a>
 */
public final class SecretsManagerService implements ServiceModule {
    private static final String PREFIX = "secretsmanager:";

    @Override
    public List<AwsService<?>> create(ServiceContext cloud) {
        Secrets secrets = new Secrets(cloud.place(), cloud.clock(), cloud.memory());
        Rotations rotations = new Rotations(cloud, secrets);
        PolicyOperations policies = new PolicyOperations(secrets);
        return List.of(AwsService.of("secretsmanager", SecretsManagerClient.class)
                .operations(new SecretOperations(secrets, rotations))
                .operations(new ValueOperations(secrets, cloud.door()))
                .operations(new VersionOperations(secrets))
                .operations(new RotationOperations(secrets, rotations, cloud.door()))
                .operations(policies)
                .rows(rows -> rows(rows, secrets))
                .members(SecretsManagerService::members)
                .resourcePolicy(policies::deciding)
                .resourceTags(secrets::tags)
                .denied((need, message) -> SecretsManagerErrors.denied(message))
                .build());
    }

    private static void members(Members members) {
        members.lacking("CreateSecret", "AddReplicaRegions", "ForceOverwriteReplicaSecret", "Type")
                .lacking("UpdateSecret", "Type")
                // Of functions in other accounts.
                .lacking("PutSecretValue", "RotationToken")
                .lacking("RotateSecret", "ExternalSecretRotationMetadata", "ExternalSecretRotationRoleArn");
    }

    private static void rows(Rows rows, Secrets secrets) {
        rows.on(
                CreateSecretRequest.class,
                r -> new Need(PREFIX + "CreateSecret", secrets.madeResource(r.name()))
                        .with(PREFIX + "Name", r.name())
                        .with(PREFIX + "Description", r.description())
                        .tagging(Checks.tags(r.tags())));
        on(
                rows,
                UpdateSecretRequest.class,
                secrets,
                "UpdateSecret",
                UpdateSecretRequest::secretId,
                (need, r) -> need.with(PREFIX + "Description", r.description()));
        on(rows, DescribeSecretRequest.class, secrets, "DescribeSecret", DescribeSecretRequest::secretId);
        rows.on(ListSecretsRequest.class, r -> Need.anywhere(PREFIX + "ListSecrets"));
        on(
                rows,
                DeleteSecretRequest.class,
                secrets,
                "DeleteSecret",
                DeleteSecretRequest::secretId,
                (need, r) -> need.with(PREFIX + "RecoveryWindowInDays", text(r.recoveryWindowInDays()))
                        .with(PREFIX + "ForceDeleteWithoutRecovery", text(r.forceDeleteWithoutRecovery())));
        on(rows, RestoreSecretRequest.class, secrets, "RestoreSecret", RestoreSecretRequest::secretId);
        on(
                rows,
                TagResourceRequest.class,
                secrets,
                "TagResource",
                TagResourceRequest::secretId,
                (need, r) -> need.tagging(Checks.tags(r.tags())));
        on(
                rows,
                UntagResourceRequest.class,
                secrets,
                "UntagResource",
                UntagResourceRequest::secretId,
                (need, r) -> need.untagging(r.tagKeys()));
        on(rows, PutSecretValueRequest.class, secrets, "PutSecretValue", PutSecretValueRequest::secretId);
        on(
                rows,
                GetSecretValueRequest.class,
                secrets,
                "GetSecretValue",
                GetSecretValueRequest::secretId,
                (need, r) ->
                        need.with(PREFIX + "VersionId", r.versionId()).with(PREFIX + "VersionStage", r.versionStage()));
        rows.on(BatchGetSecretValueRequest.class, r -> Need.anywhere(PREFIX + "BatchGetSecretValue"));
        rows.on(GetRandomPasswordRequest.class, r -> Need.anywhere(PREFIX + "GetRandomPassword"));
        on(
                rows,
                ListSecretVersionIdsRequest.class,
                secrets,
                "ListSecretVersionIds",
                ListSecretVersionIdsRequest::secretId);
        on(
                rows,
                UpdateSecretVersionStageRequest.class,
                secrets,
                "UpdateSecretVersionStage",
                UpdateSecretVersionStageRequest::secretId,
                (need, r) -> need.with(PREFIX + "VersionStage", r.versionStage()));
        on(
                rows,
                RotateSecretRequest.class,
                secrets,
                "RotateSecret",
                RotateSecretRequest::secretId,
                (need, r) -> need.with(PREFIX + "RotationLambdaARN", r.rotationLambdaARN())
                        .with(PREFIX + "RotateImmediately", text(r.rotateImmediately()))
                        .with(PREFIX + "ModifyRotationRules", Boolean.toString(r.rotationRules() != null)));
        on(rows, CancelRotateSecretRequest.class, secrets, "CancelRotateSecret", CancelRotateSecretRequest::secretId);
        on(
                rows,
                PutResourcePolicyRequest.class,
                secrets,
                "PutResourcePolicy",
                PutResourcePolicyRequest::secretId,
                (need, r) -> need.with(PREFIX + "BlockPublicPolicy", text(r.blockPublicPolicy())));
        on(rows, GetResourcePolicyRequest.class, secrets, "GetResourcePolicy", GetResourcePolicyRequest::secretId);
        on(
                rows,
                DeleteResourcePolicyRequest.class,
                secrets,
                "DeleteResourcePolicy",
                DeleteResourcePolicyRequest::secretId);
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }

    /** What an operation's request adds to its need. */
    private interface Keys<R> {
        Need of(Need need, R request);
    }

    private static <R extends SdkRequest> void on(
            Rows rows, Class<R> request, Secrets secrets, String action, Function<R, String> id) {
        on(rows, request, secrets, action, id, (need, r) -> need);
    }

    private static <R extends SdkRequest> void on(
            Rows rows, Class<R> request, Secrets secrets, String action, Function<R, String> id, Keys<R> keys) {
        rows.on(
                request,
                r -> keys.of(
                        new Need(PREFIX + action, secrets.resource(id.apply(r)))
                                .with(PREFIX + "SecretId", secrets.resource(id.apply(r))),
                        r));
    }
}

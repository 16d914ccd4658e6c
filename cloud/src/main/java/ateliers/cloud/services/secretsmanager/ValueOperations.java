package ateliers.cloud.services.secretsmanager;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Door;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.APIErrorType;
import software.amazon.awssdk.services.secretsmanager.model.BatchGetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.BatchGetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretValueEntry;

/** What is secret: put and got. */
final class ValueOperations implements SecretsManagerClient, Operations {
    private static final int MOST_AT_ONCE = 20;

    private final Secrets secrets;
    private final Door door;

    ValueOperations(Secrets secrets, Door door) {
        this.secrets = secrets;
        this.door = door;
    }

    /** @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html">PutSecretValue</a> */
    @Override
    public PutSecretValueResponse putSecretValue(PutSecretValueRequest request) {
        Checks.token(request.clientRequestToken());
        SecretValue value = SecretValue.of(request.secretString(), request.secretBinary())
                .orElseThrow(
                        () -> SecretsManagerErrors.request("You must provide either SecretString or SecretBinary."));
        List<String> stages = request.versionStages().isEmpty() ? List.of(Secret.CURRENT) : request.versionStages();
        return secrets.locked(() -> {
            Secret secret = secrets.live(request.secretId());
            SecretVersion version = secret.put(request.clientRequestToken(), value, stages, secrets.now());
            return PutSecretValueResponse.builder()
                    .arn(secret.arn)
                    .name(secret.name)
                    .versionId(version.id)
                    .versionStages(version.stages)
                    .build();
        });
    }

    /** @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html">GetSecretValue</a> */
    @Override
    public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
        return secrets.locked(() -> {
            Secret secret = secrets.live(request.secretId());
            SecretVersion version = version(secret, request.versionId(), request.versionStage());
            version.accessed = secrets.now().truncatedTo(ChronoUnit.DAYS);
            secret.accessed = version.accessed;
            SecretValue value = version.value.orElseThrow(
                    () -> SecretsManagerErrors.noValue(named(request.versionId(), request.versionStage())));
            return GetSecretValueResponse.builder()
                    .arn(secret.arn)
                    .name(secret.name)
                    .versionId(version.id)
                    .secretString(value.text())
                    .secretBinary(value.bytes())
                    .versionStages(version.stages)
                    .createdDate(version.created)
                    .build();
        });
    }

    private static String named(String id, String stage) {
        return stage == null && id != null
                ? "VersionId: " + id
                : "staging label: " + Optional.ofNullable(stage).orElse(Secret.CURRENT);
    }

    private static SecretVersion version(Secret secret, String id, String stage) {
        if (id == null) {
            return secret.withStage(stage == null ? Secret.CURRENT : stage)
                    .orElseThrow(() -> SecretsManagerErrors.noValue(named(null, stage)));
        }
        SecretVersion version = secret.version(id);
        if (stage != null && !version.stages.contains(stage)) {
            throw SecretsManagerErrors.request(
                    "You provided a VersionStage that is not associated to the provided VersionId.");
        }
        return version;
    }

    /** Each as if it were asked for alone: what is refused is told beside the others. */
    @Override
    public BatchGetSecretValueResponse batchGetSecretValue(BatchGetSecretValueRequest request) {
        if (request.secretIdList().isEmpty() == request.filters().isEmpty()) {
            throw SecretsManagerErrors.parameter("Either 'SecretIdList' or 'Filters' must be provided, but not both.");
        }
        Checks.constraints()
                .length(
                        "secretIdList",
                        request.secretIdList(),
                        request.secretIdList().size(),
                        0,
                        MOST_AT_ONCE)
                .require();
        if (!request.secretIdList().isEmpty() && request.maxResults() != null) {
            throw SecretsManagerErrors.parameter(
                    "'Filters' not specified. 'Filters' must also be specified when" + " 'MaxResults' is provided.");
        }
        Filters.check(request.filters());
        Paging.Page<String> page = Checks.page(ids(request), request.nextToken(), request.maxResults(), MOST_AT_ONCE);
        List<SecretValueEntry> values = new ArrayList<>();
        List<APIErrorType> errors = new ArrayList<>();
        page.items().forEach(id -> add(id, values, errors));
        return BatchGetSecretValueResponse.builder()
                .secretValues(values)
                .errors(errors)
                .nextToken(page.next())
                .build();
    }

    private List<String> ids(BatchGetSecretValueRequest request) {
        return request.secretIdList().isEmpty()
                ? secrets.locked(() -> secrets.all().stream()
                        .filter(secret -> secret.deleted == null && Filters.pass(secret, request.filters()))
                        .map(secret -> secret.arn)
                        .toList())
                : request.secretIdList();
    }

    private void add(String id, List<SecretValueEntry> values, List<APIErrorType> errors) {
        try {
            GetSecretValueResponse got =
                    door.as(CallContext.caller(), SecretsManagerClient.class).getSecretValue(r -> r.secretId(id));
            values.add(SecretValueEntry.builder()
                    .arn(got.arn())
                    .name(got.name())
                    .versionId(got.versionId())
                    .secretString(got.secretString())
                    .secretBinary(got.secretBinary())
                    .versionStages(got.versionStages())
                    .createdDate(got.createdDate())
                    .build());
        } catch (AwsServiceException e) {
            errors.add(APIErrorType.builder()
                    .secretId(id)
                    .errorCode(AwsErrors.code(e))
                    .message(AwsErrors.message(e))
                    .build());
        }
    }

    @Override
    public GetRandomPasswordResponse getRandomPassword(GetRandomPasswordRequest request) {
        return GetRandomPasswordResponse.builder()
                .randomPassword(Passwords.random(request))
                .build();
    }
}

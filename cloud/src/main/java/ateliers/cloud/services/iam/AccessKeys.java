package ateliers.cloud.services.iam;

import ateliers.cloud.door.Credentials;
import ateliers.cloud.door.Principal;
import ateliers.cloud.kit.Operations;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.ListAccessKeysRequest;
import software.amazon.awssdk.services.iam.model.ListAccessKeysResponse;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.UpdateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAccessKeyResponse;

/** Access keys of users. */
final class AccessKeys implements IamClient, Operations {
    private final IamState state;
    private final Credentials credentials;

    AccessKeys(IamState state, Credentials credentials) {
        this.state = state;
        this.credentials = credentials;
    }

    private static final int MAX_KEYS = 2;

    @Override
    public CreateAccessKeyResponse createAccessKey(CreateAccessKeyRequest request) {
        return state.change(() -> {
            UserEntity user = state.userOrCaller(request.userName());
            if (user.keys().size() >= MAX_KEYS) {
                throw IamErrors.limitExceeded("Cannot exceed quota for AccessKeysPerUser: " + MAX_KEYS);
            }
            Credentials.Key key =
                    credentials.issue(new Principal.User(state.account(), user.name(), user.arn(), user.id()));
            AccessKeyMetadata metadata = AccessKeyMetadata.builder()
                    .userName(user.name())
                    .accessKeyId(key.accessKeyId())
                    .status(StatusType.ACTIVE)
                    .createDate(state.now())
                    .build();
            user.keys().put(key.accessKeyId(), metadata);
            return CreateAccessKeyResponse.builder()
                    .accessKey(AccessKey.builder()
                            .userName(user.name())
                            .accessKeyId(key.accessKeyId())
                            .status(StatusType.ACTIVE)
                            .secretAccessKey(key.secretAccessKey())
                            .createDate(metadata.createDate())
                            .build())
                    .build();
        });
    }

    @Override
    public DeleteAccessKeyResponse deleteAccessKey(DeleteAccessKeyRequest request) {
        return state.change(() -> {
            if (state.userOrCaller(request.userName()).keys().remove(request.accessKeyId()) == null) {
                throw noSuchKey(request.accessKeyId());
            }
            credentials.revoke(request.accessKeyId());
            return DeleteAccessKeyResponse.builder().build();
        });
    }

    @Override
    public UpdateAccessKeyResponse updateAccessKey(UpdateAccessKeyRequest request) {
        return state.change(() -> {
            StatusType status = request.status();
            Checks.constraints()
                    .present("status", request.statusAsString())
                    .oneOf("status", request.statusAsString(), List.of("Active", "Inactive"))
                    .require();
            var keys = state.userOrCaller(request.userName()).keys();
            AccessKeyMetadata key = keys.get(String.valueOf(request.accessKeyId()));
            if (key == null) {
                throw noSuchKey(request.accessKeyId());
            }
            keys.put(key.accessKeyId(), key.toBuilder().status(status).build());
            credentials.activate(key.accessKeyId(), status == StatusType.ACTIVE);
            return UpdateAccessKeyResponse.builder().build();
        });
    }

    private static AwsServiceException noSuchKey(String id) {
        return IamErrors.noSuchEntity("The Access Key with id " + id + " cannot be found.");
    }

    @Override
    public ListAccessKeysResponse listAccessKeys(ListAccessKeysRequest request) {
        return state.read(() -> {
            var page = Checks.page(
                    List.copyOf(state.userOrCaller(request.userName()).keys().values()),
                    request.marker(),
                    request.maxItems());
            return ListAccessKeysResponse.builder()
                    .accessKeyMetadata(page.items())
                    .isTruncated(page.isTruncated())
                    .marker(page.next())
                    .build();
        });
    }
}

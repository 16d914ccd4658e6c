package ateliers.cloud.services.iam;

import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Principal;
import ateliers.cloud.kit.Operations;
import java.time.Instant;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.CreateUserRequest;
import software.amazon.awssdk.services.iam.model.CreateUserResponse;
import software.amazon.awssdk.services.iam.model.DeleteUserPermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserPermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.DeleteUserRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserResponse;
import software.amazon.awssdk.services.iam.model.GetUserRequest;
import software.amazon.awssdk.services.iam.model.GetUserResponse;
import software.amazon.awssdk.services.iam.model.ListUserTagsRequest;
import software.amazon.awssdk.services.iam.model.ListUserTagsResponse;
import software.amazon.awssdk.services.iam.model.ListUsersRequest;
import software.amazon.awssdk.services.iam.model.ListUsersResponse;
import software.amazon.awssdk.services.iam.model.PutUserPermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutUserPermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.TagUserRequest;
import software.amazon.awssdk.services.iam.model.TagUserResponse;
import software.amazon.awssdk.services.iam.model.UntagUserRequest;
import software.amazon.awssdk.services.iam.model.UntagUserResponse;

/** Users, their tags and boundaries. */
final class Users implements IamClient, Operations {
    private final IamState state;
    private final AttachedPolicies policies;

    Users(IamState state) {
        this.state = state;
        this.policies = new AttachedPolicies(state);
    }

    @Override
    public CreateUserResponse createUser(CreateUserRequest request) {
        String name = Checks.name(request.userName(), "userName", EntityKind.USER.maxName());
        String path = Checks.path(request.path());
        Tags.check(request.tags());
        return state.change(() -> {
            if (state.users().containsKey(name)) {
                throw IamErrors.alreadyExists("User with name " + name + " already exists.");
            }
            UserEntity user = new UserEntity(path, name, state);
            user.tags().add(request.tags());
            policies.putBoundary(user, request.permissionsBoundary());
            state.users().put(name, user);
            return CreateUserResponse.builder().user(user.described()).build();
        });
    }

    @Override
    public GetUserResponse getUser(GetUserRequest request) {
        return state.read(() -> {
            if (request.userName() == null && CallContext.caller() instanceof Principal.Root root) {
                return GetUserResponse.builder()
                        .user(u -> u.userId(root.account()).arn(root.arn()).createDate(Instant.EPOCH))
                        .build();
            }
            return GetUserResponse.builder()
                    .user(state.userOrCaller(request.userName()).described())
                    .build();
        });
    }

    @Override
    public DeleteUserResponse deleteUser(DeleteUserRequest request) {
        return state.change(() -> {
            UserEntity user = state.user(request.userName());
            if (!user.groups().isEmpty()) {
                throw IamErrors.deleteConflict("Cannot delete entity, must remove users from group first.");
            }
            if (!user.keys().isEmpty()) {
                throw IamErrors.deleteConflict("Cannot delete entity, must delete access keys first.");
            }
            if (!user.serviceCredentials().isEmpty()) {
                throw IamErrors.deleteConflict("Cannot delete entity, must delete service specific credentials first.");
            }
            user.requireBare();
            state.users().remove(user.name());
            return DeleteUserResponse.builder().build();
        });
    }

    @Override
    public ListUsersResponse listUsers(ListUsersRequest request) {
        return state.read(() -> {
            var page = Checks.page(
                    state.users().values().stream()
                            .filter(user -> user.isUnder(request.pathPrefix()))
                            .map(UserEntity::listed)
                            .toList(),
                    request.marker(),
                    request.maxItems());
            return ListUsersResponse.builder()
                    .users(page.items())
                    .isTruncated(page.isTruncated())
                    .marker(page.next())
                    .build();
        });
    }

    @Override
    public PutUserPermissionsBoundaryResponse putUserPermissionsBoundary(PutUserPermissionsBoundaryRequest request) {
        return state.change(() -> {
            policies.putBoundary(state.user(request.userName()), request.permissionsBoundary());
            return PutUserPermissionsBoundaryResponse.builder().build();
        });
    }

    @Override
    public DeleteUserPermissionsBoundaryResponse deleteUserPermissionsBoundary(
            DeleteUserPermissionsBoundaryRequest request) {
        return state.change(() -> {
            policies.deleteBoundary(state.user(request.userName()));
            return DeleteUserPermissionsBoundaryResponse.builder().build();
        });
    }

    @Override
    public TagUserResponse tagUser(TagUserRequest request) {
        return state.change(() -> {
            state.user(request.userName()).tags().add(request.tags());
            return TagUserResponse.builder().build();
        });
    }

    @Override
    public UntagUserResponse untagUser(UntagUserRequest request) {
        return state.change(() -> {
            state.user(request.userName()).tags().remove(request.tagKeys());
            return UntagUserResponse.builder().build();
        });
    }

    @Override
    public ListUserTagsResponse listUserTags(ListUserTagsRequest request) {
        return state.read(() -> {
            var page = Checks.page(state.user(request.userName()).tags().list(), request.marker(), request.maxItems());
            return ListUserTagsResponse.builder()
                    .tags(page.items())
                    .isTruncated(page.isTruncated())
                    .marker(page.next())
                    .build();
        });
    }
}

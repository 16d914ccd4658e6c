package ateliers.cloud.services.iam;

import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.ServiceContext;
import java.time.Instant;
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
abstract class IamUsers extends IamRolePolicies {
    IamUsers(ServiceContext cloud, IamState state) {
        super(cloud, state);
    }

    @Override
    public CreateUserResponse createUser(CreateUserRequest request) {
        String name = Checks.name(request.userName(), "userName", EntityKind.USER.maxName());
        String path = Checks.path(request.path());
        Checks.tags(request.tags(), 0);
        return change(() -> {
            if (state().users().containsKey(name)) {
                throw IamErrors.alreadyExists("User with name " + name + " already exists.");
            }
            UserEntity user = new UserEntity(account(), path, name, newId("AIDA"), now());
            user.tag(request.tags());
            putBoundary(user, request.permissionsBoundary());
            state().users().put(name, user);
            return CreateUserResponse.builder().user(user.described()).build();
        });
    }

    @Override
    public GetUserResponse getUser(GetUserRequest request) {
        return read(() -> {
            if (request.userName() == null && CallContext.caller() instanceof Principal.Root root) {
                return GetUserResponse.builder()
                        .user(u -> u.userId(root.account()).arn(root.arn()).createDate(Instant.EPOCH))
                        .build();
            }
            return GetUserResponse.builder()
                    .user(user(request.userName()).described())
                    .build();
        });
    }

    @Override
    public DeleteUserResponse deleteUser(DeleteUserRequest request) {
        return change(() -> {
            UserEntity user = requiredUser(request.userName());
            if (!user.groups().isEmpty()) {
                throw IamErrors.deleteConflict("Cannot delete entity, must remove users from group first.");
            }
            if (!user.keys().isEmpty()) {
                throw IamErrors.deleteConflict("Cannot delete entity, must delete access keys first.");
            }
            requireBare(user);
            state().users().remove(user.name());
            return DeleteUserResponse.builder().build();
        });
    }

    @Override
    public ListUsersResponse listUsers(ListUsersRequest request) {
        return read(() -> {
            var page = Page.of(
                    state().users().values().stream()
                            .filter(user ->
                                    user.path().startsWith(request.pathPrefix() == null ? "/" : request.pathPrefix()))
                            .map(UserEntity::listed)
                            .toList(),
                    request.marker(),
                    request.maxItems());
            return ListUsersResponse.builder()
                    .users(page.items())
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .build();
        });
    }

    @Override
    public PutUserPermissionsBoundaryResponse putUserPermissionsBoundary(PutUserPermissionsBoundaryRequest request) {
        return change(() -> {
            putBoundary(requiredUser(request.userName()), request.permissionsBoundary());
            return PutUserPermissionsBoundaryResponse.builder().build();
        });
    }

    @Override
    public DeleteUserPermissionsBoundaryResponse deleteUserPermissionsBoundary(
            DeleteUserPermissionsBoundaryRequest request) {
        return change(() -> {
            deleteBoundary(requiredUser(request.userName()));
            return DeleteUserPermissionsBoundaryResponse.builder().build();
        });
    }

    @Override
    public TagUserResponse tagUser(TagUserRequest request) {
        return change(() -> {
            requiredUser(request.userName()).tag(request.tags());
            return TagUserResponse.builder().build();
        });
    }

    @Override
    public UntagUserResponse untagUser(UntagUserRequest request) {
        return change(() -> {
            requiredUser(request.userName()).untag(request.tagKeys());
            return UntagUserResponse.builder().build();
        });
    }

    @Override
    public ListUserTagsResponse listUserTags(ListUserTagsRequest request) {
        return read(() -> {
            var page = Page.of(requiredUser(request.userName()).tags(), request.marker(), request.maxItems());
            return ListUserTagsResponse.builder()
                    .tags(page.items())
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .build();
        });
    }

    final UserEntity requiredUser(String name) {
        return (UserEntity) state().entity(EntityKind.USER, name);
    }
}

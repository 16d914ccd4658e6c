package ateliers.cloud.services.iam;

import ateliers.cloud.kit.Operations;
import java.util.List;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AddUserToGroupRequest;
import software.amazon.awssdk.services.iam.model.AddUserToGroupResponse;
import software.amazon.awssdk.services.iam.model.CreateGroupRequest;
import software.amazon.awssdk.services.iam.model.CreateGroupResponse;
import software.amazon.awssdk.services.iam.model.DeleteGroupRequest;
import software.amazon.awssdk.services.iam.model.DeleteGroupResponse;
import software.amazon.awssdk.services.iam.model.GetGroupRequest;
import software.amazon.awssdk.services.iam.model.GetGroupResponse;
import software.amazon.awssdk.services.iam.model.Group;
import software.amazon.awssdk.services.iam.model.ListGroupsForUserRequest;
import software.amazon.awssdk.services.iam.model.ListGroupsForUserResponse;
import software.amazon.awssdk.services.iam.model.ListGroupsRequest;
import software.amazon.awssdk.services.iam.model.ListGroupsResponse;
import software.amazon.awssdk.services.iam.model.RemoveUserFromGroupRequest;
import software.amazon.awssdk.services.iam.model.RemoveUserFromGroupResponse;
import software.amazon.awssdk.services.iam.model.User;

/** Groups and who is in them. */
final class Groups implements IamClient, Operations {
    private final IamState state;

    Groups(IamState state) {
        this.state = state;
    }

    private static final int MAX_GROUPS_OF_A_USER = 10;

    @Override
    public CreateGroupResponse createGroup(CreateGroupRequest request) {
        String name = Checks.name(request.groupName(), "groupName", EntityKind.GROUP.maxName());
        String path = Checks.path(request.path());
        return state.change(() -> {
            if (state.groups().containsKey(name)) {
                throw IamErrors.alreadyExists("Group with name " + name + " already exists.");
            }
            Entity group = new Entity(EntityKind.GROUP, path, name, state);
            state.groups().put(name, group);
            return CreateGroupResponse.builder().group(shown(group)).build();
        });
    }

    @Override
    public GetGroupResponse getGroup(GetGroupRequest request) {
        return state.read(() -> {
            Entity group = state.group(request.groupName());
            var page = Checks.page(members(group), request.marker(), request.maxItems());
            return GetGroupResponse.builder()
                    .group(shown(group))
                    .users(page.items())
                    .isTruncated(page.isTruncated())
                    .marker(page.next())
                    .build();
        });
    }

    @Override
    public DeleteGroupResponse deleteGroup(DeleteGroupRequest request) {
        return state.change(() -> {
            Entity group = state.group(request.groupName());
            if (!members(group).isEmpty()) {
                throw IamErrors.deleteConflict("Cannot delete entity, must remove users from group first.");
            }
            group.requireBare();
            state.groups().remove(group.name());
            return DeleteGroupResponse.builder().build();
        });
    }

    @Override
    public ListGroupsResponse listGroups(ListGroupsRequest request) {
        return state.read(() -> {
            var page = Checks.page(
                    state.groups().values().stream()
                            .filter(group -> group.isUnder(request.pathPrefix()))
                            .map(Groups::shown)
                            .toList(),
                    request.marker(),
                    request.maxItems());
            return ListGroupsResponse.builder()
                    .groups(page.items())
                    .isTruncated(page.isTruncated())
                    .marker(page.next())
                    .build();
        });
    }

    @Override
    public ListGroupsForUserResponse listGroupsForUser(ListGroupsForUserRequest request) {
        return state.read(() -> {
            var page = Checks.page(
                    state.user(request.userName()).groups().stream()
                            .map(name -> shown(state.group(name)))
                            .toList(),
                    request.marker(),
                    request.maxItems());
            return ListGroupsForUserResponse.builder()
                    .groups(page.items())
                    .isTruncated(page.isTruncated())
                    .marker(page.next())
                    .build();
        });
    }

    @Override
    public AddUserToGroupResponse addUserToGroup(AddUserToGroupRequest request) {
        return state.change(() -> {
            Entity group = state.group(request.groupName());
            UserEntity user = state.user(request.userName());
            if (!user.groups().contains(group.name()) && user.groups().size() >= MAX_GROUPS_OF_A_USER) {
                throw IamErrors.limitExceeded("Cannot exceed quota for GroupsPerUser: " + MAX_GROUPS_OF_A_USER);
            }
            user.groups().add(group.name());
            return AddUserToGroupResponse.builder().build();
        });
    }

    @Override
    public RemoveUserFromGroupResponse removeUserFromGroup(RemoveUserFromGroupRequest request) {
        return state.change(() -> {
            Entity group = state.group(request.groupName());
            state.user(request.userName()).groups().remove(group.name());
            return RemoveUserFromGroupResponse.builder().build();
        });
    }

    private List<User> members(Entity group) {
        return state.users().values().stream()
                .filter(user -> user.groups().contains(group.name()))
                .map(UserEntity::listed)
                .toList();
    }

    private static Group shown(Entity group) {
        return Group.builder()
                .path(group.path())
                .groupName(group.name())
                .groupId(group.id())
                .arn(group.arn())
                .createDate(group.created())
                .build();
    }
}

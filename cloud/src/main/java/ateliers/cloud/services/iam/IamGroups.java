package ateliers.cloud.services.iam;

import ateliers.cloud.door.ServiceContext;
import java.util.List;
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
abstract class IamGroups extends IamUserPolicies {
    IamGroups(ServiceContext cloud, IamState state) {
        super(cloud, state);
    }

    private static final int MAX_GROUPS_OF_A_USER = 10;

    @Override
    public CreateGroupResponse createGroup(CreateGroupRequest request) {
        String name = Checks.name(request.groupName(), "groupName", EntityKind.GROUP.maxName());
        String path = Checks.path(request.path());
        return change(() -> {
            if (state().groups().containsKey(name)) {
                throw IamErrors.alreadyExists("Group with name " + name + " already exists.");
            }
            Entity group = new Entity(EntityKind.GROUP, account(), path, name, newId("AGPA"), now());
            state().groups().put(name, group);
            return CreateGroupResponse.builder().group(shown(group)).build();
        });
    }

    @Override
    public GetGroupResponse getGroup(GetGroupRequest request) {
        return read(() -> {
            Entity group = group(request.groupName());
            var page = Page.of(members(group), request.marker(), request.maxItems());
            return GetGroupResponse.builder()
                    .group(shown(group))
                    .users(page.items())
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .build();
        });
    }

    @Override
    public DeleteGroupResponse deleteGroup(DeleteGroupRequest request) {
        return change(() -> {
            Entity group = group(request.groupName());
            if (!members(group).isEmpty()) {
                throw IamErrors.deleteConflict("Cannot delete entity, must remove users from group first.");
            }
            requireBare(group);
            state().groups().remove(group.name());
            return DeleteGroupResponse.builder().build();
        });
    }

    @Override
    public ListGroupsResponse listGroups(ListGroupsRequest request) {
        return read(() -> {
            var page = Page.of(
                    state().groups().values().stream()
                            .filter(group ->
                                    group.path().startsWith(request.pathPrefix() == null ? "/" : request.pathPrefix()))
                            .map(IamGroups::shown)
                            .toList(),
                    request.marker(),
                    request.maxItems());
            return ListGroupsResponse.builder()
                    .groups(page.items())
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .build();
        });
    }

    @Override
    public ListGroupsForUserResponse listGroupsForUser(ListGroupsForUserRequest request) {
        return read(() -> {
            var page = Page.of(
                    requiredUser(request.userName()).groups().stream()
                            .map(name -> shown(group(name)))
                            .toList(),
                    request.marker(),
                    request.maxItems());
            return ListGroupsForUserResponse.builder()
                    .groups(page.items())
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .build();
        });
    }

    @Override
    public AddUserToGroupResponse addUserToGroup(AddUserToGroupRequest request) {
        return change(() -> {
            Entity group = group(request.groupName());
            UserEntity user = requiredUser(request.userName());
            if (!user.groups().contains(group.name()) && user.groups().size() >= MAX_GROUPS_OF_A_USER) {
                throw IamErrors.limitExceeded("Cannot exceed quota for GroupsPerUser: " + MAX_GROUPS_OF_A_USER);
            }
            user.groups().add(group.name());
            return AddUserToGroupResponse.builder().build();
        });
    }

    @Override
    public RemoveUserFromGroupResponse removeUserFromGroup(RemoveUserFromGroupRequest request) {
        return change(() -> {
            Entity group = group(request.groupName());
            requiredUser(request.userName()).groups().remove(group.name());
            return RemoveUserFromGroupResponse.builder().build();
        });
    }

    final Entity group(String name) {
        return state().entity(EntityKind.GROUP, name);
    }

    private List<User> members(Entity group) {
        return state().users().values().stream()
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

package ateliers.cloud.services.iam;

import ateliers.cloud.kit.Operations;
import java.util.List;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AddRoleToInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.AddRoleToInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.CreateInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.CreateInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.DeleteInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.DeleteInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.GetInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.GetInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleResponse;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesResponse;
import software.amazon.awssdk.services.iam.model.RemoveRoleFromInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.RemoveRoleFromInstanceProfileResponse;

/** Instance profiles and the role in them. */
final class InstanceProfiles implements IamClient, Operations {
    private final IamState state;

    InstanceProfiles(IamState state) {
        this.state = state;
    }

    @Override
    public CreateInstanceProfileResponse createInstanceProfile(CreateInstanceProfileRequest request) {
        String name = Checks.name(request.instanceProfileName(), "instanceProfileName", 128);
        String path = Checks.path(request.path());
        Tags.check(request.tags());
        return state.change(() -> {
            if (state.profiles().containsKey(name)) {
                throw IamErrors.alreadyExists("Instance Profile " + name + " already exists.");
            }
            InstanceProfileEntity profile = new InstanceProfileEntity(path, name, state);
            profile.tags().add(request.tags());
            state.profiles().put(name, profile);
            return CreateInstanceProfileResponse.builder()
                    .instanceProfile(profile.described())
                    .build();
        });
    }

    @Override
    public DeleteInstanceProfileResponse deleteInstanceProfile(DeleteInstanceProfileRequest request) {
        return state.change(() -> {
            if (profile(request.instanceProfileName()).role() != null) {
                throw IamErrors.deleteConflict("Cannot delete entity, must remove roles from instance profile first.");
            }
            state.profiles().remove(request.instanceProfileName());
            return DeleteInstanceProfileResponse.builder().build();
        });
    }

    @Override
    public AddRoleToInstanceProfileResponse addRoleToInstanceProfile(AddRoleToInstanceProfileRequest request) {
        return state.change(() -> {
            InstanceProfileEntity profile = profile(request.instanceProfileName());
            RoleEntity role = state.role(request.roleName());
            if (profile.role() != null) {
                throw IamErrors.limitExceeded("Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1");
            }
            profile.role(role);
            return AddRoleToInstanceProfileResponse.builder().build();
        });
    }

    @Override
    public RemoveRoleFromInstanceProfileResponse removeRoleFromInstanceProfile(
            RemoveRoleFromInstanceProfileRequest request) {
        return state.change(() -> {
            InstanceProfileEntity profile = profile(request.instanceProfileName());
            if (profile.role() != state.role(request.roleName())) {
                throw IamErrors.noSuchEntity("The role with name " + request.roleName() + " cannot be found.");
            }
            profile.role(null);
            return RemoveRoleFromInstanceProfileResponse.builder().build();
        });
    }

    @Override
    public GetInstanceProfileResponse getInstanceProfile(GetInstanceProfileRequest request) {
        return state.read(() -> {
            return GetInstanceProfileResponse.builder()
                    .instanceProfile(profile(request.instanceProfileName()).described())
                    .build();
        });
    }

    @Override
    public ListInstanceProfilesResponse listInstanceProfiles(ListInstanceProfilesRequest request) {
        return state.read(() -> {
            var page = Checks.page(
                    state.profiles().values().stream()
                            .filter(profile -> profile.isUnder(request.pathPrefix()))
                            .map(InstanceProfileEntity::described)
                            .toList(),
                    request.marker(),
                    request.maxItems());
            return ListInstanceProfilesResponse.builder()
                    .instanceProfiles(page.items())
                    .isTruncated(page.isTruncated())
                    .marker(page.next())
                    .build();
        });
    }

    @Override
    public ListInstanceProfilesForRoleResponse listInstanceProfilesForRole(ListInstanceProfilesForRoleRequest request) {
        return state.read(() -> {
            var page = Checks.page(profilesOf(state.role(request.roleName())), request.marker(), request.maxItems());
            return ListInstanceProfilesForRoleResponse.builder()
                    .instanceProfiles(page.items())
                    .isTruncated(page.isTruncated())
                    .marker(page.next())
                    .build();
        });
    }

    private List<InstanceProfile> profilesOf(RoleEntity role) {
        return state.profiles().values().stream()
                .filter(profile -> profile.role() == role)
                .map(InstanceProfileEntity::described)
                .toList();
    }

    private InstanceProfileEntity profile(String name) {
        InstanceProfileEntity profile = state.profiles().get(Checks.name(name, "instanceProfileName", 128));
        if (profile == null) {
            throw IamErrors.noSuchEntity("Instance Profile " + name + " cannot be found.");
        }
        return profile;
    }
}

package ateliers.cloud.services.iam;

import ateliers.cloud.door.ServiceContext;
import java.util.List;
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

/** IAM's operations; each superclass holds those of one sort of thing, this one instance profiles. */
final class Iam extends IamAccessKeys {
    Iam(ServiceContext cloud, IamState state) {
        super(cloud, state);
    }

    @Override
    public CreateInstanceProfileResponse createInstanceProfile(CreateInstanceProfileRequest request) {
        String name = Checks.name(request.instanceProfileName(), "instanceProfileName", 128);
        String path = Checks.path(request.path());
        Checks.tags(request.tags(), 0);
        return change(() -> {
            if (state().profiles().containsKey(name)) {
                throw IamErrors.alreadyExists("Instance Profile " + name + " already exists.");
            }
            InstanceProfileEntity profile = new InstanceProfileEntity(account(), path, name, newId("AIPA"), now());
            request.tags().forEach(tag -> profile.tags().put(tag.key(), tag));
            state().profiles().put(name, profile);
            return CreateInstanceProfileResponse.builder()
                    .instanceProfile(profile.described())
                    .build();
        });
    }

    @Override
    public DeleteInstanceProfileResponse deleteInstanceProfile(DeleteInstanceProfileRequest request) {
        return change(() -> {
            if (profile(request.instanceProfileName()).role() != null) {
                throw IamErrors.deleteConflict("Cannot delete entity, must remove roles from instance profile first.");
            }
            state().profiles().remove(request.instanceProfileName());
            return DeleteInstanceProfileResponse.builder().build();
        });
    }

    @Override
    public AddRoleToInstanceProfileResponse addRoleToInstanceProfile(AddRoleToInstanceProfileRequest request) {
        return change(() -> {
            InstanceProfileEntity profile = profile(request.instanceProfileName());
            RoleEntity role = role(request.roleName());
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
        return change(() -> {
            InstanceProfileEntity profile = profile(request.instanceProfileName());
            if (profile.role() != role(request.roleName())) {
                throw IamErrors.noSuchEntity("The role with name " + request.roleName() + " cannot be found.");
            }
            profile.role(null);
            return RemoveRoleFromInstanceProfileResponse.builder().build();
        });
    }

    @Override
    public GetInstanceProfileResponse getInstanceProfile(GetInstanceProfileRequest request) {
        return read(() -> {
            return GetInstanceProfileResponse.builder()
                    .instanceProfile(profile(request.instanceProfileName()).described())
                    .build();
        });
    }

    @Override
    public ListInstanceProfilesResponse listInstanceProfiles(ListInstanceProfilesRequest request) {
        return read(() -> {
            var page = Page.of(
                    state().profiles().values().stream()
                            .map(InstanceProfileEntity::described)
                            .filter(profile -> profile.path()
                                    .startsWith(request.pathPrefix() == null ? "/" : request.pathPrefix()))
                            .toList(),
                    request.marker(),
                    request.maxItems());
            return ListInstanceProfilesResponse.builder()
                    .instanceProfiles(page.items())
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .build();
        });
    }

    @Override
    public ListInstanceProfilesForRoleResponse listInstanceProfilesForRole(ListInstanceProfilesForRoleRequest request) {
        return read(() -> {
            var page = Page.of(profilesOf(role(request.roleName())), request.marker(), request.maxItems());
            return ListInstanceProfilesForRoleResponse.builder()
                    .instanceProfiles(page.items())
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .build();
        });
    }

    private List<InstanceProfile> profilesOf(RoleEntity role) {
        return state().profiles().values().stream()
                .filter(profile -> profile.role() == role)
                .map(InstanceProfileEntity::described)
                .toList();
    }

    private InstanceProfileEntity profile(String name) {
        InstanceProfileEntity profile = state().profiles().get(Checks.name(name, "instanceProfileName", 128));
        if (profile == null) {
            throw IamErrors.noSuchEntity("Instance Profile " + name + " cannot be found.");
        }
        return profile;
    }
}

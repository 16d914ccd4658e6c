package ateliers.cloud.services.iam;

import java.util.List;
import software.amazon.awssdk.services.iam.model.InstanceProfile;

/** An instance profile, which holds one role at most. Guarded by the state's lock. */
final class InstanceProfileEntity {
    private final InstanceProfile base;
    private final Tags tags = new Tags();
    private RoleEntity role;

    /** @param state where it is going to be */
    InstanceProfileEntity(String path, String name, IamState state) {
        this.base = InstanceProfile.builder()
                .path(path)
                .instanceProfileName(name)
                .instanceProfileId(state.newId("AIPA"))
                .arn(state.arn("instance-profile" + path + name))
                .createDate(state.now())
                .build();
    }

    /** @param pathPrefix of the paths that a request asks for; null for all */
    boolean isUnder(String pathPrefix) {
        return base.path().startsWith(pathPrefix == null ? "/" : pathPrefix);
    }

    Tags tags() {
        return tags;
    }

    RoleEntity role() {
        return role;
    }

    void role(RoleEntity newRole) {
        role = newRole;
    }

    InstanceProfile described() {
        return base.toBuilder()
                .roles(role == null ? List.of() : List.of(role.listed()))
                .tags(tags.list())
                .build();
    }
}

package ateliers.cloud.services.iam;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.Tag;

/** An instance profile, which holds one role at most. Guarded by the state's lock. */
final class InstanceProfileEntity {
    private final InstanceProfile base;
    private final Map<String, Tag> tags = new LinkedHashMap<>();
    private RoleEntity role;

    InstanceProfileEntity(String account, String path, String name, String id, Instant created) {
        this.base = InstanceProfile.builder()
                .path(path)
                .instanceProfileName(name)
                .instanceProfileId(id)
                .arn("arn:aws:iam::" + account + ":instance-profile" + path + name)
                .createDate(created)
                .build();
    }

    Map<String, Tag> tags() {
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
                .tags(tags.values())
                .build();
    }
}

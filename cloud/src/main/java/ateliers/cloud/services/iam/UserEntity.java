package ateliers.cloud.services.iam;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.User;

/** A user with its groups and keys. */
final class UserEntity extends Entity {
    private final TreeSet<String> groups = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, AccessKeyMetadata> keys = new LinkedHashMap<>();

    UserEntity(String path, String name, IamState state) {
        super(EntityKind.USER, path, name, state);
    }

    /** Names of the groups it is in. */
    TreeSet<String> groups() {
        return groups;
    }

    /** Access keys by id. */
    Map<String, AccessKeyMetadata> keys() {
        return keys;
    }

    User listed() {
        return User.builder()
                .path(path())
                .userName(name())
                .userId(id())
                .arn(arn())
                .createDate(created())
                .build();
    }

    User described() {
        return listed().toBuilder()
                .permissionsBoundary(attachedBoundary())
                .tags(tags().shown())
                .build();
    }
}

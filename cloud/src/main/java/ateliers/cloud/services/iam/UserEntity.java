package ateliers.cloud.services.iam;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.ServiceSpecificCredentialMetadata;
import software.amazon.awssdk.services.iam.model.User;

/** A user with its groups, keys and service-specific credentials. */
final class UserEntity extends Entity {
    private final TreeSet<String> groups = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, AccessKeyMetadata> keys = new LinkedHashMap<>();

    private final Map<String, ServiceSpecificCredentialMetadata> serviceCredentials = new LinkedHashMap<>();

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

    /** Names and passwords for single services, by id. */
    Map<String, ServiceSpecificCredentialMetadata> serviceCredentials() {
        return serviceCredentials;
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

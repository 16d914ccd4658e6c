package ateliers.cloud.services.iam;

import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.RoleLastUsed;

/** A role. */
final class RoleEntity extends Entity {
    private String trust;
    private String description;
    private int maxSessionSeconds;

    RoleEntity(String path, String name, String trust, IamState state) {
        super(EntityKind.ROLE, path, name, state);
        this.trust = trust;
    }

    String trust() {
        return trust;
    }

    void trust(String document) {
        trust = document;
    }

    void description(String text) {
        description = text;
    }

    void maxSessionSeconds(int seconds) {
        maxSessionSeconds = seconds;
    }

    /** As lists show it: without tags, boundary and last use. */
    Role listed() {
        return Role.builder()
                .path(path())
                .roleName(name())
                .roleId(id())
                .arn(arn())
                .createDate(created())
                .assumeRolePolicyDocument(Documents.encoded(trust))
                .description(description)
                .maxSessionDuration(maxSessionSeconds)
                .build();
    }

    /** As CreateRole and GetRole show it. */
    Role described() {
        return listed().toBuilder()
                .permissionsBoundary(attachedBoundary())
                .tags(tags().shown())
                .roleLastUsed(RoleLastUsed.builder().build())
                .build();
    }
}

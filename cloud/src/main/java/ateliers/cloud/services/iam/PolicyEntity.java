package ateliers.cloud.services.iam;

import ateliers.cloud.kit.Arn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.PolicyVersion;

/** A managed policy with its versions; AWS's own have one version. Guarded by the state's lock. */
final class PolicyEntity {
    private record Version(int number, String document, Instant created) {
        String id() {
            return "v" + number;
        }
    }

    private final String arn;
    private final String id;
    private final String description;
    private final Instant created;
    private final Tags tags = new Tags();
    private final List<Version> versions = new ArrayList<>();
    private Instant updated;
    private int lastNumber;
    private Version current;

    PolicyEntity(String arn, String id, String description, Instant created, int firstVersion, String document) {
        this.arn = arn;
        this.id = id;
        this.description = description;
        this.created = created;
        this.lastNumber = firstVersion - 1;
        add(document, true, created);
    }

    String arn() {
        return arn;
    }

    String id() {
        return id;
    }

    String name() {
        return Arn.of(arn).name();
    }

    String path() {
        String resource = Arn.of(arn).resource();
        return resource.substring("policy".length(), resource.lastIndexOf('/') + 1);
    }

    String description() {
        return description;
    }

    Instant created() {
        return created;
    }

    Instant updated() {
        return updated;
    }

    Tags tags() {
        return tags;
    }

    String document() {
        return current.document();
    }

    String defaultVersionId() {
        return current.id();
    }

    int versionCount() {
        return versions.size();
    }

    PolicyVersion add(String document, boolean asDefault, Instant now) {
        Version version = new Version(++lastNumber, document, now);
        versions.add(version);
        updated = now;
        if (asDefault) {
            current = version;
        }
        return shown(version, null);
    }

    /** Newest first, without their documents, as ListPolicyVersions shows them. */
    List<PolicyVersion> versions() {
        List<PolicyVersion> shown = new ArrayList<>();
        versions.forEach(version -> shown.add(0, shown(version, null)));
        return shown;
    }

    Optional<PolicyVersion> version(String versionId) {
        return find(versionId).map(version -> shown(version, Documents.encoded(version.document())));
    }

    boolean makeDefault(String versionId, Instant now) {
        Optional<Version> version = find(versionId);
        version.ifPresent(found -> {
            current = found;
            updated = now;
        });
        return version.isPresent();
    }

    void remove(String versionId) {
        versions.removeIf(version -> version.id().equals(versionId));
    }

    private Optional<Version> find(String versionId) {
        return versions.stream().filter(v -> v.id().equals(versionId)).findFirst();
    }

    private PolicyVersion shown(Version version, String document) {
        return PolicyVersion.builder()
                .versionId(version.id())
                .isDefaultVersion(version == current)
                .createDate(version.created())
                .document(document)
                .build();
    }
}

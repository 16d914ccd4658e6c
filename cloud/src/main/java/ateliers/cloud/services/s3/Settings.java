package ateliers.cloud.services.s3;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;

/** The settings of a bucket. Each is read and replaced as a whole. */
final class Settings {
    private final Map<Class<?>, Object> documents = new ConcurrentHashMap<>();
    private volatile BucketVersioningStatus versioning;
    private volatile Map<String, String> tags = Map.of();
    private volatile String policy;
    private volatile ObjectOwnership ownership = ObjectOwnership.BUCKET_OWNER_ENFORCED;
    private volatile Notifications notifications = Notifications.NONE;

    /** Null as long as versions were never asked for. */
    BucketVersioningStatus versioning() {
        return versioning;
    }

    void versioning(BucketVersioningStatus status) {
        this.versioning = status;
    }

    Map<String, String> tags() {
        return tags;
    }

    void tags(Map<String, String> newTags) {
        this.tags = newTags;
    }

    Optional<String> policy() {
        return Optional.ofNullable(policy);
    }

    void policy(String document) {
        this.policy = document;
    }

    /** Who owns objects; null when no rule says so. */
    ObjectOwnership ownership() {
        return ownership;
    }

    void ownership(ObjectOwnership newOwnership) {
        this.ownership = newOwnership;
    }

    /** Whether ACLs are disabled, as they are unless the bucket was told otherwise. */
    boolean ownerEnforced() {
        return ownership == ObjectOwnership.BUCKET_OWNER_ENFORCED;
    }

    Notifications notifications() {
        return notifications;
    }

    void notifications(Notifications newNotifications) {
        this.notifications = newNotifications;
    }

    /** A configuration kept as the SDK's own class. */
    <T> Optional<T> document(Class<T> type) {
        return Optional.ofNullable(type.cast(documents.get(type)));
    }

    <T> void document(Class<T> type, T document) {
        documents.put(type, document);
    }

    void removeDocument(Class<?> type) {
        documents.remove(type);
    }
}

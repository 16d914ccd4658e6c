package ateliers.cloud.services.s3;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/**
 * A bucket: its versions by key, newest last, its uploads and its settings. Its monitor guards all of them; callers that
 * look and then act hold it themselves.
 */
final class Bucket {
    private final String name;
    private final Instant created;
    private final Settings settings = new Settings();
    private final NavigableMap<String, List<StoredObject>> keys = new TreeMap<>(Utf8Order.INSTANCE);
    private final NavigableMap<String, Upload> uploads = new TreeMap<>(Utf8Order.INSTANCE);
    private boolean deleted;

    Bucket(String name, Instant created) {
        this.name = name;
        this.created = created;
    }

    String name() {
        return name;
    }

    String arn() {
        return arn(name);
    }

    static String arn(String bucketName) {
        return "arn:aws:s3:::" + bucketName;
    }

    Instant created() {
        return created;
    }

    Settings settings() {
        return settings;
    }

    /** All versions by key. */
    NavigableMap<String, List<StoredObject>> keys() {
        return keys;
    }

    /** Uploads by {@link #uploadPlace}. */
    NavigableMap<String, Upload> uploads() {
        return uploads;
    }

    /** Where an upload stands among others: by key, then by age. */
    static String uploadPlace(Upload upload) {
        return upload.key() + '\0' + upload.initiated() + '\0' + upload.id();
    }

    synchronized Upload upload(String key, String id) {
        checkAlive();
        return uploads.tailMap(key + '\0', true).values().stream()
                .takeWhile(upload -> upload.key().equals(key))
                .filter(upload -> upload.id().equals(id))
                .findFirst()
                .orElseThrow(S3Errors::noSuchUpload);
    }

    /** The newest version, which may be a delete marker. */
    synchronized Optional<StoredObject> newest(String key) {
        checkAlive();
        List<StoredObject> versions = keys.get(key);
        return versions == null ? Optional.empty() : Optional.of(versions.get(versions.size() - 1));
    }

    /** What a reader without a version id sees. */
    synchronized Optional<StoredObject> current(String key) {
        return newest(key).filter(object -> !object.isDeleteMarker());
    }

    synchronized Optional<StoredObject> version(String key, String versionId) {
        checkAlive();
        return keys.getOrDefault(key, List.of()).stream()
                .filter(object -> object.versionId().equals(versionId))
                .findFirst();
    }

    /** Adds a version, or overwrites the one there is while versioning is not enabled. */
    synchronized StoredObject add(StoredObject draft, Instant now, Ids ids) {
        checkAlive();
        boolean versioned = settings.versioning() == BucketVersioningStatus.ENABLED;
        if (!versioned) {
            remove(draft.key(), StoredObject.NULL_VERSION);
        }
        StoredObject placed = draft.placed(versioned ? Ids.version() : StoredObject.NULL_VERSION, now, ids.sequencer());
        keys.computeIfAbsent(draft.key(), key -> new ArrayList<>(1)).add(placed);
        return placed;
    }

    /** Puts another one in the place of a version. */
    synchronized void replace(StoredObject version) {
        keys.get(version.key()).replaceAll(object -> object.versionId().equals(version.versionId()) ? version : object);
    }

    /** Removes a version for good. */
    synchronized Optional<StoredObject> remove(String key, String versionId) {
        List<StoredObject> versions = keys.getOrDefault(key, List.of());
        for (Iterator<StoredObject> all = versions.iterator(); all.hasNext(); ) {
            StoredObject object = all.next();
            if (object.versionId().equals(versionId)) {
                all.remove();
                if (versions.isEmpty()) {
                    keys.remove(key);
                }
                if (!object.isDeleteMarker()) {
                    object.content().release();
                }
                return Optional.of(object);
            }
        }
        return Optional.empty();
    }

    /** The version id as responses show it: null in a bucket that never had versions. */
    synchronized String shown(StoredObject object) {
        return settings.versioning() == null ? null : object.versionId();
    }

    /** Ends the bucket's life; refused while something is in it. */
    synchronized void delete() {
        checkAlive();
        if (!keys.isEmpty()) {
            String hint = settings.versioning() == null ? "" : ". You must delete all versions in the bucket.";
            throw S3Errors.of("BucketNotEmpty", 409, "The bucket you tried to delete is not empty" + hint);
        }
        uploads.values().forEach(Upload::discard);
        uploads.clear();
        deleted = true;
    }

    /** A bucket found just before it was deleted does not exist either. */
    private void checkAlive() {
        if (deleted) {
            throw S3Errors.noSuchBucket();
        }
    }
}

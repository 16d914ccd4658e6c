package ateliers.cloud.services.s3;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One version of an object, or a delete marker.
 *
 * @param versionId {@value #NULL_VERSION} for what was written while versioning was not enabled
 * @param content null for a delete marker
 * @param etag without quotation marks
 * @param lastModified to the second, as HTTP dates are
 * @param attributes its headers by the names of their members, user metadata too
 * @param parts of a multipart upload, else empty
 * @param sequencer grows with every change of any key
 */
record StoredObject(
        String key,
        String versionId,
        Content content,
        String etag,
        Instant lastModified,
        Map<String, Object> attributes,
        ObjectChecksum checksum,
        Map<String, String> tags,
        List<StoredPart> parts,
        String sequencer) {

    static final String NULL_VERSION = "null";

    private static final String EMPTY_MD5 = "d41d8cd98f00b204e9800998ecf8427e";

    /** What a write has made, before the bucket gives it a version and a place in time. */
    static StoredObject draft(
            String key,
            Content content,
            String etag,
            Map<String, Object> attributes,
            ObjectChecksum checksum,
            Map<String, String> tags,
            List<StoredPart> parts) {
        return new StoredObject(key, null, content, etag, null, attributes, checksum, tags, parts, null);
    }

    static StoredObject deleteMarkerDraft(String key) {
        return draft(key, null, EMPTY_MD5, Map.of(), null, Map.of(), List.of());
    }

    StoredObject placed(String version, Instant when, String place) {
        return new StoredObject(key, version, content, etag, when, attributes, checksum, tags, parts, place);
    }

    StoredObject withTags(Map<String, String> newTags) {
        return new StoredObject(
                key, versionId, content, etag, lastModified, attributes, checksum, newTags, parts, sequencer);
    }

    StoredObject withStorageClass(String storageClass) {
        Map<String, Object> changed = new HashMap<>(attributes);
        changed.put("StorageClass", storageClass);
        return new StoredObject(key, versionId, content, etag, lastModified, changed, checksum, tags, parts, sequencer);
    }

    boolean isDeleteMarker() {
        return content == null;
    }

    long size() {
        return content.size();
    }

    /** The ETag as responses show it. */
    String quotedEtag() {
        return "\"" + etag + "\"";
    }

    String storageClass() {
        return (String) attributes.getOrDefault("StorageClass", Attributes.STANDARD);
    }

    /** The members that head and get answer with, apart from those that depend on the request. */
    Map<String, Object> members(String shownVersion) {
        Map<String, Object> members = new HashMap<>(attributes);
        members.remove("StorageClass", Attributes.STANDARD);
        members.put("ETag", quotedEtag());
        members.put("LastModified", lastModified);
        members.put("AcceptRanges", "bytes");
        members.put("ContentLength", size());
        if (shownVersion != null) {
            members.put("VersionId", shownVersion);
        }
        return members;
    }
}

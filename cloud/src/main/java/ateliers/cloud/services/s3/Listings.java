package ateliers.cloud.services.s3;

import ateliers.cloud.kit.Operations;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.Owner;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Lists the objects of a bucket, or all their versions. */
final class Listings implements S3Client, Operations {
    private final Store store;

    Listings(Store store) {
        this.store = store;
    }

    @Override
    public ListObjectsResponse listObjects(ListObjectsRequest r) {
        Bucket bucket = store.bucket(r.bucket(), r.expectedBucketOwner());
        Page<StoredObject> page =
                new Page<>(r.prefix(), r.delimiter(), r.maxKeys(), "max-keys", r.encodingTypeAsString());
        collect(bucket, page, r.marker());
        return ListObjectsResponse.builder()
                .name(r.bucket())
                .prefix(page.text(page.prefix()))
                .delimiter(page.text(r.delimiter()))
                .marker(page.text(r.marker() == null ? "" : r.marker()))
                .maxKeys(page.limit())
                .encodingType(r.encodingType())
                .isTruncated(page.isTruncated())
                .nextMarker(page.hasDelimiter() ? page.text(page.next()) : null)
                .contents(contents(page, store.owner()))
                .commonPrefixes(page.commonPrefixes())
                .build();
    }

    @Override
    public ListObjectsV2Response listObjectsV2(ListObjectsV2Request r) {
        Bucket bucket = store.bucket(r.bucket(), r.expectedBucketOwner());
        Page<StoredObject> page =
                new Page<>(r.prefix(), r.delimiter(), r.maxKeys(), "max-keys", r.encodingTypeAsString());
        String after = r.continuationToken() == null ? r.startAfter() : marker(r.continuationToken());
        collect(bucket, page, after);
        return ListObjectsV2Response.builder()
                .name(r.bucket())
                .prefix(page.text(page.prefix()))
                .delimiter(page.text(r.delimiter()))
                .startAfter(page.text(r.startAfter()))
                .continuationToken(r.continuationToken())
                .nextContinuationToken(token(page.next()))
                .maxKeys(page.limit())
                .keyCount(page.size())
                .encodingType(r.encodingType())
                .isTruncated(page.isTruncated())
                .contents(contents(page, Boolean.TRUE.equals(r.fetchOwner()) ? store.owner() : null))
                .commonPrefixes(page.commonPrefixes())
                .build();
    }

    @Override
    public ListObjectVersionsResponse listObjectVersions(ListObjectVersionsRequest r) {
        Bucket bucket = store.bucket(r.bucket(), r.expectedBucketOwner());
        if (r.versionIdMarker() != null && !r.versionIdMarker().isEmpty() && r.keyMarker() == null) {
            throw S3Errors.invalidArgument("A version-id marker cannot be specified without a key marker.");
        }
        Page<Version> page = new Page<>(r.prefix(), r.delimiter(), r.maxKeys(), "max-keys", r.encodingTypeAsString());
        Version lastTaken = collectVersions(bucket, page, r.keyMarker(), r.versionIdMarker());
        List<ObjectVersion> versions = new ArrayList<>();
        List<DeleteMarkerEntry> markers = new ArrayList<>();
        for (Version version : page.entries()) {
            if (version.object().isDeleteMarker()) {
                markers.add(deleteMarker(page, version));
            } else {
                versions.add(version(page, version));
            }
        }
        boolean endsWithVersion = lastTaken != null
                && page.isTruncated()
                && page.next().equals(lastTaken.object().key());
        return ListObjectVersionsResponse.builder()
                .name(r.bucket())
                .prefix(page.text(page.prefix()))
                .delimiter(page.text(r.delimiter()))
                .keyMarker(page.text(r.keyMarker() == null ? "" : r.keyMarker()))
                .versionIdMarker(r.versionIdMarker() == null ? "" : r.versionIdMarker())
                .maxKeys(page.limit())
                .encodingType(r.encodingType())
                .isTruncated(page.isTruncated())
                .nextKeyMarker(page.text(page.next()))
                .nextVersionIdMarker(endsWithVersion ? lastTaken.object().versionId() : null)
                .versions(versions)
                .deleteMarkers(markers)
                .commonPrefixes(page.commonPrefixes())
                .build();
    }

    private static void collect(Bucket bucket, Page<StoredObject> page, String marker) {
        synchronized (bucket) {
            for (Map.Entry<String, List<StoredObject>> key :
                    bucket.keys().tailMap(page.prefix(), true).entrySet()) {
                if (!page.takes(key.getKey())) {
                    return;
                }
                StoredObject newest = key.getValue().get(key.getValue().size() - 1);
                if (!newest.isDeleteMarker() && page.isAfter(key.getKey(), marker) && !page.add(key.getKey(), newest)) {
                    return;
                }
            }
        }
    }

    /** Collects versions, newest first within a key, and returns the last one that became an entry. */
    private static Version collectVersions(Bucket bucket, Page<Version> page, String keyMarker, String versionMarker) {
        Version last = null;
        synchronized (bucket) {
            for (Map.Entry<String, List<StoredObject>> key :
                    bucket.keys().tailMap(page.prefix(), true).entrySet()) {
                if (!page.takes(key.getKey())) {
                    return last;
                }
                boolean within = key.getKey().equals(keyMarker) && versionMarker != null && !versionMarker.isEmpty();
                if (!within && !page.isAfter(key.getKey(), keyMarker)) {
                    continue;
                }
                List<StoredObject> versions = key.getValue();
                boolean started = !within;
                for (int i = versions.size() - 1; i >= 0; i--) {
                    Version version = new Version(versions.get(i), i == versions.size() - 1);
                    if (started && !page.add(key.getKey(), version)) {
                        return last;
                    }
                    last = started ? version : last;
                    started |= version.object().versionId().equals(versionMarker);
                }
            }
        }
        return last;
    }

    private static List<S3Object> contents(Page<StoredObject> page, Owner owner) {
        return page.entries().stream()
                .map(object -> S3Object.builder()
                        .key(page.text(object.key()))
                        .lastModified(object.lastModified())
                        .eTag(object.quotedEtag())
                        .size(object.size())
                        .storageClass(object.storageClass())
                        .checksumAlgorithmWithStrings(
                                object.checksum().algorithm().name())
                        .checksumType(object.checksum().type())
                        .owner(owner)
                        .build())
                .toList();
    }

    private ObjectVersion version(Page<Version> page, Version version) {
        StoredObject object = version.object();
        return ObjectVersion.builder()
                .key(page.text(object.key()))
                .versionId(object.versionId())
                .isLatest(version.latest())
                .lastModified(object.lastModified())
                .eTag(object.quotedEtag())
                .size(object.size())
                .storageClass(object.storageClass())
                .checksumAlgorithmWithStrings(object.checksum().algorithm().name())
                .checksumType(object.checksum().type())
                .owner(store.owner())
                .build();
    }

    private DeleteMarkerEntry deleteMarker(Page<Version> page, Version version) {
        return DeleteMarkerEntry.builder()
                .key(page.text(version.object().key()))
                .versionId(version.object().versionId())
                .isLatest(version.latest())
                .lastModified(version.object().lastModified())
                .owner(store.owner())
                .build();
    }

    private static String token(String key) {
        return key == null ? null : Base64.getUrlEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String marker(String token) {
        try {
            byte[] key = Base64.getUrlDecoder().decode(token);
            if (key.length > 0) {
                return new String(key, StandardCharsets.UTF_8);
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw S3Errors.invalidArgument("The continuation token provided is incorrect");
    }

    /** A version in a listing. */
    private record Version(StoredObject object, boolean latest) {}
}

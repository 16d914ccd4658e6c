package ateliers.cloud.services.s3;

import java.util.Collection;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The account's buckets by name. */
final class Buckets {
    private final NavigableMap<String, Bucket> buckets = new ConcurrentSkipListMap<>();

    Bucket find(String name) {
        return lookUp(name).orElseThrow(S3Errors::noSuchBucket);
    }

    Optional<Bucket> lookUp(String name) {
        return Optional.ofNullable(name == null ? null : buckets.get(name));
    }

    /** Adds a bucket; false when there is one of this name. */
    boolean add(Bucket bucket) {
        return buckets.putIfAbsent(bucket.name(), bucket) == null;
    }

    void remove(Bucket bucket) {
        buckets.remove(bucket.name(), bucket);
    }

    Collection<Bucket> all() {
        return buckets.values();
    }
}

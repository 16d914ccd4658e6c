package ateliers.cloud.services.s3;

import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.model.ChecksumType;

/**
 * A multipart upload under way; guarded by its bucket's monitor.
 *
 * @param initiator ARN of who began it
 * @param algorithm asked for when it was created; without one S3 makes a CRC64NVME of the whole
 * @param parts by number
 */
record Upload(
        String id,
        String key,
        Instant initiated,
        String initiator,
        Map<String, Object> attributes,
        Map<String, String> tags,
        Optional<Algorithm> algorithm,
        ChecksumType type,
        NavigableMap<Integer, StoredPart> parts) {

    Upload {
        parts = new TreeMap<>(parts);
    }

    Encryption encryption() {
        return Encryption.of(attributes);
    }

    Algorithm computed() {
        return algorithm.orElse(Algorithm.CRC64NVME);
    }

    boolean isComposite() {
        return type == ChecksumType.COMPOSITE;
    }

    void discard() {
        parts.values().forEach(part -> part.content().release());
        parts.clear();
    }
}

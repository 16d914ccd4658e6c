package ateliers.cloud.services.s3;

import java.util.Map;
import software.amazon.awssdk.services.s3.model.ChecksumType;

/**
 * The checksum stored with an object or a part.
 *
 * @param value base64; with {@code -<parts>} behind it for a composite one
 */
record ObjectChecksum(Algorithm algorithm, String value, ChecksumType type) {
    static ObjectChecksum whole(Algorithm algorithm, String value) {
        return new ObjectChecksum(algorithm, value, ChecksumType.FULL_OBJECT);
    }

    /** The value as a member of a response. */
    Map<String, Object> member() {
        return Map.of(algorithm.member(), value);
    }

    /** The value and its type as members of a response. */
    Map<String, Object> members() {
        return Map.of(algorithm.member(), value, "ChecksumType", type.toString());
    }
}

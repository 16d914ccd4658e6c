package ateliers.cloud.services.ssm;

import java.time.Instant;
import java.util.Base64;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * A version of a parameter.
 *
 * @param number the first is 1
 * @param cipher what who does not ask for decryption gets of a SecureString; empty for other types
 * @param keyId of a SecureString, else null
 * @param modifiedBy an ARN
 */
record ParameterVersion(
        long number,
        ParameterType type,
        String value,
        byte[] cipher,
        String description,
        String allowedPattern,
        String keyId,
        ParameterTier tier,
        String dataType,
        Instant modified,
        String modifiedBy) {

    /** What stands beside the value, about, in bytes: the description and the pattern may be this long together. */
    private static final int OVERHEAD = 2_048;

    /** What it takes here, about, in bytes. */
    long size() {
        return value.length() + cipher.length + OVERHEAD;
    }

    boolean isSecure() {
        return type == ParameterType.SECURE_STRING;
    }

    /** The value as a caller sees it. */
    String shown(Boolean decrypted) {
        return isSecure() && !Boolean.TRUE.equals(decrypted)
                ? Base64.getEncoder().encodeToString(cipher)
                : value;
    }
}

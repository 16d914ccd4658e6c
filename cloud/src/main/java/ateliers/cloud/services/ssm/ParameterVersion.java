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

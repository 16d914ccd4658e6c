package ateliers.cloud.services.secretsmanager;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;

/**
 * What is secret: a text or bytes.
 *
 * @param text null where there are bytes
 */
record SecretValue(String text, SdkBytes bytes) {
    private static final int LARGEST = 65_536;

    /** In bytes. */
    int size() {
        return text == null ? bytes.asByteArrayUnsafe().length : text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The value that a request gives; empty where it gives none. */
    static Optional<SecretValue> of(String text, SdkBytes bytes) {
        if (text != null && bytes != null) {
            throw SecretsManagerErrors.parameter(
                    "You can't specify both a binary secret value and a string secret value in the same secret.");
        }
        if (text == null && bytes == null) {
            return Optional.empty();
        }
        SecretValue value = new SecretValue(text, bytes);
        Checks.constraints()
                .must(
                        value.size() <= LARGEST,
                        "**********",
                        text == null ? "secretBinary" : "secretString",
                        "have length less than or equal to " + LARGEST)
                .require();
        return Optional.of(value);
    }
}

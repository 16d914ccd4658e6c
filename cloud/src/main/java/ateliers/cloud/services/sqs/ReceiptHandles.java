package ateliers.cloud.services.sqs;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Makes and reads one queue's receipt handles: opaque to receivers, and told from those of other queues. */
final class ReceiptHandles {
    private static final String PREFIX = "AQEB";

    private final String secret = UUID.randomUUID().toString();
    private long count;

    /** A new handle, unlike any before; called under the queue's lock. */
    String make(String messageId) {
        String plain = secret + ' ' + messageId + ' ' + ++count;
        return PREFIX + Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.ISO_8859_1));
    }

    /**
     * The id of the message that a handle of this queue was made for.
     *
     * @throws RuntimeException {@code ReceiptHandleIsInvalid} for anything else
     */
    String messageId(String handle) {
        return read(handle).orElseThrow(() -> SqsErrors.receiptHandle(handle));
    }

    private Optional<String> read(String handle) {
        if (!handle.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(handle.substring(PREFIX.length()));
            String[] parts = new String(bytes, StandardCharsets.ISO_8859_1).split(" ");
            return parts.length == 3 && parts[0].equals(secret) ? Optional.of(parts[1]) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

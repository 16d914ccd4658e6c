package ateliers.cloud.services.sqs;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * The digests that senders and receivers compare.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html">
 *     Calculating the MD5 message digest for message attributes</a>
 */
final class AttributeDigest {
    private static final byte STRING = 1;
    private static final byte BINARY = 2;

    private AttributeDigest() {}

    static String md5(String body) {
        return HexFormat.of().formatHex(digest("MD5").digest(body.getBytes(StandardCharsets.UTF_8)));
    }

    static String sha256(String body) {
        return HexFormat.of().formatHex(digest("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8)));
    }

    /** The digest of attributes; empty where there are none. */
    static String md5(Map<String, MessageAttributeValue> attributes) {
        if (attributes.isEmpty()) {
            return "";
        }
        MessageDigest md5 = digest("MD5");
        new TreeMap<>(attributes).forEach((name, value) -> {
            update(md5, name.getBytes(StandardCharsets.UTF_8));
            update(md5, value.dataType().getBytes(StandardCharsets.UTF_8));
            if (value.dataType().startsWith("Binary")) {
                md5.update(BINARY);
                update(md5, value.binaryValue().asByteArrayUnsafe());
            } else {
                md5.update(STRING);
                update(md5, value.stringValue().getBytes(StandardCharsets.UTF_8));
            }
        });
        return HexFormat.of().formatHex(md5.digest());
    }

    private static void update(MessageDigest digest, byte[] part) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        digest.update(part);
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}

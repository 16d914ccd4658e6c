package ateliers.cloud.wire;

import ateliers.cloud.http.Crc64Nvme;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** The checksums that S3 knows, by the header that carries them. */
final class Digests {
    private static final Map<String, Supplier<Digest>> BY_HEADER = Map.of(
            "content-md5", () -> new Digest(digest("MD5")),
            "x-amz-checksum-sha1", () -> new Digest(digest("SHA-1")),
            "x-amz-checksum-sha256", () -> new Digest(digest("SHA-256")),
            "x-amz-checksum-crc32", () -> new Digest(new CRC32(), 4),
            "x-amz-checksum-crc32c", () -> new Digest(new CRC32C(), 4),
            "x-amz-checksum-crc64nvme", () -> new Digest(new Crc64Nvme(), 8));

    private Digests() {}

    /** A fresh one, or null when S3 knows none of that name. */
    static Digest of(String header) {
        Supplier<Digest> supplier = BY_HEADER.get(header);
        return supplier == null ? null : supplier.get();
    }

    static Set<String> headers() {
        return BY_HEADER.keySet();
    }

    /** One checksum in the making. */
    static final class Digest {
        private final MessageDigest hash;
        private final Checksum sum;
        private final int width;

        private Digest(MessageDigest hash) {
            this.hash = hash;
            this.sum = null;
            this.width = 0;
        }

        private Digest(Checksum sum, int width) {
            this.hash = null;
            this.sum = sum;
            this.width = width;
        }

        void update(byte[] bytes, int offset, int length) {
            if (hash != null) {
                hash.update(bytes, offset, length);
            } else {
                sum.update(bytes, offset, length);
            }
        }

        String base64() {
            byte[] bytes = hash != null
                    ? hash.digest()
                    : width == 4
                            ? ByteBuffer.allocate(4)
                                    .putInt((int) sum.getValue())
                                    .array()
                            : ByteBuffer.allocate(8).putLong(sum.getValue()).array();
            return Base64.getEncoder().encodeToString(bytes);
        }
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}

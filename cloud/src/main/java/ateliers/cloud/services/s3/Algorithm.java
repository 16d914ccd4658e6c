package ateliers.cloud.services.s3;

import ateliers.cloud.http.Crc64Nvme;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * The checksum algorithms. See
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html">checking object
 * integrity</a>.
 */
enum Algorithm {
    CRC32(4, CRC32::new),
    CRC32C(4, CRC32C::new),
    CRC64NVME(8, Crc64Nvme::new),
    SHA1(20, "SHA-1"),
    SHA256(32, "SHA-256");

    private static final String HEADER_PREFIX = "x-amz-checksum-";

    private final int length;
    private final Supplier<Running> running;

    Algorithm(int length, String digest) {
        this.length = length;
        this.running = () -> new RunningDigest(Digests.digest(digest));
    }

    Algorithm(int length, Supplier<Checksum> checksum) {
        this.length = length;
        this.running = () -> new RunningChecksum(checksum.get(), length);
    }

    /** How many bytes its values have. */
    int length() {
        return length;
    }

    /** The name of its member in requests and responses. */
    String member() {
        return "Checksum" + name();
    }

    String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isCyclic() {
        return length <= Long.BYTES;
    }

    Running start() {
        return running.get();
    }

    static Optional<Algorithm> named(String name) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** The header that carries its values. */
    String header() {
        return HEADER_PREFIX + lowerCase();
    }

    /** That of a header, in small letters. */
    static Optional<Algorithm> ofHeader(String header) {
        return header.startsWith(HEADER_PREFIX) ? named(header.substring(HEADER_PREFIX.length())) : Optional.empty();
    }

    /** MD5 is none of them, but has a header of its own, too. */
    static Running md5() {
        return new RunningDigest(Digests.digest("MD5"));
    }

    /** A checksum in the making. */
    interface Running {
        void update(byte[] bytes, int offset, int length);

        default void update(byte[] bytes, int length) {
            update(bytes, 0, length);
        }

        byte[] value();

        /** The value as S3 writes it. */
        default String base64() {
            return Base64.getEncoder().encodeToString(value());
        }
    }

    private record RunningDigest(MessageDigest digest) implements Running {
        @Override
        public void update(byte[] bytes, int offset, int length) {
            digest.update(bytes, offset, length);
        }

        @Override
        public byte[] value() {
            return digest.digest();
        }
    }

    private record RunningChecksum(Checksum checksum, int length) implements Running {
        @Override
        public void update(byte[] bytes, int offset, int count) {
            checksum.update(bytes, offset, count);
        }

        @Override
        public byte[] value() {
            byte[] all =
                    ByteBuffer.allocate(Long.BYTES).putLong(checksum.getValue()).array();
            return Arrays.copyOfRange(all, Long.BYTES - length, Long.BYTES);
        }
    }
}

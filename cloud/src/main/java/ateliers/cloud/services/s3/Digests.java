package ateliers.cloud.services.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** What is computed of a body while it is taken in: its MD5 and one checksum. */
final class Digests {
    private final MessageDigest md5 = digest("MD5");
    private final Algorithm algorithm;
    private final Algorithm.Running checksum;
    private byte[] md5Value;
    private String checksumValue;

    Digests(Algorithm algorithm) {
        this.algorithm = algorithm;
        this.checksum = algorithm.start();
    }

    void update(byte[] bytes, int length) {
        md5.update(bytes, 0, length);
        checksum.update(bytes, length);
    }

    byte[] md5() {
        if (md5Value == null) {
            md5Value = md5.digest();
        }
        return md5Value;
    }

    String md5Hex() {
        return HexFormat.of().formatHex(md5());
    }

    /** Base64, as S3 writes checksums. */
    String checksum() {
        if (checksumValue == null) {
            checksumValue = Base64.getEncoder().encodeToString(checksum.value());
        }
        return checksumValue;
    }

    Algorithm algorithm() {
        return algorithm;
    }

    /** The checksum of a whole content. */
    static String checksum(Algorithm algorithm, InputStream content) {
        Algorithm.Running running = algorithm.start();
        try (content) {
            byte[] buffer = new byte[64 * 1024];
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                running.update(buffer, count);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(running.value());
    }

    static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + name, e);
        }
    }
}

package ateliers.cloud.services.s3;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A body whose length, and hash where the request promised one, are compared when its end is reached. */
final class VerifiedStream extends BlockStream {
    private final InputStream in;
    private final String expectedHash;
    private final MessageDigest hash;
    private long left;
    private boolean verified;

    /**
     * @param length in bytes
     * @param expectedHash SHA-256 in hex, or null for none
     */
    VerifiedStream(InputStream in, long length, String expectedHash) {
        this.in = in;
        this.left = length;
        this.expectedHash = expectedHash;
        this.hash = expectedHash == null ? null : Digests.digest("SHA-256");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = in.read(buffer, offset, length);
        if (count > 0) {
            left -= count;
            if (hash != null) {
                hash.update(buffer, offset, count);
            }
        } else if (count < 0 && !verified) {
            verified = true;
            if (left != 0) {
                throw BodyFaults.incompleteBody();
            }
            if (hash != null && !HexFormat.of().formatHex(hash.digest()).equals(expectedHash)) {
                throw BodyFaults.payloadHash();
            }
        }
        return count;
    }
}

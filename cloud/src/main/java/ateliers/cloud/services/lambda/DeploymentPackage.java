package ateliers.cloud.services.lambda;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A deployment package.
 *
 * @param zip its bytes
 * @param codeSha256 of the bytes, in base64
 */
record DeploymentPackage(byte[] zip, String codeSha256) {
    static DeploymentPackage of(byte[] zip) {
        return new DeploymentPackage(zip, Base64.getEncoder().encodeToString(sha256(zip)));
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In bytes. */
    int size() {
        return zip.length;
    }
}

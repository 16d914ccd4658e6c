package ateliers.cloud.services.s3;

import java.time.Instant;

/**
 * A part of a multipart upload, or of an object made by one.
 *
 * @param etag without quotation marks
 */
record StoredPart(int number, Content content, String etag, Instant lastModified, ObjectChecksum checksum) {
    long size() {
        return content.size();
    }

    StoredPart numbered(int newNumber) {
        return new StoredPart(newNumber, content, etag, lastModified, checksum);
    }
}

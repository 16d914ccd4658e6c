package ateliers.cloud.services.s3;

import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Pojos;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** CompleteMultipartUpload: checks the parts and makes one object of them. */
final class UploadCompletion implements S3Client, Operations {
    private static final long SMALLEST_PART = 5L << 20;

    private final Store store;
    private final ObjectWrites writes;
    private final Notifier notifier;

    UploadCompletion(Store store, ObjectWrites writes, Notifier notifier) {
        this.store = store;
        this.writes = writes;
        this.notifier = notifier;
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(CompleteMultipartUploadRequest r) {
        Bucket bucket = store.bucket(r.bucket(), r.expectedBucketOwner());
        WriteConditions conditions = WriteConditions.of(r.ifMatch(), r.ifNoneMatch());
        Upload upload;
        List<StoredPart> parts;
        synchronized (bucket) {
            upload = bucket.upload(r.key(), r.uploadId());
            parts = parts(upload, r);
            conditions.check(bucket.current(r.key()));
            bucket.uploads().remove(Bucket.uploadPlace(upload));
        }
        StoredObject object;
        try {
            object = writes.add(bucket, draft(upload, parts, r), conditions);
        } catch (RuntimeException e) {
            synchronized (bucket) {
                bucket.uploads().put(Bucket.uploadPlace(upload), upload);
            }
            throw e;
        }
        upload.discard();
        notifier.publish(bucket, "ObjectCreated:CompleteMultipartUpload", object);
        Map<String, Object> members = new HashMap<>(object.checksum().members());
        members.put("ETag", object.quotedEtag());
        members.putAll(upload.encryption().members());
        members.putAll(LifecycleDates.members(bucket, object));
        return Pojos.fill(CompleteMultipartUploadResponse.builder(), members)
                .bucket(r.bucket())
                .key(r.key())
                .location("https://" + r.bucket() + ".s3." + store.place().region() + ".amazonaws.com/"
                        + Keys.encoded(r.key()))
                .versionId(bucket.shown(object))
                .build();
    }

    private List<StoredPart> parts(Upload upload, CompleteMultipartUploadRequest r) {
        List<CompletedPart> asked =
                r.multipartUpload() == null ? List.of() : r.multipartUpload().parts();
        if (asked.isEmpty()) {
            throw r.multipartUpload() == null
                    ? S3Errors.invalidRequest("You must specify at least one part")
                    : S3Errors.malformedXml();
        }
        List<StoredPart> parts = new ArrayList<>();
        int before = 0;
        for (CompletedPart part : asked) {
            if (part.partNumber() == null || part.eTag() == null) {
                throw S3Errors.malformedXml();
            }
            if (part.partNumber() <= before) {
                throw S3Errors.of(
                        "InvalidPartOrder",
                        400,
                        "The list of parts was not in ascending order. Parts must be ordered by part number.");
            }
            before = part.partNumber();
            parts.add(part(upload, part));
        }
        for (StoredPart part : parts.subList(0, parts.size() - 1)) {
            if (part.size() < SMALLEST_PART) {
                throw S3Errors.of(
                        "EntityTooSmall", 400, "Your proposed upload is smaller than the minimum allowed size");
            }
        }
        long size = parts.stream().mapToLong(StoredPart::size).sum();
        if (r.mpuObjectSize() != null && r.mpuObjectSize() != size) {
            throw S3Errors.invalidRequest("The provided 'x-amz-mp-object-size' header value " + r.mpuObjectSize()
                    + " does not match what was computed: " + size);
        }
        return parts;
    }

    private static StoredPart part(Upload upload, CompletedPart asked) {
        StoredPart part = upload.parts().get(asked.partNumber());
        if (part == null || !part.etag().equals(asked.eTag().replace("\"", ""))) {
            throw S3Errors.invalidPart();
        }
        Algorithm algorithm = part.checksum().algorithm();
        String given = Pojos.text(asked, algorithm.member());
        if (given == null && upload.isComposite()) {
            throw S3Errors.invalidRequest("The upload was created using a "
                    + upload.computed().lowerCase()
                    + " checksum. The complete request must include the checksum for each part. It was missing for"
                    + " part " + asked.partNumber() + " in the request.");
        }
        for (Algorithm each : Algorithm.values()) {
            String claimed = Pojos.text(asked, each.member());
            if (claimed != null && !claimed.equals(checksum(part, each))) {
                throw S3Errors.invalidPart();
            }
        }
        return part;
    }

    private static String checksum(StoredPart part, Algorithm algorithm) {
        return algorithm == part.checksum().algorithm()
                ? part.checksum().value()
                : Digests.checksum(algorithm, part.content().open());
    }

    /** The object that the parts become; it holds their contents beside the upload. */
    private static StoredObject draft(Upload upload, List<StoredPart> parts, CompleteMultipartUploadRequest r) {
        MessageDigest md5s = Digests.digest("MD5");
        parts.forEach(part -> md5s.update(HexFormat.of().parseHex(part.etag())));
        String etag = HexFormat.of().formatHex(md5s.digest()) + "-" + parts.size();
        Content content = new Content.Joined(
                parts.stream().map(part -> part.content().hold()).toList());
        try {
            ObjectChecksum checksum = checksum(upload, parts, content);
            verify(upload, checksum, r, content);
            List<StoredPart> numbered = new ArrayList<>();
            for (StoredPart part : parts) {
                numbered.add(part.numbered(numbered.size() + 1));
            }
            return StoredObject.draft(
                    upload.key(), content, etag, upload.attributes(), checksum, upload.tags(), numbered);
        } catch (RuntimeException e) {
            content.release();
            throw e;
        }
    }

    private static ObjectChecksum checksum(Upload upload, List<StoredPart> parts, Content content) {
        Algorithm algorithm = upload.computed();
        if (!upload.isComposite()) {
            return ObjectChecksum.whole(algorithm, Digests.checksum(algorithm, content.open()));
        }
        Algorithm.Running running = algorithm.start();
        for (StoredPart part : parts) {
            byte[] value = Base64.getDecoder().decode(part.checksum().value());
            running.update(value, value.length);
        }
        String value = Base64.getEncoder().encodeToString(running.value()) + "-" + parts.size();
        return new ObjectChecksum(algorithm, value, upload.type());
    }

    private static void verify(
            Upload upload, ObjectChecksum checksum, CompleteMultipartUploadRequest r, Content content) {
        if (r.checksumType() != null && r.checksumType() != checksum.type()) {
            throw S3Errors.invalidRequest("The upload was created using the " + checksum.type()
                    + " checksum mode. The complete request must use the same checksum mode.");
        }
        for (Algorithm each : Algorithm.values()) {
            String given = Pojos.text(r, each.member());
            if (given == null) {
                continue;
            }
            if (each != checksum.algorithm() && upload.algorithm().isPresent()) {
                throw S3Errors.invalidRequest("Checksum Type mismatch occurred, expected checksum Type: "
                        + checksum.algorithm().lowerCase() + ", actual checksum Type: " + each.lowerCase());
            }
            String value = each == checksum.algorithm() ? checksum.value() : Digests.checksum(each, content.open());
            if (!value.equals(given) && !value.startsWith(given + "-")) {
                throw S3Errors.badDigest(each.lowerCase());
            }
        }
    }
}

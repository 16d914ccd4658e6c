package ateliers.cloud.services.s3;

import ateliers.cloud.door.CallContext;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Pojos;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CopyPartResult;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Multipart uploads from their beginning to their last part. */
final class Uploads implements S3Client, Operations {
    private final Store store;
    private final ObjectWrites writes;
    private final Copies copies;

    Uploads(Store store, ObjectWrites writes, Copies copies) {
        this.store = store;
        this.writes = writes;
        this.copies = copies;
    }

    @Override
    public CreateMultipartUploadResponse createMultipartUpload(CreateMultipartUploadRequest r) {
        Bucket bucket = store.bucket(r.bucket(), r.expectedBucketOwner());
        Keys.check(r.key());
        Optional<Algorithm> algorithm =
                Optional.ofNullable(r.checksumAlgorithmAsString()).map(GivenChecksum::algorithm);
        ChecksumType type = type(algorithm, r);
        Upload upload = new Upload(
                Ids.upload(),
                r.key(),
                store.now(),
                CallContext.caller().arn(),
                Attributes.of(r, bucket.settings(), store.place(), null),
                Tags.ofHeader(r.tagging()),
                algorithm,
                type,
                new TreeMap<>());
        synchronized (bucket) {
            bucket.newest(r.key()); // refuses when the bucket has gone meanwhile
            bucket.uploads().put(Bucket.uploadPlace(upload), upload);
        }
        Map<String, Object> members = upload.encryption().members();
        members.putAll(LifecycleDates.members(bucket, upload));
        return Pojos.fill(CreateMultipartUploadResponse.builder(), members)
                .bucket(r.bucket())
                .key(r.key())
                .uploadId(upload.id())
                .checksumAlgorithm(r.checksumAlgorithm())
                .checksumType(algorithm.isPresent() ? type : null)
                .build();
    }

    @Override
    public UploadPartResponse uploadPart(UploadPartRequest r, RequestBody body) {
        Bucket bucket = store.bucket(r.bucket(), r.expectedBucketOwner());
        checkNumber(r.partNumber());
        Upload upload = bucket.upload(r.key(), r.uploadId());
        GivenChecksum given = GivenChecksum.of(r);
        checkAlgorithm(upload, given);
        Digests digests = given.algorithm().isPresent() ? given.digests() : new Digests(upload.computed());
        Content content = writes.take(r.contentLength(), body, digests, given);
        ObjectChecksum checksum = ObjectChecksum.whole(digests.algorithm(), digests.checksum());
        String etag = upload.encryption().etag(digests.md5Hex());
        StoredPart part = new StoredPart(r.partNumber(), content, etag, store.now(), checksum);
        add(bucket, r.key(), r.uploadId(), part);
        Map<String, Object> members = new HashMap<>();
        if (given.algorithm().isPresent()) {
            members.putAll(checksum.member());
        }
        members.put("ETag", "\"" + part.etag() + "\"");
        members.putAll(upload.encryption().members());
        return Pojos.fill(UploadPartResponse.builder(), members).build();
    }

    @Override
    public UploadPartCopyResponse uploadPartCopy(UploadPartCopyRequest r) {
        Bucket bucket = store.bucket(r.destinationBucket(), r.expectedBucketOwner());
        CopySource from = CopySource.of(r);
        checkNumber(r.partNumber());
        Upload upload = bucket.upload(r.destinationKey(), r.uploadId());
        Copies.Source source = copies.open(from, ReadConditions.of(r));
        StoredPart part;
        try {
            Content whole = source.object().content();
            ByteRange range = ByteRange.ofCopySource(r.copySourceRange(), whole.size());
            Digests digests = new Digests(upload.computed());
            Content content = store.spool().take(whole.open(range.offset(), range.length()), range.length(), digests);
            ObjectChecksum checksum = ObjectChecksum.whole(digests.algorithm(), digests.checksum());
            String etag = upload.encryption().etag(digests.md5Hex());
            part = new StoredPart(r.partNumber(), content, etag, store.now(), checksum);
        } finally {
            source.object().content().release();
        }
        add(bucket, r.destinationKey(), r.uploadId(), part);
        Map<String, Object> result = new HashMap<>();
        if (upload.algorithm().isPresent()) {
            result.putAll(part.checksum().member());
        }
        result.put("ETag", "\"" + part.etag() + "\"");
        result.put("LastModified", part.lastModified());
        return Pojos.fill(UploadPartCopyResponse.builder(), upload.encryption().members())
                .copyPartResult(Pojos.fill(CopyPartResult.builder(), result).build())
                .copySourceVersionId(source.bucket().shown(source.object()))
                .build();
    }

    @Override
    public AbortMultipartUploadResponse abortMultipartUpload(AbortMultipartUploadRequest r) {
        Bucket bucket = store.bucket(r.bucket(), r.expectedBucketOwner());
        synchronized (bucket) {
            Upload upload = bucket.upload(r.key(), r.uploadId());
            bucket.uploads().remove(Bucket.uploadPlace(upload));
            upload.discard();
        }
        return AbortMultipartUploadResponse.builder().build();
    }

    /** Adds a part in the place of one of the same number. */
    private static void add(Bucket bucket, String key, String uploadId, StoredPart part) {
        try {
            synchronized (bucket) {
                StoredPart before = bucket.upload(key, uploadId).parts().put(part.number(), part);
                if (before != null) {
                    before.content().release();
                }
            }
        } catch (RuntimeException e) {
            part.content().release();
            throw e;
        }
    }

    private static ChecksumType type(Optional<Algorithm> algorithm, CreateMultipartUploadRequest r) {
        ChecksumType asked = r.checksumType();
        if (algorithm.isEmpty()) {
            if (asked != null) {
                throw S3Errors.invalidRequest(
                        "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.");
            }
            return ChecksumType.FULL_OBJECT;
        }
        if (asked == ChecksumType.UNKNOWN_TO_SDK_VERSION) {
            throw S3Errors.invalidRequest("Value for x-amz-checksum-type header is invalid.");
        }
        Algorithm given = algorithm.get();
        if (asked == null) {
            return given == Algorithm.CRC64NVME ? ChecksumType.FULL_OBJECT : ChecksumType.COMPOSITE;
        }
        boolean possible = asked == ChecksumType.FULL_OBJECT ? given.isCyclic() : given != Algorithm.CRC64NVME;
        if (!possible) {
            throw S3Errors.invalidRequest("The " + asked + " checksum type cannot be used with the " + given.lowerCase()
                    + " checksum algorithm.");
        }
        return asked;
    }

    private static void checkNumber(Integer number) {
        if (number == null || number < 1 || number > 10_000) {
            throw S3Errors.invalidArgument("Part number must be an integer between 1 and 10000, inclusive");
        }
    }

    private static void checkAlgorithm(Upload upload, GivenChecksum given) {
        boolean fits = upload.algorithm().isEmpty()
                || given.algorithm().isEmpty() && !upload.isComposite()
                || upload.algorithm().equals(given.algorithm());
        if (!fits) {
            throw S3Errors.invalidRequest("Checksum Type mismatch occurred, expected checksum Type: "
                    + upload.computed().lowerCase() + ", actual checksum Type: "
                    + given.algorithm().map(Algorithm::lowerCase).orElse("null"));
        }
    }

    /** The parts of an upload, those behind a number first. */
    static List<StoredPart> partsAfter(Upload upload, int number) {
        return List.copyOf(upload.parts().tailMap(number, false).values());
    }
}

package ateliers.cloud.services.s3;

import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Pojos;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Initiator;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;

/** Lists multipart uploads under way and their parts. */
final class UploadListings implements S3Client, Operations {
    private final Store store;

    UploadListings(Store store) {
        this.store = store;
    }

    @Override
    public ListPartsResponse listParts(ListPartsRequest r) {
        Bucket bucket = store.bucket(r.bucket(), r.expectedBucketOwner());
        int after = r.partNumberMarker() == null ? 0 : r.partNumberMarker();
        int limit = new Page<>(null, null, r.maxParts(), "max-parts", null).limit();
        synchronized (bucket) {
            Upload upload = bucket.upload(r.key(), r.uploadId());
            List<StoredPart> rest = Uploads.partsAfter(upload, after);
            List<StoredPart> page = rest.subList(0, Math.min(limit, rest.size()));
            return Pojos.fill(ListPartsResponse.builder(), LifecycleDates.members(bucket, upload))
                    .bucket(r.bucket())
                    .key(r.key())
                    .uploadId(r.uploadId())
                    .partNumberMarker(after)
                    .nextPartNumberMarker(
                            page.isEmpty() ? 0 : page.get(page.size() - 1).number())
                    .maxParts(limit)
                    .isTruncated(rest.size() > page.size())
                    .parts(page.stream().map(part -> part(upload, part)).toList())
                    .initiator(initiator(upload))
                    .owner(store.owner())
                    .storageClass(storageClass(upload))
                    .checksumAlgorithm(upload.algorithm().map(Algorithm::name).orElse(null))
                    .checksumType(upload.algorithm().isPresent() ? upload.type() : null)
                    .build();
        }
    }

    @Override
    public ListMultipartUploadsResponse listMultipartUploads(ListMultipartUploadsRequest r) {
        Bucket bucket = store.bucket(r.bucket(), r.expectedBucketOwner());
        Page<Upload> page =
                new Page<>(r.prefix(), r.delimiter(), r.maxUploads(), "max-uploads", r.encodingTypeAsString());
        synchronized (bucket) {
            collect(bucket, page, r.keyMarker(), r.uploadIdMarker());
        }
        List<Upload> uploads = page.entries();
        boolean endsWithUpload = page.isTruncated()
                && !uploads.isEmpty()
                && uploads.get(uploads.size() - 1).key().equals(page.next());
        return ListMultipartUploadsResponse.builder()
                .bucket(r.bucket())
                .prefix(page.text(page.prefix()))
                .delimiter(page.text(r.delimiter()))
                .keyMarker(page.text(r.keyMarker() == null ? "" : r.keyMarker()))
                .uploadIdMarker(r.uploadIdMarker() == null ? "" : r.uploadIdMarker())
                .nextKeyMarker(page.text(page.next()))
                .nextUploadIdMarker(
                        endsWithUpload ? uploads.get(uploads.size() - 1).id() : null)
                .maxUploads(page.limit())
                .encodingType(r.encodingType())
                .isTruncated(page.isTruncated())
                .uploads(uploads.stream().map(upload -> upload(page, upload)).toList())
                .commonPrefixes(page.commonPrefixes())
                .build();
    }

    private static void collect(Bucket bucket, Page<Upload> page, String keyMarker, String idMarker) {
        boolean within = idMarker != null && !idMarker.isEmpty();
        boolean passed = false;
        for (Upload upload : bucket.uploads().values()) {
            boolean sameKey = within && upload.key().equals(keyMarker);
            boolean after = sameKey ? passed : page.isAfter(upload.key(), keyMarker);
            passed |= sameKey && upload.id().equals(idMarker);
            if (page.takes(upload.key()) && after && !page.add(upload.key(), upload)) {
                return;
            }
        }
    }

    private static Part part(Upload upload, StoredPart part) {
        Map<String, Object> members = new HashMap<>();
        if (upload.algorithm().isPresent()) {
            members.putAll(part.checksum().member());
        }
        members.put("PartNumber", part.number());
        members.put("ETag", "\"" + part.etag() + "\"");
        members.put("Size", part.size());
        members.put("LastModified", part.lastModified());
        return Pojos.fill(Part.builder(), members).build();
    }

    private MultipartUpload upload(Page<Upload> page, Upload upload) {
        return MultipartUpload.builder()
                .uploadId(upload.id())
                .key(page.text(upload.key()))
                .initiated(upload.initiated())
                .storageClass(storageClass(upload))
                .owner(store.owner())
                .initiator(initiator(upload))
                .checksumAlgorithm(upload.algorithm().map(Algorithm::name).orElse(null))
                .checksumType(upload.algorithm().isPresent() ? upload.type() : null)
                .build();
    }

    private static Initiator initiator(Upload upload) {
        return Initiator.builder().id(upload.initiator()).build();
    }

    private static String storageClass(Upload upload) {
        return (String) upload.attributes().getOrDefault("StorageClass", Attributes.STANDARD);
    }
}

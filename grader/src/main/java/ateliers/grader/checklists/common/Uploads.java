package ateliers.grader.checklists.common;

import ateliers.grader.checklist.Stack;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * The ways in which an object comes into a bucket.
 *
 * @param bucket its name
 */
public record Uploads(Stack stack, String bucket) {

    public void put(String key, byte[] content) {
        stack.aws().s3().putObject(r -> r.bucket(bucket).key(key), RequestBody.fromBytes(content));
    }

    /** Copies an object of the bucket to another key. */
    public void copy(String from, String to) {
        stack.aws()
                .s3()
                .copyObject(r -> r.sourceBucket(bucket)
                        .sourceKey(from)
                        .destinationBucket(bucket)
                        .destinationKey(to));
    }

    /** Uploads an object in parts, as large ones are uploaded; S3 wants all but the last to have 5 MB. */
    public void putInParts(String key, byte[]... parts) {
        var s3 = stack.aws().s3();
        String upload = s3.createMultipartUpload(r -> r.bucket(bucket).key(key)).uploadId();
        List<CompletedPart> completed = new ArrayList<>();
        for (byte[] part : parts) {
            int number = completed.size() + 1;
            String etag = s3.uploadPart(
                            r -> r.bucket(bucket).key(key).uploadId(upload).partNumber(number),
                            RequestBody.fromBytes(part))
                    .eTag();
            completed.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
        }
        s3.completeMultipartUpload(
                r -> r.bucket(bucket).key(key).uploadId(upload).multipartUpload(all -> all.parts(completed)));
    }
}

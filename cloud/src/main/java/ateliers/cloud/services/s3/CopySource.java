package ateliers.cloud.services.s3;

import ateliers.cloud.door.Need;
import ateliers.cloud.door.Unsupported;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;

/**
 * Where a copy comes from: {@code bucket/key?versionId=id}, URL-encoded, or its three members.
 *
 * @param versionId null for the current version
 * @param expectedOwner whom the caller takes for the owner of the bucket; null for anybody
 */
record CopySource(String bucket, String key, String versionId, String expectedOwner) {
    private static final String VERSION = "?versionId=";

    @SuppressWarnings("deprecation") // CopySource is what other clients send
    static CopySource of(CopyObjectRequest r) {
        CopySource members =
                new CopySource(r.sourceBucket(), r.sourceKey(), r.sourceVersionId(), r.expectedSourceBucketOwner());
        return members.or(r.copySource());
    }

    @SuppressWarnings("deprecation") // CopySource is what other clients send
    static CopySource of(UploadPartCopyRequest r) {
        CopySource members =
                new CopySource(r.sourceBucket(), r.sourceKey(), r.sourceVersionId(), r.expectedSourceBucketOwner());
        return members.or(r.copySource());
    }

    /** What reading it needs. */
    Need need() {
        return versionId == null
                ? new Need("s3:GetObject", arn())
                : new Need("s3:GetObjectVersion", arn()).with("s3:versionid", versionId);
    }

    String arn() {
        return Bucket.arn(bucket) + "/" + key;
    }

    /** What a header says, or these members where there is none. */
    private CopySource or(String header) {
        if (header == null) {
            if (bucket == null || key == null) {
                throw badSource();
            }
            return this;
        }
        if (header.startsWith("arn:")) {
            throw new Unsupported("s3: access points");
        }
        int mark = header.indexOf(VERSION);
        String version = mark < 0 ? null : header.substring(mark + VERSION.length());
        String path = decode(mark < 0 ? header : header.substring(0, mark));
        String name = path.startsWith("/") ? path.substring(1) : path;
        int slash = name.indexOf('/');
        if (slash < 1 || slash == name.length() - 1) {
            throw badSource();
        }
        return new CopySource(name.substring(0, slash), name.substring(slash + 1), version, expectedOwner);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw badSource();
        }
    }

    private static RuntimeException badSource() {
        return S3Errors.invalidArgument("Copy Source must mention the source bucket and key: sourcebucket/sourcekey");
    }
}

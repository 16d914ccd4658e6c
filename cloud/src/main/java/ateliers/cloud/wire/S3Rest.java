package ateliers.cloud.wire;

import ateliers.cloud.http.WireRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is irregular in S3's REST API and not in the SDK's classes: where the bucket stands, and the names of the answers'
 * root elements. See <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html">virtual
 * hosting</a>.
 */
final class S3Rest {
    static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

    /** Operations with other hosts: of S3 Express and of Object Lambda. */
    static final Set<String> ELSEWHERE = Set.of("ListDirectoryBuckets", "WriteGetObjectResponse", "CreateSession");

    private static final Pattern SERVICE_HOST = Pattern.compile("s3([.-].*)?");
    private static final Pattern BUCKET_HOST = Pattern.compile("(.+?)\\.s3([.-].*)?");
    private static final Pattern LOCAL_BUCKET_HOST = Pattern.compile("(.+)\\.localhost");

    private static final Map<String, String> ROOTS = Map.ofEntries(
            Map.entry("ListBuckets", "ListAllMyBucketsResult"),
            Map.entry("ListObjects", "ListBucketResult"),
            Map.entry("ListObjectsV2", "ListBucketResult"),
            Map.entry("ListObjectVersions", "ListVersionsResult"),
            Map.entry("CreateMultipartUpload", "InitiateMultipartUploadResult"),
            Map.entry("DeleteObjects", "DeleteResult"),
            Map.entry("GetBucketAcl", "AccessControlPolicy"),
            Map.entry("GetObjectAcl", "AccessControlPolicy"),
            Map.entry("GetBucketCors", "CORSConfiguration"),
            Map.entry("GetBucketLifecycleConfiguration", "LifecycleConfiguration"),
            Map.entry("GetBucketLogging", "BucketLoggingStatus"),
            Map.entry("GetBucketNotificationConfiguration", "NotificationConfiguration"),
            Map.entry("GetBucketRequestPayment", "RequestPaymentConfiguration"),
            Map.entry("GetBucketTagging", "Tagging"),
            Map.entry("GetObjectTagging", "Tagging"),
            Map.entry("GetBucketVersioning", "VersioningConfiguration"),
            Map.entry("GetBucketWebsite", "WebsiteConfiguration"),
            Map.entry("GetBucketAccelerateConfiguration", "AccelerateConfiguration"),
            Map.entry("GetObjectAttributes", "GetObjectAttributesResponse"));

    private S3Rest() {}

    /** The name of an answer's root element. */
    static String root(String operation) {
        return ROOTS.getOrDefault(operation, operation + "Result");
    }

    /** The bucket that a host names, or null for path style. */
    static String bucketOf(String host) {
        if (SERVICE_HOST.matcher(host).matches()) {
            return null;
        }
        Matcher aws = BUCKET_HOST.matcher(host);
        if (aws.matches()) {
            return aws.group(1);
        }
        Matcher local = LOCAL_BUCKET_HOST.matcher(host);
        return local.matches() ? local.group(1) : null;
    }

    /** Whether a host is S3's, or a bucket's. */
    static boolean isHost(String host) {
        return SERVICE_HOST.matcher(host).matches() || BUCKET_HOST.matcher(host).matches();
    }

    /** The request with its bucket in the path. */
    static WireRequest pathStyle(WireRequest request) {
        String bucket = bucketOf(request.host());
        return bucket == null ? request : request.withPath("/" + bucket + request.rawPath());
    }

    /** What is left of Content-Encoding when the chunks are gone; null when nothing is. */
    static String contentEncoding(String header) {
        StringBuilder rest = new StringBuilder();
        for (String coding : header.split(",")) {
            if (!coding.trim().toLowerCase(Locale.ROOT).equals("aws-chunked") && !coding.isBlank()) {
                rest.append(rest.isEmpty() ? "" : ",").append(coding.trim());
            }
        }
        return rest.isEmpty() ? null : rest.toString();
    }
}

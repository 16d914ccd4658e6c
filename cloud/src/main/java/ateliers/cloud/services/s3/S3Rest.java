package ateliers.cloud.services.s3;

import ateliers.cloud.door.Place;
import ateliers.cloud.http.Query;
import ateliers.cloud.http.WireRequest;
import ateliers.cloud.sdk.SdkModel;
import ateliers.cloud.sdk.SdkOperation;
import ateliers.cloud.traits.PostedForm;
import ateliers.cloud.traits.RestTraits;
import ateliers.cloud.traits.SeedSignature;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What is irregular in S3's REST API and not in the SDK's classes: where the bucket stands, what its sub-resources take,
 * how bodies come wrapped, and the names of the answers' root elements. See
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html">virtual hosting</a>.
 */
final class S3Rest implements RestTraits {
    static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

    /** Operations with other hosts: of S3 Express and of Object Lambda. */
    static final Set<String> ELSEWHERE = Set.of("ListDirectoryBuckets", "WriteGetObjectResponse", "CreateSession");

    private static final Set<String> NO_CONTENT = Set.of(
            "AbortMultipartUpload",
            "DeleteObject",
            "DeleteObjectTagging",
            "DeletePublicAccessBlock",
            "PutBucketPolicy",
            "PutBucketTagging");

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

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

    private final BucketCors cors;
    private final Place place;
    private final InstantSource realTime;
    private volatile SubResources subResources;

    /** @param realTime signatures age by it */
    S3Rest(BucketCors cors, Place place, InstantSource realTime) {
        this.cors = cors;
        this.place = place;
        this.realTime = realTime;
    }

    /** Whether the success of an operation is a 204. */
    static boolean isNoContent(String operation) {
        return NO_CONTENT.contains(operation) || operation.startsWith("DeleteBucket");
    }

    @Override
    public WireRequest addressed(WireRequest came) {
        WireRequest request = SignedQuery.asHeaders(came);
        String bucket = bucketOf(request.host());
        // Made when it is first needed: it asks for every operation's URI.
        if (subResources == null) {
            subResources = new SubResources(SdkModel.of(S3Client.class));
        }
        return subResources.resolve(bucket == null ? request : request.withPath("/" + bucket + request.rawPath()));
    }

    @Override
    public Optional<Map<String, String>> cors(WireRequest request) {
        String bucket = bucketOf(request.host());
        String[] path = request.rawPath().split("/", 3);
        return cors.headers(bucket != null ? bucket : path.length > 1 ? path[1] : "", request);
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

    @Override
    public Optional<String> template(SdkOperation operation) {
        String uri = operation.binding().uri();
        if (ELSEWHERE.contains(operation.name())) {
            return Optional.empty();
        }
        return Optional.of(uri.equals("/") ? uri : "/{Bucket}" + uri);
    }

    @Override
    public Optional<PostedForm> form(WireRequest addressed) throws IOException {
        return PostUpload.of(addressed, place.region(), realTime);
    }

    @Override
    public RuntimeException unknown(WireRequest request) {
        if (request.method().equals("OPTIONS")) {
            String[] path = request.rawPath().split("/", 3);
            return cors.refusal(path.length > 1 ? path[1] : "", path.length > 2 && !path[2].isEmpty(), request);
        }
        return PostUpload.isBucketPost(request) ? PostErrors.noForm() : S3Errors.methodNotAllowed();
    }

    /** An escaped slash is part of a key, and is signed as the slash that it is. */
    @Override
    public String signedPath(String rawPath) {
        return Query.encode(Query.decode(rawPath, false), true);
    }

    @Override
    public String payloadHash(WireRequest request, boolean presigned) {
        Optional<String> claimed = request.header("x-amz-content-sha256");
        if (presigned) {
            return claimed.orElse("UNSIGNED-PAYLOAD");
        }
        return claimed.orElseThrow(() ->
                S3Errors.of("InvalidRequest", 400, "Missing required header for this request: x-amz-content-sha256"));
    }

    @Override
    public WireRequest unwrapped(WireRequest request, Optional<SeedSignature> seed) {
        return RequestBodies.unwrap(request, seed);
    }

    @Override
    public void verify(WireRequest request, byte[] body) {
        RequestBodies.verify(request, body);
    }

    @Override
    public String rootElement(SdkOperation operation) {
        return ROOTS.getOrDefault(operation.name(), operation.name() + "Result");
    }

    @Override
    public boolean textInElement(SdkOperation operation) {
        return operation.name().equals("GetBucketLocation");
    }

    /** S3 always writes milliseconds. */
    @Override
    public String timestamp(Instant time) {
        return MILLIS.format(time);
    }

    @Override
    public Map<String, String> errorElements(String code, SdkRequest request) {
        Map<String, String> elements = new LinkedHashMap<>();
        if (code.equals("NoSuchKey")) {
            request.getValueForField("Key", String.class).ifPresent(key -> elements.put("Key", key));
        }
        if (code.contains("Bucket")) {
            request.getValueForField("Bucket", String.class).ifPresent(bucket -> elements.put("BucketName", bucket));
        }
        return elements;
    }
}

package ateliers.cloud.services.s3;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.http.Query;
import ateliers.cloud.http.WireRequest;
import ateliers.cloud.sdk.SdkModel;
import ateliers.cloud.sdk.SdkOperation;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * The sub-resources of S3's buckets and keys, as {@code ?acl}. A request that names one is for it alone: what S3 does not
 * take of it must not come through to the bucket or the object. Parameters that are no sub-resource's mean nothing.
 */
final class SubResources {
    /** Those of buckets that S3 finds behind a key too, and answers whatever the key is. */
    private static final Set<String> OF_BUCKETS_AT_KEYS = Set.of(
            "accelerate",
            "cors",
            "inventory",
            "lifecycle",
            "location",
            "logging",
            "notification",
            "policy",
            "replication",
            "requestPayment",
            "versioning",
            "versions",
            "website");

    private final Set<String> ofBuckets = new HashSet<>();
    private final Set<String> ofKeys = new HashSet<>();
    private final Set<String> taken = new HashSet<>();

    SubResources(SdkModel s3) {
        s3.operations().forEach(this::add);
    }

    private void add(SdkOperation operation) {
        String[] uri = operation.binding().uri().split("\\?", 2);
        boolean key = uri[0].contains("{Key+}");
        if (uri.length == 2 && !S3Rest.ELSEWHERE.contains(operation.name())) {
            Query.parse(uri[1], false).forEach((name, values) -> {
                if (values.get(0).isEmpty()) {
                    (key ? ofKeys : ofBuckets).add(name);
                    taken.add(place(operation.binding().method(), key, name));
                }
            });
        }
    }

    private static String place(String method, boolean key, String name) {
        return method + (key ? " key " : " bucket ") + name;
    }

    /**
     * The request, at its bucket when it is for one of the bucket's sub-resources.
     *
     * @param request with its bucket in the path
     * @throws AwsServiceException when it names two or does what the one that it names does not take
     */
    WireRequest resolve(WireRequest request) {
        String[] path = request.rawPath().split("/", 3);
        if (path.length < 2 || path[1].isEmpty()) {
            return request;
        }
        boolean key = path.length == 3 && !path[2].isEmpty();
        Set<String> named = new TreeSet<>(request.query().keySet());
        named.removeIf(
                name -> !(key ? ofKeys.contains(name) || OF_BUCKETS_AT_KEYS.contains(name) : ofBuckets.contains(name)));
        if (key && request.query().containsKey("versionId") && writesAnObject(request.method(), named)) {
            throw S3Errors.invalidArgument("This operation does not accept a version-id.");
        }
        if (named.isEmpty()) {
            return request;
        }
        if (named.size() > 1) {
            throw S3Errors.invalidArgument("Conflicting query string parameters: " + String.join(", ", named));
        }
        String name = named.iterator().next();
        if (key && !ofKeys.contains(name)) {
            refuseAtKey(request.method(), name);
            return resolve(request.withPath("/" + path[1]));
        }
        if (key && name.equals("uploads") && request.method().equals("GET")) {
            throw S3Errors.of("InvalidRequest", 400, "Key is not expected for the GET method ?uploads subresource");
        }
        if (!taken.contains(place(request.method(), key, name))) {
            throw S3Errors.methodNotAllowed();
        }
        return request;
    }

    /** A new version gets its own id. Sub-resources of an object, as its tags, are a version's. */
    private static boolean writesAnObject(String method, Set<String> named) {
        return (method.equals("PUT") || method.equals("POST"))
                && Set.of("uploadId", "uploads").containsAll(named);
    }

    private static void refuseAtKey(String method, String name) {
        if (!method.equals("GET") && !method.equals("HEAD")) {
            throw new Unsupported(method + " of a bucket's ?" + name + " at a key");
        }
        if (name.equals("logging") || name.equals("versions")) {
            throw S3Errors.of(
                    name.equals("logging") ? "NoLoggingStatusForKey" : "InvalidRequest",
                    400,
                    "There is no such thing as the ?" + name + " sub-resource for a key");
        }
    }
}

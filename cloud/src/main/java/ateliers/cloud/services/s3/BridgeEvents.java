package ateliers.cloud.services.s3;

import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Place;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;

/**
 * What S3 tells Amazon EventBridge, for buckets that ask for it. See
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html">EventBridge event message structure</a>.
 */
final class BridgeEvents {
    /** Kind and reason by the event's name; a kind without reason has none. */
    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("ObjectCreated:Put", new Kind("Object Created", "PutObject")),
            Map.entry("ObjectCreated:Post", new Kind("Object Created", "POST Object")),
            Map.entry("ObjectCreated:Copy", new Kind("Object Created", "CopyObject")),
            Map.entry("ObjectCreated:CompleteMultipartUpload", new Kind("Object Created", "CompleteMultipartUpload")),
            Map.entry("ObjectRemoved:Delete", new Kind("Object Deleted", "DeleteObject")),
            Map.entry("ObjectRemoved:DeleteMarkerCreated", new Kind("Object Deleted", "DeleteObject")),
            Map.entry("LifecycleExpiration:Delete", new Kind("Object Deleted", "Lifecycle Expiration")),
            Map.entry("LifecycleExpiration:DeleteMarkerCreated", new Kind("Object Deleted", "Lifecycle Expiration")),
            Map.entry("LifecycleTransition", new Kind("Object Storage Class Changed", null)),
            Map.entry("ObjectTagging:Put", new Kind("Object Tags Added", null)),
            Map.entry("ObjectTagging:Delete", new Kind("Object Tags Deleted", null)));

    private final Place place;

    private record Kind(String detailType, String reason) {}

    BridgeEvents(Place place) {
        this.place = place;
    }

    /** The bus that gets them. */
    String bus() {
        return place.arn("events", "event-bus/default");
    }

    /** An event as deliveries to buses take it. */
    String event(Bucket bucket, String name, StoredObject object, Instant time) {
        Kind kind = KINDS.get(name);
        if (kind == null) {
            throw new IllegalStateException("an event that EventBridge does not get: " + name);
        }
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("source", "aws.s3")
                .put("detail-type", kind.detailType())
                .put("time", time.toString());
        event.putArray("resources").add(bucket.arn());
        event.set("detail", detail(bucket, name, object, kind));
        return event.toString();
    }

    private ObjectNode detail(Bucket bucket, String name, StoredObject object, Kind kind) {
        CallContext call = CallContext.current().orElseThrow();
        ObjectNode detail = JsonNodeFactory.instance.objectNode().put("version", "0");
        detail.putObject("bucket").put("name", bucket.name());
        ObjectNode what = detail.putObject("object").put("key", object.key());
        if (name.startsWith("ObjectCreated") || name.equals("LifecycleTransition")) {
            what.put("size", object.size());
        }
        if (!EventMessages.isOfWhatIsGone(name)) {
            what.put("etag", object.etag());
        }
        if (!object.versionId().equals(StoredObject.NULL_VERSION)) {
            what.put("version-id", object.versionId());
        }
        if (kind.reason() != null) {
            what.put("sequencer", object.sequencer());
        }
        detail.put("request-id", call.requestId());
        detail.put(
                "requester",
                call.principal().account().isEmpty()
                        ? call.principal().arn()
                        : call.principal().account());
        if (!name.startsWith("Lifecycle")) {
            detail.put("source-ip-address", EventMessages.sourceAddress(call));
        }
        if (kind.reason() != null) {
            detail.put("reason", kind.reason());
        }
        if (name.equals("LifecycleTransition")) {
            detail.put("destination-storage-class", object.storageClass());
        }
        if (kind.detailType().equals("Object Deleted")) {
            detail.put(
                    "deletion-type",
                    EventMessages.isOfWhatIsGone(name) ? "Permanently Deleted" : "Delete Marker Created");
        }
        return detail;
    }
}

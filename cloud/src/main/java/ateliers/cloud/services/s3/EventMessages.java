package ateliers.cloud.services.s3;

import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Place;
import ateliers.cloud.door.Principal;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * What S3 tells its destinations. See
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">event message
 * structure</a>.
 */
final class EventMessages {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final Set<String> GONE = Set.of("ObjectRemoved:Delete", "LifecycleExpiration:Delete");

    private final Place place;
    private final String owner;

    EventMessages(Place place) {
        this.place = place;
        this.owner = Ids.canonicalUser(place.account()).substring(0, 14).toUpperCase(java.util.Locale.ROOT);
    }

    /** A record of what happened to an object, for one rule. */
    String record(NotificationRule rule, Bucket bucket, String event, StoredObject object, Instant time) {
        CallContext call = CallContext.current().orElseThrow();
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        ObjectNode record = message.putArray("Records").addObject();
        record.put("eventVersion", event.startsWith("ObjectTagging") || event.startsWith("Lifecycle") ? "2.3" : "2.1");
        record.put("eventSource", "aws:s3");
        record.put("awsRegion", place.region());
        record.put("eventTime", TIME.format(time));
        record.put("eventName", event);
        record.putObject("userIdentity").put("principalId", principalId(call.principal()));
        record.putObject("requestParameters").put("sourceIPAddress", sourceAddress(call));
        record.putObject("responseElements")
                .put("x-amz-request-id", call.requestId())
                .put("x-amz-id-2", hostId(call.requestId()));
        ObjectNode s3 = record.putObject("s3");
        s3.put("s3SchemaVersion", "1.0");
        s3.put("configurationId", rule.id());
        ObjectNode where = s3.putObject("bucket");
        where.put("name", bucket.name());
        where.putObject("ownerIdentity").put("principalId", owner);
        where.put("arn", bucket.arn());
        ObjectNode what = s3.putObject("object");
        what.put("key", Keys.encoded(object.key()));
        if (event.startsWith("ObjectCreated") || event.equals("LifecycleTransition")) {
            what.put("size", object.size());
        }
        if (!isOfWhatIsGone(event)) {
            what.put("eTag", object.etag());
        }
        if (!object.versionId().equals(StoredObject.NULL_VERSION)) {
            what.put("versionId", object.versionId());
        }
        what.put("sequencer", object.sequencer());
        if (event.equals("LifecycleTransition")) {
            record.putObject("lifecycleEventData")
                    .putObject("transitionEventData")
                    .put("destinationStorageClass", object.storageClass());
        }
        return message.toString();
    }

    /** Whether an event tells that a version was deleted for good. */
    static boolean isOfWhatIsGone(String event) {
        return GONE.contains(event);
    }

    /** The message that S3 tries a queue or topic with when it is configured. */
    String test(Bucket bucket, Instant time) {
        CallContext call = CallContext.current().orElseThrow();
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("Service", "Amazon S3");
        message.put("Event", "s3:TestEvent");
        message.put("Time", TIME.format(time));
        message.put("Bucket", bucket.name());
        message.put("RequestId", call.requestId());
        message.put("HostId", hostId(call.requestId()));
        return message.toString();
    }

    private String principalId(Principal principal) {
        if (principal instanceof Principal.User user) {
            return "AWS:" + user.userId();
        }
        if (principal instanceof Principal.RoleSession session) {
            return "AWS:" + session.roleId() + ":" + session.sessionName();
        }
        if (principal instanceof Principal.Root) {
            return owner;
        }
        if (principal instanceof Principal.Service service) {
            return service.name();
        }
        return principal instanceof Principal.Anonymous ? "Anonymous" : "AWS:" + principal.arn();
    }

    static String sourceAddress(CallContext call) {
        return Optional.ofNullable(call.conditionKeys().get("aws:SourceIp"))
                .filter(list -> !list.isEmpty())
                .map(list -> list.get(0))
                .orElse("127.0.0.1");
    }

    private static String hostId(String requestId) {
        byte[] hash = Digests.digest("SHA-256").digest(requestId.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(hash);
    }
}

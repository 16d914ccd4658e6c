package ateliers.grader.checklists.common;

import ateliers.grader.checklist.Stack;
import ateliers.grader.variety.Variety;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.LambdaFunctionConfiguration;

/**
 * One event that tells of several objects: its form is a list, though S3 itself fills it with one as a rule.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">Event message structure</a>
 */
public final class SeveralRecords {
    private static final Set<Event> OF_PUT = Set.of(Event.S3_OBJECT_CREATED, Event.S3_OBJECT_CREATED_PUT);

    private final Stack stack;
    private final String bucket;

    public SeveralRecords(Stack stack, String bucket) {
        this.stack = stack;
        this.bucket = bucket;
    }

    /**
     * Hands such an event to each function that the bucket calls for any object that is put, as S3 does: they answer nobody.
     *
     * @param keys of objects that are in the bucket; one that comes twice was replaced. Each record tells of another upload than those
     *     that S3 itself has told of: what remembers uploads has not seen it
     * @return whether there is such a function
     */
    public boolean deliver(List<String> keys) {
        List<String> functions = stack
                .aws()
                .s3()
                .getBucketNotificationConfiguration(r -> r.bucket(bucket))
                .lambdaFunctionConfigurations()
                .stream()
                .filter(each -> each.filter() == null && each.events().stream().anyMatch(OF_PUT::contains))
                .map(LambdaFunctionConfiguration::lambdaFunctionArn)
                .distinct()
                .toList();
        if (!functions.isEmpty()) {
            SdkBytes event = SdkBytes.fromUtf8String(event(keys).toString());
            functions.forEach(function -> stack.aws()
                    .lambda()
                    .invoke(r -> r.functionName(function)
                            .invocationType(InvocationType.EVENT)
                            .payload(event)));
        }
        return !functions.isEmpty();
    }

    private ObjectNode event(List<String> keys) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        ArrayNode records = event.putArray("Records");
        for (String key : keys) {
            fill(records.addObject(), key, records.size());
        }
        return event;
    }

    private void fill(ObjectNode entry, String key, int number) {
        HeadObjectResponse object =
                stack.aws().s3().headObject(r -> r.bucket(bucket).key(key));
        Instant dropped = object.lastModified();
        String owner = Variety.small(14).toUpperCase(Locale.ROOT);
        entry.put("eventVersion", "2.1")
                .put("eventSource", "aws:s3")
                .put("awsRegion", stack.region().id())
                .put("eventTime", dropped.toString())
                .put("eventName", "ObjectCreated:Put");
        entry.putObject("userIdentity").put("principalId", owner);
        entry.putObject("requestParameters").put("sourceIPAddress", "127.0.0.1");
        entry.putObject("responseElements")
                .put("x-amz-request-id", Variety.small(16).toUpperCase(Locale.ROOT))
                .put("x-amz-id-2", Variety.small(60));
        ObjectNode s3 = entry.putObject("s3").put("s3SchemaVersion", "1.0").put("configurationId", Variety.id());
        s3.putObject("bucket")
                .put("name", bucket)
                .put("arn", "arn:aws:s3:::" + bucket)
                .putObject("ownerIdentity")
                .put("principalId", owner);
        s3.putObject("object")
                .put("key", URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/"))
                .put("size", object.contentLength())
                .put("eTag", HexFormat.of().formatHex(Variety.bytes(16)))
                .put("sequencer", "00%08X%08X".formatted(dropped.getEpochSecond() + 1, number));
    }
}

package ateliers.cloud.services.lambda.mapping;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/**
 * Changes of items as functions see them.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">Using Lambda with Amazon DynamoDB</a>
 */
final class StreamRecords {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private StreamRecords() {}

    static ObjectNode record(Record record, String streamArn) {
        ObjectNode node = JSON.objectNode();
        node.put("eventID", record.eventID());
        node.put("eventName", record.eventNameAsString());
        node.put("eventVersion", record.eventVersion());
        node.put("eventSource", record.eventSource());
        node.put("awsRegion", record.awsRegion());
        node.set("dynamodb", change(record.dynamodb()));
        if (record.userIdentity() != null) {
            node.putObject("userIdentity")
                    .put("principalId", record.userIdentity().principalId())
                    .put("type", record.userIdentity().type());
        }
        node.put("eventSourceARN", streamArn);
        return node;
    }

    private static ObjectNode change(StreamRecord change) {
        ObjectNode node = JSON.objectNode();
        node.put(
                "ApproximateCreationDateTime",
                change.approximateCreationDateTime().getEpochSecond());
        node.set("Keys", item(change.keys()));
        if (change.hasNewImage()) {
            node.set("NewImage", item(change.newImage()));
        }
        if (change.hasOldImage()) {
            node.set("OldImage", item(change.oldImage()));
        }
        node.put("SequenceNumber", change.sequenceNumber());
        node.put("SizeBytes", change.sizeBytes());
        node.put("StreamViewType", change.streamViewTypeAsString());
        return node;
    }

    private static ObjectNode item(Map<String, AttributeValue> item) {
        ObjectNode node = JSON.objectNode();
        item.forEach((name, value) -> node.set(name, value(value)));
        return node;
    }

    private static ObjectNode value(AttributeValue value) {
        ObjectNode node = JSON.objectNode();
        switch (value.type()) {
            case S -> node.put("S", value.s());
            case N -> node.put("N", value.n());
            case B -> node.put("B", value.b().asByteArrayUnsafe());
            case BOOL -> node.put("BOOL", value.bool());
            case NUL -> node.put("NULL", true);
            case SS -> value.ss().forEach(node.putArray("SS")::add);
            case NS -> value.ns().forEach(node.putArray("NS")::add);
            case BS -> {
                ArrayNode bytes = node.putArray("BS");
                value.bs().forEach(each -> bytes.add(each.asByteArrayUnsafe()));
            }
            case L -> {
                ArrayNode list = node.putArray("L");
                value.l().forEach(each -> list.add(value(each)));
            }
            case M -> node.set("M", item(value.m()));
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalStateException("a value of no type");
        }
        return node;
    }
}

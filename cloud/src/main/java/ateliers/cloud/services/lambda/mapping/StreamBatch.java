package ateliers.cloud.services.lambda.mapping;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Records that go to the function together, until they are done or given up.
 *
 * @param shardId where they are from
 * @param invocations how often the function has failed with them
 */
record StreamBatch(String shardId, List<Change> changes, int invocations) {

    /** A record of the stream. */
    record Change(String sequenceNumber, Instant time, ObjectNode record) {}

    byte[] event() {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        ArrayNode records = event.putArray("Records");
        changes.forEach(change -> records.add(change.record()));
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    List<String> sequenceNumbers() {
        return changes.stream().map(Change::sequenceNumber).toList();
    }

    Change first() {
        return changes.get(0);
    }

    Change last() {
        return changes.get(changes.size() - 1);
    }

    /** What is left to do: from the first of the failed records on. */
    StreamBatch from(Set<String> failed) {
        int first = 0;
        while (!failed.contains(changes.get(first).sequenceNumber())) {
            first++;
        }
        return part(first, changes.size());
    }

    StreamBatch part(int from, int to) {
        return new StreamBatch(shardId, List.copyOf(changes.subList(from, to)), invocations);
    }

    StreamBatch failedOnce() {
        return new StreamBatch(shardId, changes, invocations + 1);
    }
}

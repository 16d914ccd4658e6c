package ateliers.cloud.services.lambda.mapping;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.Notes;
import ateliers.cloud.door.Payload;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.services.lambda.api.Destinations;
import ateliers.cloud.services.lambda.mapping.MappedFunctions.Answer;
import ateliers.cloud.services.lambda.mapping.MappedFunctions.Mapped;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What becomes of records that are given up: where they are in the stream, not what they hold, goes to the destination.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html">Configuring destinations for
 *     failed invocations</a>
 */
final class DiscardedBatches {
    private static final String NAME = "EventSourceMapping";

    private final ServiceContext cloud;
    private final Mapping mapping;

    DiscardedBatches(ServiceContext cloud, Mapping mapping) {
        this.cloud = cloud;
        this.mapping = mapping;
    }

    void send(Mapped function, StreamBatch batch, String condition, String requestId, Optional<Answer> answer) {
        Optional<String> to = Destinations.onFailure(mapping.settings().destinationConfig());
        Notes notes = cloud.notes("lambda").about(requestId);
        if (to.isEmpty()) {
            notes.dropped(NAME, function.arn(), condition, "the records had no place to go to");
            return;
        }
        String record = record(function, batch, condition, requestId, answer).toString();
        try {
            cloud.door().targets().send(mapping.role().of(function), to.get(), Payload.of(record));
        } catch (SdkException e) {
            mapping.role().forget();
            notes.dropped(NAME, to.get(), AwsErrors.code(e), AwsErrors.message(e));
        }
    }

    private ObjectNode record(
            Mapped function, StreamBatch batch, String condition, String requestId, Optional<Answer> answer) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        Destinations.describeRequest(
                record, cloud.clock().instant(), requestId, function.arn(), condition, batch.invocations());
        answer.ifPresent(last -> Destinations.describeResponse(record, last.version(), last.error()));
        record.putObject("DDBStreamBatchInfo")
                .put("shardId", batch.shardId())
                .put("startSequenceNumber", batch.first().sequenceNumber())
                .put("endSequenceNumber", batch.last().sequenceNumber())
                .put("approximateArrivalOfFirstRecord", batch.first().time().toString())
                .put("approximateArrivalOfLastRecord", batch.last().time().toString())
                .put("batchSize", batch.changes().size())
                .put("streamArn", mapping.source());
        return record;
    }
}

package ateliers.cloud.services.lambda.mapping;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.journal.Entry;
import ateliers.cloud.services.lambda.mapping.MappedFunctions.Answer;
import ateliers.cloud.services.lambda.mapping.MappedFunctions.Mapped;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * What becomes of records that are given up: where they are in the stream, not what they hold, goes to the destination.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html">Configuring destinations for
 *     failed invocations</a>
 */
final class StreamLeftovers {
    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private final ServiceContext cloud;
    private final Mapping mapping;

    StreamLeftovers(ServiceContext cloud, Mapping mapping) {
        this.cloud = cloud;
        this.mapping = mapping;
    }

    void send(Mapped function, StreamBatch batch, String condition, String requestId, Optional<Answer> answer) {
        var destinations = mapping.settings().destinationConfig();
        String to = destinations == null || destinations.onFailure() == null
                ? null
                : destinations.onFailure().destination();
        if (to == null) {
            note(requestId, function.arn(), condition, "the records had no place to go to");
            return;
        }
        String record = record(function, batch, condition, requestId, answer).toString();
        try {
            Principal role = mapping.role().of(function);
            if (to.split(":", 4)[2].equals("sns")) {
                cloud.door()
                        .as(role, SnsClient.class)
                        .publish(r -> r.topicArn(to).message(record));
            } else {
                cloud.door()
                        .as(role, SqsClient.class)
                        .sendMessage(r -> r.queueUrl(QueuePoller.url(cloud, to)).messageBody(record));
            }
        } catch (SdkException e) {
            mapping.role().forget();
            note(requestId, to, AwsErrors.code(e), AwsErrors.message(e));
        }
    }

    private ObjectNode record(
            Mapped function, StreamBatch batch, String condition, String requestId, Optional<Answer> answer) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.putObject("requestContext")
                .put("requestId", requestId)
                .put("functionArn", function.arn())
                .put("condition", condition)
                .put("approximateInvokeCount", batch.invocations());
        answer.ifPresent(last -> {
            ObjectNode response =
                    record.putObject("responseContext").put("statusCode", 200).put("executedVersion", last.version());
            last.error().ifPresent(error -> response.put("functionError", error));
        });
        record.put("version", "1.0");
        record.put("timestamp", MILLIS.format(cloud.clock().instant()));
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

    private void note(String requestId, String resource, String outcome, String message) {
        cloud.journal()
                .add(new Entry(
                        cloud.clock().instant(),
                        Entry.Kind.DROPPED,
                        requestId,
                        Optional.empty(),
                        "lambda.amazonaws.com",
                        "lambda",
                        "EventSourceMapping",
                        resource,
                        outcome,
                        message,
                        0));
    }
}

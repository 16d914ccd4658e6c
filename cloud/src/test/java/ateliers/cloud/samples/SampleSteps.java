package ateliers.cloud.samples;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.CloudExtension;
import ateliers.cloud.executeapi.Caller;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * What a scenario can say, one method a step. Its texts name outputs of the stack, and tokens of the test's
 * issuer, as <code>${Name}</code>; what a step waits
 * for comes within an hour of the cloud's time.
 */
final class SampleSteps {
    private static final Duration LONG = Duration.ofHours(1);

    private final CloudExtension cloud;
    private final Map<String, String> names;

    /** @param names what texts may name: the stack's outputs and what the test has for it */
    SampleSteps(CloudExtension cloud, Map<String, String> names) {
        this.cloud = cloud;
        this.names = names;
    }

    void play(String step, JsonNode with) {
        switch (step) {
            case "publish" -> publish(with);
            case "send" -> send(with);
            case "put" -> put(with);
            case "remove" -> remove(with);
            case "item" -> item(with);
            case "event" -> event(with);
            case "log line" -> logLine(with);
            case "invoke" -> invoke(with);
            case "request" -> request(with);
            case "minutes" -> cloud.cloud().clock().advance(Duration.ofMinutes(with.asLong()));
            case "queue has" -> queueHas(with);
            case "queue is empty" -> assertThat(received(text(with, "queue"))).isEmpty();
            case "log has" -> logHas(with);
            case "alarm is" -> alarmIs(with);
            default -> throw new AssertionError("no step " + step);
        }
    }

    private String text(JsonNode with, String name) {
        String text = with.get(name).isTextual()
                ? with.get(name).textValue()
                : with.get(name).toString();
        for (Map.Entry<String, String> each : names.entrySet()) {
            text = text.replace("${" + each.getKey() + "}", each.getValue());
        }
        return text;
    }

    private void eventually(String what, BooleanSupplier condition) {
        assertThat(cloud.cloud().clock().await(condition, LONG)).as(what).isTrue();
    }

    private void publish(JsonNode with) {
        cloud.client(SnsClient.builder()).publish(r -> {
            r.topicArn(text(with, "topic")).message(text(with, "text"));
            if (with.has("kind")) {
                r.messageAttributes(Map.of(
                        "kind",
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue(text(with, "kind"))
                                .build()));
            }
        });
    }

    private void send(JsonNode with) {
        cloud.client(SqsClient.builder())
                .sendMessage(r -> r.queueUrl(text(with, "queue")).messageBody(text(with, "text")));
    }

    private void put(JsonNode with) {
        cloud.client(S3Client.builder())
                .putObject(
                        r -> r.bucket(text(with, "bucket")).key(text(with, "key")),
                        RequestBody.fromString(text(with, "text")));
    }

    private void remove(JsonNode with) {
        cloud.client(S3Client.builder())
                .deleteObject(r -> r.bucket(text(with, "bucket")).key(text(with, "key")));
    }

    private void item(JsonNode with) {
        Map<String, AttributeValue> item = new TreeMap<>();
        with.get("item")
                .properties()
                .forEach(each -> item.put(
                        each.getKey(), AttributeValue.fromS(each.getValue().asText())));
        cloud.client(DynamoDbClient.builder())
                .putItem(r -> r.tableName(text(with, "table")).item(item));
    }

    private void event(JsonNode with) {
        PutEventsRequestEntry event = PutEventsRequestEntry.builder()
                .eventBusName(text(with, "bus"))
                .source(text(with, "source"))
                .detailType(text(with, "type"))
                .detail(text(with, "detail"))
                .build();
        assertThat(cloud.client(EventBridgeClient.builder())
                        .putEvents(r -> r.entries(event))
                        .failedEntryCount())
                .isZero();
    }

    private void logLine(JsonNode with) {
        CloudWatchLogsClient logs = cloud.client(CloudWatchLogsClient.builder());
        logs.createLogStream(r -> r.logGroupName(text(with, "group")).logStreamName("here"));
        logs.putLogEvents(r -> r.logGroupName(text(with, "group"))
                .logStreamName("here")
                .logEvents(InputLogEvent.builder()
                        .timestamp(cloud.cloud().clock().instant().toEpochMilli())
                        .message(text(with, "text"))
                        .build()));
    }

    private void invoke(JsonNode with) {
        boolean answered = with.has("answer");
        SdkBytes answer = cloud.client(LambdaClient.builder())
                .invoke(r -> r.functionName(text(with, "function"))
                        .invocationType(answered ? InvocationType.REQUEST_RESPONSE : InvocationType.EVENT)
                        .payload(SdkBytes.fromUtf8String(text(with, "event"))))
                .payload();
        if (answered) {
            assertThat(answer.asUtf8String()).contains(text(with, "answer"));
        }
    }

    private void request(JsonNode with) {
        URI url = URI.create(text(with, "url"));
        List<String> headers = new ArrayList<>();
        with.path("headers").properties().forEach(each -> {
            headers.add(each.getKey());
            headers.add(text(with.get("headers"), each.getKey()));
        });
        Caller.Reply reply =
                new Caller(cloud.cloud().endpoint(), url.getHost()).get(url.getPath(), headers.toArray(String[]::new));
        assertThat(reply.status() + " " + reply.body()).startsWith(text(with, "answer"));
    }

    private List<String> received(String queue) {
        SqsClient sqs = cloud.client(SqsClient.builder());
        List<Message> messages = sqs.receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(10))
                .messages();
        messages.forEach(each -> sqs.deleteMessage(r -> r.queueUrl(queue).receiptHandle(each.receiptHandle())));
        return messages.stream().map(Message::body).toList();
    }

    private void queueHas(JsonNode with) {
        List<String> seen = new ArrayList<>();
        eventually("a message with " + with.get("text"), () -> {
            seen.addAll(received(text(with, "queue")));
            return seen.stream().anyMatch(each -> each.contains(text(with, "text")));
        });
    }

    private void logHas(JsonNode with) {
        CloudWatchLogsClient logs = cloud.client(CloudWatchLogsClient.builder());
        String group = "/aws/lambda/" + text(with, "function");
        eventually(
                "a line with " + with.get("text"),
                () -> !logs.describeLogGroups(r -> r.logGroupNamePrefix(group))
                                .logGroups()
                                .isEmpty()
                        && logs.filterLogEvents(r -> r.logGroupName(group)).events().stream()
                                .map(FilteredLogEvent::message)
                                .anyMatch(each -> each.contains(text(with, "text"))));
    }

    private void alarmIs(JsonNode with) {
        CloudWatchClient cloudWatch = cloud.client(CloudWatchClient.builder());
        eventually(
                "the alarm's state",
                () -> cloudWatch
                        .describeAlarms(r -> r.alarmNames(text(with, "alarm")))
                        .metricAlarms()
                        .get(0)
                        .stateValueAsString()
                        .equals(text(with, "state")));
    }
}

package ateliers.cloud.services.lambda;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.journal.Entry;
import ateliers.cloud.sandbox.InvocationOutcome;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionEventInvokeConfig;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * What happens to an asynchronous event in the end: a record to the destination, the event itself to the dead-letter
 * queue, both as the function's role.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html">Destinations</a>
 */
final class Leftovers {
    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private final ServiceContext cloud;
    private final Roles roles;
    private final ObjectMapper json = new ObjectMapper();

    Leftovers(ServiceContext cloud, Roles roles) {
        this.cloud = cloud;
        this.roles = roles;
    }

    void done(
            Function function,
            Version version,
            FunctionEventInvokeConfig config,
            AsyncEvents.Waiting event,
            InvocationOutcome outcome) {
        if (config != null
                && config.destinationConfig() != null
                && config.destinationConfig().onSuccess() != null
                && config.destinationConfig().onSuccess().destination() != null) {
            String to = config.destinationConfig().onSuccess().destination();
            send(function, version, to, record(function, version, event, "Success", Optional.of(outcome)), Map.of());
        }
    }

    void gone(
            Function function,
            Version version,
            FunctionEventInvokeConfig config,
            AsyncEvents.Waiting event,
            String condition,
            Optional<InvocationOutcome> outcome) {
        boolean kept = false;
        if (config != null
                && config.destinationConfig() != null
                && config.destinationConfig().onFailure() != null
                && config.destinationConfig().onFailure().destination() != null) {
            String to = config.destinationConfig().onFailure().destination();
            send(function, version, to, record(function, version, event, condition, outcome), Map.of());
            kept = true;
        }
        Optional<String> deadLetter = version.settings().deadLetter();
        if (deadLetter.isPresent()) {
            String body = new String(event.payload(), StandardCharsets.UTF_8);
            send(function, version, deadLetter.get(), body, attributes(event, outcome));
            kept = true;
        }
        if (!kept) {
            note(event.requestId(), event.arn(), condition, "the event had no place to go to");
        }
    }

    private Map<String, Attribute> attributes(AsyncEvents.Waiting event, Optional<InvocationOutcome> outcome) {
        String message = outcome.map(o -> tree(o.payload()).path("errorMessage").asText("null"))
                .orElse("Event age exceeded");
        if (message.isEmpty()) {
            message = "null";
        }
        return Map.of(
                "RequestID", new Attribute("String", event.requestId()),
                "ErrorCode", new Attribute("Number", "200"),
                "ErrorMessage",
                        new Attribute("String", message.length() > 1024 ? message.substring(0, 1024) : message));
    }

    private record Attribute(String type, String value) {}

    private String record(
            Function function,
            Version version,
            AsyncEvents.Waiting event,
            String condition,
            Optional<InvocationOutcome> outcome) {
        ObjectNode record = json.createObjectNode();
        record.put("version", "1.0");
        record.put("timestamp", MILLIS.format(cloud.clock().instant()));
        record.putObject("requestContext")
                .put("requestId", event.requestId())
                .put(
                        "functionArn",
                        function.arn + ":" + event.target().qualifier().orElse("$LATEST"))
                .put("condition", condition)
                .put("approximateInvokeCount", event.attempts());
        record.set("requestPayload", tree(event.payload()));
        outcome.ifPresent(end -> {
            ObjectNode response =
                    record.putObject("responseContext").put("statusCode", 200).put("executedVersion", version.number());
            end.functionError().ifPresent(error -> response.put("functionError", error));
            record.set("responsePayload", tree(end.payload()));
        });
        return record.toString();
    }

    private JsonNode tree(byte[] payload) {
        try {
            JsonNode tree = json.readTree(payload);
            return tree.isMissingNode() ? json.nullNode() : tree;
        } catch (IOException e) {
            return json.getNodeFactory().textNode(new String(payload, StandardCharsets.UTF_8));
        }
    }

    private void send(Function function, Version version, String arn, String body, Map<String, Attribute> attributes) {
        try {
            Principal role = roles.assume(version.settings().role(), function.name)
                    .map(Roles.Session::principal)
                    .orElse(null);
            if (role == null) {
                note("", arn, "AccessDenied", "the function's role cannot be assumed any more");
                return;
            }
            send(role, arn, body, attributes);
        } catch (SdkException e) {
            note("", arn, AwsErrors.code(e), AwsErrors.message(e));
        }
    }

    private void send(Principal role, String arn, String body, Map<String, Attribute> attributes) {
        String[] parts = arn.split(":", 6);
        switch (parts[2]) {
            case "sqs" -> {
                String url = cloud.endpoint().get() + "/" + parts[4] + "/" + parts[5];
                Map<String, MessageAttributeValue> values = new java.util.HashMap<>();
                attributes.forEach((name, attribute) -> values.put(
                        name,
                        MessageAttributeValue.builder()
                                .dataType(attribute.type())
                                .stringValue(attribute.value())
                                .build()));
                cloud.door()
                        .as(role, SqsClient.class)
                        .sendMessage(r -> r.queueUrl(url).messageBody(body).messageAttributes(values));
            }
            case "sns" -> {
                Map<String, software.amazon.awssdk.services.sns.model.MessageAttributeValue> values =
                        new java.util.HashMap<>();
                attributes.forEach((name, attribute) -> values.put(
                        name,
                        software.amazon.awssdk.services.sns.model.MessageAttributeValue.builder()
                                .dataType(attribute.type())
                                .stringValue(attribute.value())
                                .build()));
                cloud.door()
                        .as(role, SnsClient.class)
                        .publish(r -> r.topicArn(arn).message(body).messageAttributes(values));
            }
            default ->
                cloud.door()
                        .as(role, LambdaClient.class)
                        .invoke(r -> r.functionName(arn)
                                .invocationType(InvocationType.EVENT)
                                .payload(SdkBytes.fromUtf8String(body)));
        }
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
                        "AsyncInvocation",
                        resource,
                        outcome,
                        message,
                        0));
    }
}

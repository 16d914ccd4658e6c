package ateliers.cloud.services.lambda;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.Payload;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.kit.Arn;
import ateliers.cloud.kit.Json;
import ateliers.cloud.sandbox.InvocationOutcome;
import ateliers.cloud.services.lambda.api.Destinations;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.model.DestinationConfig;

/**
 * What happens to an asynchronous event in the end: a record to the destination, the event itself to the dead-letter
 * queue, both as the function's role.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html">Destinations</a>
 */
final class FinishedEvents {
    private static final int LONGEST_MESSAGE = 1024;

    private final ServiceContext cloud;
    private final Roles roles;
    private final ObjectMapper json = Json.mapper();

    FinishedEvents(ServiceContext cloud, Roles roles) {
        this.cloud = cloud;
        this.roles = roles;
    }

    void succeeded(
            Function function,
            Version version,
            DestinationConfig destinations,
            AsyncEvents.Waiting event,
            InvocationOutcome outcome) {
        Destinations.onSuccess(destinations)
                .ifPresent(arn -> send(
                        function,
                        version,
                        arn,
                        told(arn, "Success", record(function, version, event, "Success", Optional.of(outcome)))));
    }

    void failed(
            Function function,
            Version version,
            DestinationConfig destinations,
            AsyncEvents.Waiting event,
            String condition,
            Optional<InvocationOutcome> outcome) {
        Optional<String> destination = Destinations.onFailure(destinations);
        destination.ifPresent(arn -> send(
                function, version, arn, told(arn, "Failure", record(function, version, event, condition, outcome))));
        Optional<String> deadLetters = version.settings().deadLetter();
        deadLetters.ifPresent(arn -> send(
                function,
                version,
                arn,
                Payload.of(new String(event.payload(), StandardCharsets.UTF_8))
                        .withAttributes(attributes(event, condition, outcome))));
        if (destination.isEmpty() && deadLetters.isEmpty()) {
            dropped(event.requestId(), event.arn(), condition, "the event had no place to go to");
        }
    }

    private Map<String, Payload.Attribute> attributes(
            AsyncEvents.Waiting event, String condition, Optional<InvocationOutcome> outcome) {
        String message = outcome.map(o -> tree(o.payload()).path("errorMessage").asText("null"))
                .orElse(condition.equals("EventAgeExceeded") ? "Event age exceeded" : condition);
        if (message.isEmpty()) {
            message = "null";
        }
        return Map.of(
                "RequestID", Payload.Attribute.string(event.requestId()),
                "ErrorCode", Payload.Attribute.number("200"),
                "ErrorMessage",
                        Payload.Attribute.string(message.substring(0, Math.min(message.length(), LONGEST_MESSAGE))));
    }

    /** A bus gets the record as the detail of an event. */
    private Payload told(String destination, String result, ObjectNode record) {
        if (!Arn.of(destination).service().equals("events")) {
            return Payload.of(record.toString());
        }
        ObjectNode event = json.createObjectNode()
                .put("source", "lambda")
                .put("detail-type", "Lambda Function Invocation Result - " + result);
        event.putArray("resources")
                .add(destination)
                .add(record.path("requestContext").path("functionArn").asText());
        event.set("detail", record);
        return Payload.of(event.toString());
    }

    private ObjectNode record(
            Function function,
            Version version,
            AsyncEvents.Waiting event,
            String condition,
            Optional<InvocationOutcome> outcome) {
        ObjectNode record = json.createObjectNode();
        Destinations.describeRequest(
                record,
                cloud.clock().instant(),
                event.requestId(),
                function.arn + ":" + event.function().version(),
                condition,
                event.attempts());
        record.set("requestPayload", tree(event.payload()));
        outcome.ifPresent(end -> {
            Destinations.describeResponse(record, version.number(), end.functionError());
            record.set("responsePayload", tree(end.payload()));
        });
        return record;
    }

    private JsonNode tree(byte[] payload) {
        try {
            JsonNode tree = json.readTree(payload);
            return tree.isMissingNode() ? json.nullNode() : tree;
        } catch (IOException e) {
            return json.getNodeFactory().textNode(new String(payload, StandardCharsets.UTF_8));
        }
    }

    private void send(Function function, Version version, String arn, Payload payload) {
        Optional<Principal> role =
                roles.assume(version.settings().role(), function.name).map(Roles.Session::principal);
        if (role.isEmpty()) {
            dropped("", arn, "AccessDenied", "the function's role cannot be assumed any more");
            return;
        }
        try {
            cloud.door().targets().send(role.get(), arn, payload);
        } catch (SdkException e) {
            dropped("", arn, AwsErrors.code(e), AwsErrors.message(e));
        }
    }

    private void dropped(String requestId, String resource, String outcome, String message) {
        cloud.notes("lambda").about(requestId).dropped(AsyncEvents.NAME, resource, outcome, message);
    }
}

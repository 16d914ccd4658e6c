package ateliers.cloud.services.sqs;

import ateliers.cloud.kit.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** The two JSON attributes that rule dead-letter queues, read and checked. */
final class DeadLetters {
    private static final ObjectMapper JSON = Json.mapper();
    private static final Pattern QUEUE_ARN = Pattern.compile("arn:aws[a-z-]*:sqs:[a-z0-9-]+:\\d{12}:[A-Za-z0-9_.-]+");
    private static final int MAX_RECEIVES = 1000;
    private static final int MAX_SOURCES = 10;

    private DeadLetters() {}

    /** A RedrivePolicy: where a message goes on the receive after so many. */
    record Redrive(String targetArn, int maxReceiveCount) {}

    /** A RedriveAllowPolicy: which queues may name this one as theirs. */
    record Allow(String permission, List<String> sourceArns) {
        boolean permits(String sourceArn) {
            return switch (permission) {
                case "denyAll" -> false;
                case "byQueue" -> sourceArns.contains(sourceArn);
                default -> true;
            };
        }
    }

    /** Reads a RedrivePolicy; empty for the empty string, which takes it away. */
    static Optional<Redrive> redrive(String json) {
        if (json.isEmpty()) {
            return Optional.empty();
        }
        JsonNode policy = object(json, "RedrivePolicy");
        for (String name : List.of("deadLetterTargetArn", "maxReceiveCount")) {
            if (!policy.hasNonNull(name)) {
                throw invalid(
                        json, "RedrivePolicy", "Redrive policy does not contain mandatory attribute: " + name + ".");
            }
        }
        policy.fieldNames().forEachRemaining(name -> {
            if (!name.equals("deadLetterTargetArn") && !name.equals("maxReceiveCount")) {
                throw invalid(
                        json,
                        "RedrivePolicy",
                        "Only following attributes are supported:" + " [deadLetterTargetArn, maxReceiveCount].");
            }
        });
        String arn = policy.get("deadLetterTargetArn").asText();
        if (!QUEUE_ARN.matcher(arn).matches()) {
            throw invalid(json, "RedrivePolicy", "Invalid value for deadLetterTargetArn.");
        }
        String count = policy.get("maxReceiveCount").asText();
        if (!count.matches("\\d{1,6}") || Integer.parseInt(count) < 1 || Integer.parseInt(count) > MAX_RECEIVES) {
            throw invalid(
                    json,
                    "RedrivePolicy",
                    "Invalid value for maxReceiveCount: " + count
                            + ", valid values are from 1 to 1000 both inclusive.");
        }
        return Optional.of(new Redrive(arn, Integer.parseInt(count)));
    }

    /** Reads a RedriveAllowPolicy; all sources are allowed where there is none. */
    static Allow allow(String json) {
        if (json.isEmpty()) {
            return new Allow("allowAll", List.of());
        }
        JsonNode policy = object(json, "RedriveAllowPolicy");
        String permission = policy.path("redrivePermission").asText("");
        if (!List.of("allowAll", "denyAll", "byQueue").contains(permission)) {
            throw SqsErrors.attributeValue("RedriveAllowPolicy");
        }
        List<String> sources = new ArrayList<>();
        policy.path("sourceQueueArns").forEach(arn -> sources.add(arn.asText()));
        boolean named = policy.has("sourceQueueArns");
        if (permission.equals("byQueue") != named || sources.size() > MAX_SOURCES || (named && sources.isEmpty())) {
            throw SqsErrors.attributeValue("RedriveAllowPolicy");
        }
        return new Allow(permission, List.copyOf(sources));
    }

    static AwsServiceException invalid(String value, String attribute, String reason) {
        return SqsErrors.parameter(attribute, value, reason);
    }

    private static JsonNode object(String json, String attribute) {
        try {
            JsonNode node = JSON.readTree(json);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            // said below in AWS's words
        }
        throw invalid(json, attribute, "Amazon SQS can't parse the value: it must be a JSON object.");
    }
}

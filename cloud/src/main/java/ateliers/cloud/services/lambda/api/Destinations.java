package ateliers.cloud.services.lambda.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.DestinationConfig;
import software.amazon.awssdk.services.lambda.model.OnFailure;
import software.amazon.awssdk.services.lambda.model.OnSuccess;

/**
 * Where records of invocations go, and what they say.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html">Destinations</a>
 */
public final class Destinations {
    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private Destinations() {}

    /** The ARN of the destination of what succeeded; the configuration may be null, and an empty text is none. */
    public static Optional<String> onSuccess(DestinationConfig config) {
        return Optional.ofNullable(config)
                .map(DestinationConfig::onSuccess)
                .map(OnSuccess::destination)
                .filter(arn -> !arn.isEmpty());
    }

    /** The ARN of the destination of what failed; the configuration may be null, and an empty text is none. */
    public static Optional<String> onFailure(DestinationConfig config) {
        return Optional.ofNullable(config)
                .map(DestinationConfig::onFailure)
                .map(OnFailure::destination)
                .filter(arn -> !arn.isEmpty());
    }

    /** Adds what every record begins with: its version, its time and the request that it is about. */
    public static void describeRequest(
            ObjectNode record, Instant now, String requestId, String functionArn, String condition, int invocations) {
        record.put("version", "1.0");
        record.put("timestamp", MILLIS.format(now));
        record.putObject("requestContext")
                .put("requestId", requestId)
                .put("functionArn", functionArn)
                .put("condition", condition)
                .put("approximateInvokeCount", invocations);
    }

    /** Adds what came of the last invocation. */
    public static void describeResponse(ObjectNode record, String executedVersion, Optional<String> functionError) {
        ObjectNode response =
                record.putObject("responseContext").put("statusCode", 200).put("executedVersion", executedVersion);
        functionError.ifPresent(error -> response.put("functionError", error));
    }
}

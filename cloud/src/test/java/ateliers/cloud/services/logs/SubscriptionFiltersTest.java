package ateliers.cloud.services.logs;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Payload;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.Target;
import ateliers.cloud.kit.Arn;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.services.Fakes;
import ateliers.cloud.services.TestServices;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Log events on their way to a function. */
@SuppressWarnings("unchecked") // the SDK takes builders as a variable number of lambdas
class SubscriptionFiltersTest {
    private static final String FUNCTION = "arn:aws:lambda:eu-west-3:123456789012:function:reader";

    private final List<String> delivered = new CopyOnWriteArrayList<>();
    private final TestServices cloud = new TestServices(new LogsService(), context -> List.of(lambda()));
    private final CloudWatchLogsClient logs = cloud.client(CloudWatchLogsClient.class);

    private AwsService<?> lambda() {
        return Fakes.open("lambda", LambdaClient.class, new Functions(), new Target() {
            @Override
            public Need need(Arn resource) {
                return new Need("lambda:InvokeFunction", resource.toString());
            }

            @Override
            public void send(Principal principal, Arn resource, Payload payload) {
                delivered.add(principal.arn() + " " + payload.body());
            }
        });
    }

    private static final class Functions implements LambdaClient, Operations {}

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void whatMatchesIsDeliveredInOnePiece() throws IOException {
        logs.createLogGroup(r -> r.logGroupName("shop"));
        logs.createLogStream(r -> r.logGroupName("shop").logStreamName("s"));
        logs.putSubscriptionFilter(r ->
                r.logGroupName("shop").filterName("f").filterPattern("ERROR").destinationArn(FUNCTION));
        long now = cloud.clock.instant().toEpochMilli();
        logs.putLogEvents(r -> r.logGroupName("shop")
                .logStreamName("s")
                .logEvents(
                        event -> event.timestamp(now).message("ERROR 1"),
                        event -> event.timestamp(now).message("fine"),
                        event -> event.timestamp(now).message("ERROR 2")));
        assertThat(cloud.clock.awaitIdle(Duration.ofSeconds(20))).isTrue();

        assertThat(delivered).hasSize(1);
        assertThat(delivered.get(0)).startsWith("logs.amazonaws.com ");
        JsonNode payload = new ObjectMapper().readTree(delivered.get(0).substring("logs.amazonaws.com ".length()));
        byte[] zipped = Base64.getDecoder().decode(payload.at("/awslogs/data").asText());
        JsonNode data = new ObjectMapper().readTree(new GZIPInputStream(new ByteArrayInputStream(zipped)));
        assertThat(data.path("messageType").asText()).isEqualTo("DATA_MESSAGE");
        assertThat(data.path("logGroup").asText()).isEqualTo("shop");
        assertThat(data.path("logStream").asText()).isEqualTo("s");
        assertThat(data.path("subscriptionFilters").get(0).asText()).isEqualTo("f");
        assertThat(data.path("logEvents"))
                .extracting(event -> event.path("message").asText())
                .containsExactly("ERROR 1", "ERROR 2");
    }

    @Test
    void aFunctionThatLogsMayNotCallIsRefused() {
        logs.createLogGroup(r -> r.logGroupName("shop"));
        cloud.deny("lambda:InvokeFunction");
        assertThat(refusal(() -> logs.putSubscriptionFilter(r ->
                        r.logGroupName("shop").filterName("f").filterPattern("").destinationArn(FUNCTION))))
                .isEqualTo("InvalidParameterException: Could not execute the lambda function. Make sure you have given"
                        + " CloudWatch Logs permission to execute your function.");
    }
}

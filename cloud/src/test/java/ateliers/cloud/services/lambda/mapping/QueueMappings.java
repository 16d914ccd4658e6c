package ateliers.cloud.services.lambda.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.services.TestServices;
import ateliers.cloud.services.sqs.SqsService;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A cloud with a queue, its dead-letter queue and one function, for the tests of mappings. */
abstract class QueueMappings {
    static final Duration HOUR = Duration.ofHours(1);

    final TestServices services = new TestServices(new SqsService());
    final FakeFunctions functions = new FakeFunctions();
    final EventSourceMappings mappings = new EventSourceMappings(services.context(), functions);
    final SqsClient sqs = services.client(SqsClient.class);
    final String deadLetters = queue("dead", Map.of());
    final String queue = queue("work", redriven(3, 180, "dead"));

    @AfterEach
    void close() {
        mappings.close();
        services.close();
        assertThat(services.defects).isEmpty();
    }

    static Map<QueueAttributeName, String> redriven(int receives, int visibility, String to) {
        Map<QueueAttributeName, String> attributes = new HashMap<>();
        attributes.put(QueueAttributeName.VISIBILITY_TIMEOUT, Integer.toString(visibility));
        attributes.put(
                QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"" + TestServices.PLACE.arn("sqs", to) + "\",\"maxReceiveCount\":" + receives
                        + "}");
        return attributes;
    }

    final String queue(String name, Map<QueueAttributeName, String> attributes) {
        return sqs.createQueue(r -> r.queueName(name).attributes(attributes)).queueUrl();
    }

    final String map(String queueName, Consumer<CreateEventSourceMappingRequest.Builder> more) {
        CreateEventSourceMappingRequest.Builder request = CreateEventSourceMappingRequest.builder()
                .functionName("worker")
                .eventSourceArn(TestServices.PLACE.arn("sqs", queueName));
        more.accept(request);
        String uuid = mappings.create(request.build()).uuid();
        services.clock.await(() -> !state(uuid).equals("Creating"), HOUR);
        return uuid;
    }

    final String state(String uuid) {
        return mappings.get(uuid).state();
    }

    final void send(String url, String... bodies) {
        for (String body : bodies) {
            sqs.sendMessage(r -> r.queueUrl(url).messageBody(body));
        }
    }

    /** Visible, in flight and delayed messages. */
    final int count(String url) {
        Map<QueueAttributeName, String> attributes = sqs.getQueueAttributes(
                        r -> r.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes();
        return Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                + Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                + Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED));
    }

    final boolean empties(String url) {
        return services.clock.await(() -> count(url) == 0, HOUR);
    }
}

package ateliers.cloud.services.lambda.mapping;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.services.TestServices;
import ateliers.cloud.services.sqs.SqsService;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.EventSourcePosition;
import software.amazon.awssdk.services.lambda.model.Filter;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsRequest;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingRequest;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What can be set of mappings of queues, and what is refused; facts 31 and 36 among it. */
class QueueMappingSettingsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String QUEUE = TestServices.PLACE.arn("sqs", "work");

    private final TestServices services = new TestServices(new SqsService());
    private final FakeFunctions functions = new FakeFunctions();
    private final EventSourceMappings mappings = new EventSourceMappings(services.context(), functions);
    private final SqsClient sqs = services.client(SqsClient.class);

    QueueMappingSettingsTest() {
        sqs.createQueue(r -> r.queueName("work"));
        sqs.createQueue(r -> r.queueName("work.fifo").attributes(Map.of(QueueAttributeName.FIFO_QUEUE, "true")));
    }

    @AfterEach
    void close() {
        mappings.close();
        services.close();
    }

    private EventSourceMappingConfiguration create(Consumer<CreateEventSourceMappingRequest.Builder> more) {
        CreateEventSourceMappingRequest.Builder request =
                CreateEventSourceMappingRequest.builder().functionName("worker").eventSourceArn(QUEUE);
        more.accept(request);
        return mappings.create(request.build());
    }

    private String refused(Consumer<CreateEventSourceMappingRequest.Builder> more) {
        return refusal(() -> create(more));
    }

    private String state(String uuid) {
        return mappings.get(uuid).state();
    }

    @Test
    void fact31ANewMappingIsCreatingWithItsDefaults() {
        EventSourceMappingConfiguration made = create(r -> {});

        assertThat(made.state()).isEqualTo("Creating");
        assertThat(made.stateTransitionReason()).isEqualTo("USER_INITIATED");
        assertThat(made.batchSize()).isEqualTo(10);
        assertThat(made.maximumBatchingWindowInSeconds()).isZero();
        assertThat(made.hasFunctionResponseTypes()).isTrue();
        assertThat(made.functionResponseTypes()).isEmpty();
        assertThat(made.functionArn()).isEqualTo(FakeFunctions.ARN);
        assertThat(made.parallelizationFactor()).isNull();
        assertThat(made.eventSourceMappingArn())
                .isEqualTo(TestServices.PLACE.arn("lambda", "event-source-mapping:" + made.uuid()));
    }

    @Test
    void statesPassAMomentLater() {
        String uuid = create(r -> {}).uuid();
        assertThat(services.clock.await(() -> state(uuid).equals("Enabled"), MINUTE))
                .isTrue();

        assertThat(mappings.update(UpdateEventSourceMappingRequest.builder()
                                .uuid(uuid)
                                .enabled(false)
                                .build())
                        .state())
                .isEqualTo("Disabling");
        assertThat(services.clock.await(() -> state(uuid).equals("Disabled"), MINUTE))
                .isTrue();
        assertThat(mappings.update(UpdateEventSourceMappingRequest.builder()
                                .uuid(uuid)
                                .batchSize(5)
                                .build())
                        .state())
                .isEqualTo("Updating");
        assertThat(mappings.delete(uuid).state()).isEqualTo("Deleting");
        assertThat(refusal(() -> mappings.delete(uuid)))
                .isEqualTo("ResourceInUseException: Cannot delete the event source mapping because it is in use.");
        services.clock.advance(MINUTE);
        assertThat(refusal(() -> mappings.get(uuid)))
                .isEqualTo("ResourceNotFoundException: The resource you requested does not exist.");
    }

    @Test
    void fact36ADuplicateIsAConflictAndABadFilterIsRefused() {
        String uuid = create(r -> {}).uuid();

        Assertions.assertThatThrownBy(() -> create(r -> r.functionName(FakeFunctions.ARN)))
                .isInstanceOfSatisfying(
                        ResourceConflictException.class,
                        e -> assertThat(e.statusCode()).isEqualTo(409))
                .hasMessageContaining("An event source mapping with SQS arn (\" " + QUEUE + " \") and function (\""
                        + " worker \") already exists. Please update or delete the existing mapping with UUID " + uuid);
        for (String pattern : new String[] {"{\"body\":\"x\"}", "no JSON", "[]", "{\"body\":[{\"odd\":1}]}", ""}) {
            assertThat(refused(r -> r.filterCriteria(
                            c -> c.filters(Filter.builder().pattern(pattern).build()))))
                    .as(pattern)
                    .isEqualTo("InvalidParameterValueException: Invalid filter pattern definition.");
        }
    }

    @Test
    void theRoleMustBeAllowedToReceiveDeleteAndLook() {
        for (String action : new String[] {"ReceiveMessage", "DeleteMessage", "GetQueueAttributes"}) {
            services.deny("sqs:" + action);

            assertThat(refused(r -> {}))
                    .isEqualTo("InvalidParameterValueException: The function execution role does not have permissions"
                            + " to call " + action + " on SQS");
        }
    }

    @Test
    void theQueueMustExistAndHideMessagesForAsLongAsTheFunctionMayRun() {
        functions.timeout = 60;

        assertThat(refused(r -> {}))
                .isEqualTo("InvalidParameterValueException: Queue visibility timeout: 30 seconds is less than Function"
                        + " timeout: 60 seconds");
        assertThat(refused(r -> r.eventSourceArn(TestServices.PLACE.arn("sqs", "nowhere"))))
                .isEqualTo("InvalidParameterValueException: Error occurred while ReceiveMessage. SQS Error Code:"
                        + " AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified queue does not"
                        + " exist.");
        assertThat(refused(r -> r.functionName("nobody")))
                .isEqualTo("InvalidParameterValueException: Function does not exist");
    }

    @Test
    void batchSizesAndWindowsHaveTheirRanges() {
        assertThat(refused(r -> r.batchSize(0)))
                .isEqualTo("ValidationException: 1 validation error detected: Value '0' at 'batchSize' failed to"
                        + " satisfy constraint: Member must have value greater than or equal to 1");
        assertThat(refused(r -> r.batchSize(10_001))).contains("less than or equal to 10000");
        assertThat(refused(r -> r.batchSize(11)))
                .isEqualTo("InvalidParameterValueException: Maximum batch window in seconds must be greater than 0 if"
                        + " maximum batch size is greater than 10");
        assertThat(refused(r -> r.maximumBatchingWindowInSeconds(301))).contains("less than or equal to 300");
        assertThat(refused(r -> r.scalingConfig(s -> s.maximumConcurrency(1)))).contains("greater than or equal to 2");
        assertThat(refused(r -> r.scalingConfig(s -> s.maximumConcurrency(1001))))
                .contains("equal to 1000");
        String fifo = TestServices.PLACE.arn("sqs", "work.fifo");
        assertThat(refused(r -> r.eventSourceArn(fifo).maximumBatchingWindowInSeconds(1)))
                .contains("Batching window is not supported for FIFO queues");
        assertThat(refused(r -> r.eventSourceArn(fifo).batchSize(11))).contains("for FIFO queues");
        assertThat(create(r -> r.batchSize(10_000).maximumBatchingWindowInSeconds(300))
                        .batchSize())
                .isEqualTo(10_000);
    }

    @Test
    void whatStreamsKnowIsRefusedForQueues() {
        assertThat(refused(r -> r.bisectBatchOnFunctionError(true)))
                .isEqualTo("InvalidParameterValueException: Unsupported BisectBatchOnFunctionError parameter for given"
                        + " event source mapping type.");
        assertThat(refused(r -> r.maximumRetryAttempts(1))).contains("Unsupported MaximumRetryAttempts");
        assertThat(refused(r -> r.parallelizationFactor(2))).contains("Unsupported ParallelizationFactor");
        assertThat(refused(r -> r.startingPosition(EventSourcePosition.LATEST)))
                .contains("Unsupported StartingPosition");
    }

    @Test
    void sourcesThatThisCloudDoesNotHaveAreUnsupportedAndNonsenseIsRefused() {
        Assertions.assertThatThrownBy(
                        () -> create(r -> r.eventSourceArn("arn:aws:kinesis:eu-west-3:123456789012:stream/s")))
                .isInstanceOf(Unsupported.class)
                .hasMessageContaining("kinesis");
        assertThat(refused(r -> r.eventSourceArn("nonsense")))
                .isEqualTo("InvalidParameterValueException: Unrecognized event source.");
        assertThat(refused(r -> r.eventSourceArn(null))).contains("Unrecognized event source.");
    }

    @Test
    void mappingsAreListedByFunctionAndBySource() {
        String first = create(r -> {}).uuid();
        String second = create(r -> r.eventSourceArn(TestServices.PLACE.arn("sqs", "work.fifo")))
                .uuid();

        assertThat(mappings.list(ListEventSourceMappingsRequest.builder()
                                .functionName("worker")
                                .build())
                        .eventSourceMappings())
                .extracting(EventSourceMappingConfiguration::uuid)
                .containsExactly(first, second);
        assertThat(mappings.list(ListEventSourceMappingsRequest.builder()
                                .eventSourceArn(QUEUE)
                                .build())
                        .eventSourceMappings())
                .extracting(EventSourceMappingConfiguration::uuid)
                .containsExactly(first);
        assertThat(mappings.list(ListEventSourceMappingsRequest.builder()
                                .maxItems(1)
                                .build())
                        .nextMarker())
                .isEqualTo("1");
    }
}

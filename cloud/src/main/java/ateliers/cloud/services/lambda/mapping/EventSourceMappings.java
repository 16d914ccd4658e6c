package ateliers.cloud.services.lambda.mapping;

import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.services.lambda.api.LambdaErrors;
import ateliers.cloud.services.lambda.api.Lists;
import ateliers.cloud.services.lambda.mapping.MappedFunctions.Mapped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.DestinationConfig;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.FilterCriteria;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsRequest;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsResponse;
import software.amazon.awssdk.services.lambda.model.ScalingConfig;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingRequest;

/**
 * The mappings of a cloud: from standard and FIFO queues and from DynamoDB streams.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html">
 *     CreateEventSourceMapping</a>
 */
public final class EventSourceMappings {
    private static final int PAGE = 100;

    private final ServiceContext cloud;
    private final MappedFunctions functions;
    private final SourceChecks sources;
    private final Map<String, Mapping> byId = new LinkedHashMap<>();

    public EventSourceMappings(ServiceContext cloud, MappedFunctions functions) {
        this.cloud = cloud;
        this.functions = functions;
        this.sources = new SourceChecks(cloud, functions);
    }

    /** Makes a mapping; it is {@code Creating}. */
    public EventSourceMappingConfiguration create(CreateEventSourceMappingRequest request) {
        boolean queue = MappingChecks.isQueue(request.eventSourceArn());
        MappingChecks.position(request, queue);
        EventSourceMappingConfiguration settings = settings(request, queue);
        MappingChecks.settings(settings, queue);
        Filters.of(settings.filterCriteria());
        Mapped function = function(request.functionName());
        settings = settings.toBuilder().functionArn(function.arn()).build();
        sources.check(settings, function, queue);
        Mapping mapping;
        synchronized (this) {
            requireNew(settings, function, queue);
            mapping = new Mapping(cloud, functions, settings);
            byId.put(mapping.uuid(), mapping);
        }
        noteInert(settings);
        boolean enabled = !Boolean.FALSE.equals(request.enabled());
        return mapping.create(queue ? new QueuePoller(cloud, mapping) : streamPoller(mapping, enabled), enabled);
    }

    private Poller streamPoller(Mapping mapping, boolean enabled) {
        StreamPoller poller = new StreamPoller(cloud, mapping);
        if (enabled) {
            poller.takePosition();
        }
        return poller;
    }

    private Mapped function(String name) {
        return functions.find(name).orElseThrow(() -> LambdaErrors.invalid("Function does not exist"));
    }

    private void requireNew(EventSourceMappingConfiguration settings, Mapped function, boolean queue) {
        for (Mapping other : byId.values()) {
            boolean same = !other.isDeleting()
                    && other.source().equals(settings.eventSourceArn())
                    && other.settings().functionArn().equals(function.arn());
            if (same) {
                String start = queue ? "An event source mapping with SQS arn (\" " : "The event source arn (\" ";
                String end = queue ? " \") already exists." : " \") provided mapping already exists.";
                throw LambdaErrors.conflict(start + other.source() + " \") and function (\" " + function.name() + end
                        + " Please update or delete the existing mapping with UUID " + other.uuid());
            }
        }
    }

    private EventSourceMappingConfiguration settings(CreateEventSourceMappingRequest request, boolean queue) {
        String id = UUID.randomUUID().toString();
        EventSourceMappingConfiguration.Builder settings = EventSourceMappingConfiguration.builder()
                .uuid(id)
                .eventSourceMappingArn(cloud.place().arn("lambda", "event-source-mapping:" + id))
                .eventSourceArn(request.eventSourceArn())
                .lastModified(cloud.clock().instant())
                .batchSize(or(request.batchSize(), queue ? 10 : 100))
                .maximumBatchingWindowInSeconds(or(request.maximumBatchingWindowInSeconds(), 0))
                .functionResponseTypesWithStrings(List.copyOf(request.functionResponseTypesAsStrings()))
                .filterCriteria(some(request.filterCriteria()))
                .scalingConfig(some(request.scalingConfig()))
                .parallelizationFactor(or(request.parallelizationFactor(), queue ? null : 1))
                .bisectBatchOnFunctionError(or(request.bisectBatchOnFunctionError(), queue ? null : false))
                .maximumRecordAgeInSeconds(or(request.maximumRecordAgeInSeconds(), queue ? null : -1))
                .maximumRetryAttempts(or(request.maximumRetryAttempts(), queue ? null : -1))
                .tumblingWindowInSeconds(or(request.tumblingWindowInSeconds(), queue ? null : 0))
                .destinationConfig(or(
                        request.destinationConfig(),
                        queue
                                ? null
                                : DestinationConfig.builder().onFailure(f -> {}).build()))
                .stateTransitionReason(queue ? "USER_INITIATED" : "User action");
        if (!queue) {
            settings.startingPosition(request.startingPosition()).lastProcessingResult("No records processed");
        }
        return settings.build();
    }

    private static <T> T or(T given, T otherwise) {
        return given == null ? otherwise : given;
    }

    /** Criteria without a filter are none. */
    private static FilterCriteria some(FilterCriteria criteria) {
        return criteria == null || criteria.filters().isEmpty() ? null : criteria;
    }

    private static ScalingConfig some(ScalingConfig scaling) {
        return scaling == null || scaling.maximumConcurrency() == null ? null : scaling;
    }

    /** One mapping. */
    public EventSourceMappingConfiguration get(String uuid) {
        return mapping(uuid).settings();
    }

    private synchronized Mapping mapping(String uuid) {
        Mapping mapping = byId.get(uuid);
        if (mapping == null) {
            throw LambdaErrors.notFound("The resource you requested does not exist.");
        }
        return mapping;
    }

    /** The function of a mapping, for its authorisation row. */
    public synchronized Optional<String> functionOf(String uuid) {
        return Optional.ofNullable(byId.get(uuid))
                .map(mapping -> mapping.settings().functionArn());
    }

    /** The mappings of a function, of a source, or all. */
    public ListEventSourceMappingsResponse list(ListEventSourceMappingsRequest request) {
        String function = request.functionName() == null
                ? null
                : functions
                        .find(request.functionName())
                        .map(Mapped::arn)
                        .orElseThrow(() -> LambdaErrors.notFound("Function not found: " + request.functionName()));
        List<EventSourceMappingConfiguration> all;
        synchronized (this) {
            all = byId.values().stream()
                    .map(Mapping::settings)
                    .filter(s -> function == null || function.equals(s.functionArn()))
                    .filter(s -> request.eventSourceArn() == null
                            || request.eventSourceArn().equals(s.eventSourceArn()))
                    .toList();
        }
        var page = Lists.page(all, request.marker(), request.maxItems(), PAGE);
        return ListEventSourceMappingsResponse.builder()
                .eventSourceMappings(page.items())
                .nextMarker(page.next())
                .build();
    }

    /** Changes what is given; a mapping that is disabled so stops at once. */
    public EventSourceMappingConfiguration update(UpdateEventSourceMappingRequest request) {
        Mapping mapping = mapping(request.uuid());
        if (mapping.isInUse()) {
            throw LambdaErrors.inUse("update");
        }
        EventSourceMappingConfiguration now = mapping.settings();
        boolean queue = MappingChecks.isQueue(now.eventSourceArn());
        Mapped function = function(or(request.functionName(), now.functionArn()));
        EventSourceMappingConfiguration next = now.toBuilder()
                .functionArn(function.arn())
                .batchSize(or(request.batchSize(), now.batchSize()))
                .maximumBatchingWindowInSeconds(
                        or(request.maximumBatchingWindowInSeconds(), now.maximumBatchingWindowInSeconds()))
                .functionResponseTypesWithStrings(List.copyOf(
                        request.hasFunctionResponseTypes()
                                ? request.functionResponseTypesAsStrings()
                                : now.functionResponseTypesAsStrings()))
                .filterCriteria(some(or(request.filterCriteria(), now.filterCriteria())))
                .scalingConfig(some(or(request.scalingConfig(), now.scalingConfig())))
                .parallelizationFactor(or(request.parallelizationFactor(), now.parallelizationFactor()))
                .bisectBatchOnFunctionError(or(request.bisectBatchOnFunctionError(), now.bisectBatchOnFunctionError()))
                .maximumRecordAgeInSeconds(or(request.maximumRecordAgeInSeconds(), now.maximumRecordAgeInSeconds()))
                .maximumRetryAttempts(or(request.maximumRetryAttempts(), now.maximumRetryAttempts()))
                .tumblingWindowInSeconds(or(request.tumblingWindowInSeconds(), now.tumblingWindowInSeconds()))
                .destinationConfig(or(request.destinationConfig(), now.destinationConfig()))
                .build();
        MappingChecks.settings(next, queue);
        Filters.of(next.filterCriteria());
        sources.check(next, function, queue);
        noteInert(next);
        return mapping.update(next, request.enabled());
    }

    /** Takes a mapping away; it is {@code Deleting}. */
    public EventSourceMappingConfiguration delete(String uuid) {
        Mapping mapping = mapping(uuid);
        if (mapping.isInUse()) {
            throw LambdaErrors.inUse("delete");
        }
        return mapping.delete(() -> forget(uuid));
    }

    private synchronized void forget(String uuid) {
        byId.remove(uuid);
    }

    /** Ends all of them. */
    public void close() {
        List<Mapping> all;
        synchronized (this) {
            all = new ArrayList<>(byId.values());
        }
        all.forEach(Mapping::close);
    }

    private void noteInert(EventSourceMappingConfiguration settings) {
        if (settings.parallelizationFactor() != null && settings.parallelizationFactor() > 1) {
            cloud.notes("lambda")
                    .inert(
                            "ParallelizationFactor",
                            settings.eventSourceMappingArn(),
                            "a shard's batches run one after the other");
        }
    }
}

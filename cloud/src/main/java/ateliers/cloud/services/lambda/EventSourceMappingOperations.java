package ateliers.cloud.services.lambda;

import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Pojos;
import ateliers.cloud.services.lambda.mapping.EventSourceMappings;
import java.util.Map;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.DeleteEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.DeleteEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsRequest;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsResponse;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingResponse;

/**
 * Event source mappings.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html">
 *     CreateEventSourceMapping</a>
 */
final class EventSourceMappingOperations implements LambdaClient, Operations {
    private final EventSourceMappings mappings;
    private final Map<String, Tags> tags;

    /** @param tags of the mappings, by their UUID: they live as long as those */
    EventSourceMappingOperations(EventSourceMappings mappings, Map<String, Tags> tags) {
        this.mappings = mappings;
        this.tags = tags;
    }

    /** Ends all pollers. */
    @Override
    public void close() {
        mappings.close();
    }

    @Override
    public CreateEventSourceMappingResponse createEventSourceMapping(CreateEventSourceMappingRequest request) {
        Tags own = Tags.of(request.tags());
        EventSourceMappingConfiguration made = mappings.create(request);
        tags.put(made.uuid(), own);
        return Pojos.copy(made, CreateEventSourceMappingResponse.builder()).build();
    }

    @Override
    public GetEventSourceMappingResponse getEventSourceMapping(GetEventSourceMappingRequest request) {
        return Pojos.copy(mappings.get(request.uuid()), GetEventSourceMappingResponse.builder())
                .build();
    }

    @Override
    public ListEventSourceMappingsResponse listEventSourceMappings(ListEventSourceMappingsRequest request) {
        return mappings.list(request);
    }

    @Override
    public UpdateEventSourceMappingResponse updateEventSourceMapping(UpdateEventSourceMappingRequest request) {
        return Pojos.copy(mappings.update(request), UpdateEventSourceMappingResponse.builder())
                .build();
    }

    @Override
    public DeleteEventSourceMappingResponse deleteEventSourceMapping(DeleteEventSourceMappingRequest request) {
        EventSourceMappingConfiguration gone = mappings.delete(request.uuid());
        tags.remove(gone.uuid());
        return Pojos.copy(gone, DeleteEventSourceMappingResponse.builder()).build();
    }
}

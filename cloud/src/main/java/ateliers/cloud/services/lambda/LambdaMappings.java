package ateliers.cloud.services.lambda;

import ateliers.cloud.door.Principal;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.sandbox.InvocationOutcome;
import ateliers.cloud.services.lambda.mapping.EventSourceMappings;
import ateliers.cloud.services.lambda.mapping.MappedFunctions;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.lambda.model.*;

/** Lambda's operations on event source mappings, and on the tags of those and of functions. */
abstract class LambdaMappings extends LambdaAliases {
    final Invoker invoker;
    private final EventSourceMappings mappings;
    private final Map<String, Tags> tags = new ConcurrentHashMap<>();

    LambdaMappings(ServiceContext cloud) {
        super(cloud);
        this.invoker = new Invoker(cloud);
        this.mappings = new EventSourceMappings(cloud, new Mappable());
    }

    @Override
    public void close() {
        mappings.close();
        super.close();
    }

    @Override
    public CreateEventSourceMappingResponse createEventSourceMapping(CreateEventSourceMappingRequest request) {
        Tags own = Tags.of(request.tags());
        EventSourceMappingConfiguration made = mappings.create(request);
        tags.put(made.uuid(), own);
        return Copy.to(made, CreateEventSourceMappingResponse.builder()).build();
    }

    @Override
    public GetEventSourceMappingResponse getEventSourceMapping(GetEventSourceMappingRequest request) {
        return Copy.to(mappings.get(request.uuid()), GetEventSourceMappingResponse.builder())
                .build();
    }

    @Override
    public ListEventSourceMappingsResponse listEventSourceMappings(ListEventSourceMappingsRequest request) {
        return mappings.list(request);
    }

    @Override
    public UpdateEventSourceMappingResponse updateEventSourceMapping(UpdateEventSourceMappingRequest request) {
        return Copy.to(mappings.update(request), UpdateEventSourceMappingResponse.builder())
                .build();
    }

    @Override
    public DeleteEventSourceMappingResponse deleteEventSourceMapping(DeleteEventSourceMappingRequest request) {
        EventSourceMappingConfiguration gone = mappings.delete(request.uuid());
        tags.remove(gone.uuid());
        return Copy.to(gone, DeleteEventSourceMappingResponse.builder()).build();
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        Tags own = tags(request.resource());
        if (request.tags().isEmpty()) {
            throw LambdaErrors.invalid("An error occurred and the request cannot be processed.");
        }
        own.put(request.tags());
        return TagResourceResponse.builder().build();
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        Tags own = tags(request.resource());
        if (request.tagKeys().isEmpty()) {
            throw LambdaErrors.isNull("tagKeys");
        }
        own.remove(request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    @Override
    public ListTagsResponse listTags(ListTagsRequest request) {
        return ListTagsResponse.builder().tags(tags(request.resource()).all()).build();
    }

    private Tags tags(String resource) {
        Optional<String> mapping = Tags.mapping(resource);
        if (mapping.isEmpty()) {
            return functions.get(Target.of(resource, null)).tags;
        }
        return mapping.map(tags::get)
                .orElseThrow(() -> LambdaErrors.notFound("Event source mapping not found: " + resource));
    }

    /** The function of a mapping, if there is one. */
    Optional<String> mappedFunction(String uuid) {
        return uuid == null ? Optional.empty() : mappings.functionOf(uuid);
    }

    /** Functions as mappings see them. */
    private final class Mappable implements MappedFunctions {
        @Override
        public Optional<Mapped> find(String functionName) {
            Target target = Target.of(functionName, null);
            return functions
                    .find(target.name())
                    .flatMap(function -> function.version(target.qualifier().orElse("$LATEST")))
                    .map(version -> new Mapped(
                            target.name(),
                            target.arn(cloud.place()),
                            version.settings().role(),
                            version.settings().timeout()));
        }

        @Override
        public Optional<Principal> assume(Mapped function) {
            return roles.assume(function.role(), function.name()).map(Roles.Session::principal);
        }

        @Override
        public Answer invoke(Mapped mapped, String requestId, byte[] event) {
            Target target = Target.of(mapped.arn(), null);
            Function function = functions.get(target);
            Version version = functions.version(target);
            InvocationOutcome outcome =
                    invoker.run(function, version, mapped.arn(), requestId, event, Optional.empty());
            return new Answer(outcome.payload(), outcome.functionError(), version.number());
        }
    }
}

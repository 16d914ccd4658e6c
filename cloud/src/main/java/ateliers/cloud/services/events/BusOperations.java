package ateliers.cloud.services.events;

import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import ateliers.cloud.kit.Pojos;
import java.util.List;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.CreateEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.CreateEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.DeleteEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.EventBus;
import software.amazon.awssdk.services.eventbridge.model.ListEventBusesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListEventBusesResponse;
import software.amazon.awssdk.services.eventbridge.model.UpdateEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.UpdateEventBusResponse;

/** Event buses. */
final class BusOperations implements EventBridgeClient, Operations {
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_DESCRIPTION = 512;
    /** Slashes are for partners' buses, which this cloud has none of. */
    private static final String NAME = "[/\\.\\-_A-Za-z0-9]+";

    private final Buses buses;

    BusOperations(Buses buses) {
        this.buses = buses;
    }

    @Override
    public CreateEventBusResponse createEventBus(CreateEventBusRequest request) {
        Checks.constraints()
                .present("name", request.name())
                .length("name", request.name(), 1, LONGEST_NAME)
                .pattern("name", request.name(), NAME)
                .length("description", request.description(), 0, LONGEST_DESCRIPTION)
                .require();
        Checks.refuseSystemTags(Checks.tags(request.tags()).keySet());
        if (request.name().contains("/")) {
            throw EventsErrors.validation("Event bus name must not contain '/'.");
        }
        return buses.locked(() -> {
            Bus bus = buses.create(request.name());
            bus.description = request.description();
            bus.tags.putAll(Checks.tags(request.tags()));
            return CreateEventBusResponse.builder()
                    .eventBusArn(bus.arn)
                    .description(bus.description)
                    .build();
        });
    }

    @Override
    public UpdateEventBusResponse updateEventBus(UpdateEventBusRequest request) {
        Checks.constraints()
                .length("description", request.description(), 0, LONGEST_DESCRIPTION)
                .require();
        return buses.locked(() -> {
            Bus bus = buses.get(request.name());
            bus.description = request.description();
            bus.modified = buses.now();
            return UpdateEventBusResponse.builder()
                    .arn(bus.arn)
                    .name(bus.name)
                    .description(bus.description)
                    .build();
        });
    }

    /** A bus that has rules is not deleted. */
    @Override
    public DeleteEventBusResponse deleteEventBus(DeleteEventBusRequest request) {
        Checks.constraints().present("name", request.name()).require();
        buses.locked(() -> {
            Bus bus = buses.get(request.name());
            if (bus.isDefault()) {
                throw EventsErrors.validation("Cannot delete event bus default.");
            }
            if (!bus.rules.isEmpty()) {
                throw EventsErrors.validation("Cannot delete an event bus with rules.");
            }
            buses.delete(bus.name);
        });
        return DeleteEventBusResponse.builder().build();
    }

    @Override
    public DescribeEventBusResponse describeEventBus(DescribeEventBusRequest request) {
        EventBus bus = buses.locked(() -> view(buses.get(request.name())));
        return Pojos.copy(bus, DescribeEventBusResponse.builder()).build();
    }

    @Override
    public ListEventBusesResponse listEventBuses(ListEventBusesRequest request) {
        List<EventBus> all = buses.locked(() -> buses.all().stream()
                .filter(bus -> request.namePrefix() == null || bus.name.startsWith(request.namePrefix()))
                .map(BusOperations::view)
                .toList());
        Paging.Page<EventBus> page = Checks.page(all, request.nextToken(), request.limit());
        return ListEventBusesResponse.builder()
                .eventBuses(page.items())
                .nextToken(page.next())
                .build();
    }

    private static EventBus view(Bus bus) {
        return EventBus.builder()
                .name(bus.name)
                .arn(bus.arn)
                .description(bus.description)
                .policy(bus.policyText())
                .creationTime(bus.created)
                .lastModifiedTime(bus.modified)
                .build();
    }
}

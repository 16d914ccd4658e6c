package ateliers.cloud.services.ses;

import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.CreateConfigurationSetEventDestinationRequest;
import software.amazon.awssdk.services.sesv2.model.CreateConfigurationSetEventDestinationResponse;
import software.amazon.awssdk.services.sesv2.model.CreateConfigurationSetRequest;
import software.amazon.awssdk.services.sesv2.model.CreateConfigurationSetResponse;
import software.amazon.awssdk.services.sesv2.model.DeleteConfigurationSetEventDestinationRequest;
import software.amazon.awssdk.services.sesv2.model.DeleteConfigurationSetEventDestinationResponse;
import software.amazon.awssdk.services.sesv2.model.DeleteConfigurationSetRequest;
import software.amazon.awssdk.services.sesv2.model.DeleteConfigurationSetResponse;
import software.amazon.awssdk.services.sesv2.model.EventDestination;
import software.amazon.awssdk.services.sesv2.model.EventDestinationDefinition;
import software.amazon.awssdk.services.sesv2.model.GetConfigurationSetEventDestinationsRequest;
import software.amazon.awssdk.services.sesv2.model.GetConfigurationSetEventDestinationsResponse;
import software.amazon.awssdk.services.sesv2.model.GetConfigurationSetRequest;
import software.amazon.awssdk.services.sesv2.model.GetConfigurationSetResponse;
import software.amazon.awssdk.services.sesv2.model.ListConfigurationSetsRequest;
import software.amazon.awssdk.services.sesv2.model.ListConfigurationSetsResponse;
import software.amazon.awssdk.services.sesv2.model.UpdateConfigurationSetEventDestinationRequest;
import software.amazon.awssdk.services.sesv2.model.UpdateConfigurationSetEventDestinationResponse;

/** Configuration sets and their event destinations, in the newer API: topics, and the default event bus. */
final class V2ConfigurationSetOperations implements SesV2Client, Operations {
    private static final SesErrors ERRORS = SesErrors.V2;
    private static final int PAGE = 1000;
    private static final Paging<ConfigurationSet> PAGING = Paging.<ConfigurationSet>byLast(
                    set -> set.name, () -> ERRORS.parameter("Invalid next token."))
            .opaque();

    private final ConfigurationSets sets;

    V2ConfigurationSetOperations(ConfigurationSets sets) {
        this.sets = sets;
    }

    @Override
    public CreateConfigurationSetResponse createConfigurationSet(CreateConfigurationSetRequest request) {
        ConfigurationSet set = sets.create(request.configurationSetName(), ERRORS);
        set.tags.putAll(V2IdentityOperations.tags(request.tags()));
        return CreateConfigurationSetResponse.builder().build();
    }

    @Override
    public GetConfigurationSetResponse getConfigurationSet(GetConfigurationSetRequest request) {
        ConfigurationSet set = sets.at(request.configurationSetName(), ERRORS);
        return GetConfigurationSetResponse.builder()
                .configurationSetName(set.name)
                .sendingOptions(sending -> sending.sendingEnabled(true))
                .reputationOptions(reputation -> reputation.reputationMetricsEnabled(false))
                .deliveryOptions(delivery -> delivery.tlsPolicy("OPTIONAL"))
                .tags(V2IdentityOperations.shown(set.tags))
                .build();
    }

    @Override
    public DeleteConfigurationSetResponse deleteConfigurationSet(DeleteConfigurationSetRequest request) {
        sets.delete(request.configurationSetName(), ERRORS);
        return DeleteConfigurationSetResponse.builder().build();
    }

    @Override
    public ListConfigurationSetsResponse listConfigurationSets(ListConfigurationSetsRequest request) {
        int most = request.pageSize() == null ? PAGE : Math.max(1, request.pageSize());
        Paging.Page<ConfigurationSet> page = PAGING.page(sets.all(), most, request.nextToken());
        return ListConfigurationSetsResponse.builder()
                .configurationSets(page.items().stream().map(set -> set.name).toList())
                .nextToken(page.next())
                .build();
    }

    @Override
    public CreateConfigurationSetEventDestinationResponse createConfigurationSetEventDestination(
            CreateConfigurationSetEventDestinationRequest request) {
        ConfigurationSet set = sets.at(request.configurationSetName(), ERRORS);
        sets.add(set, read(request.eventDestinationName(), request.eventDestination()), ERRORS);
        return CreateConfigurationSetEventDestinationResponse.builder().build();
    }

    @Override
    public UpdateConfigurationSetEventDestinationResponse updateConfigurationSetEventDestination(
            UpdateConfigurationSetEventDestinationRequest request) {
        ConfigurationSet set = sets.at(request.configurationSetName(), ERRORS);
        sets.replace(set, read(request.eventDestinationName(), request.eventDestination()), ERRORS);
        return UpdateConfigurationSetEventDestinationResponse.builder().build();
    }

    @Override
    public DeleteConfigurationSetEventDestinationResponse deleteConfigurationSetEventDestination(
            DeleteConfigurationSetEventDestinationRequest request) {
        ConfigurationSet set = sets.at(request.configurationSetName(), ERRORS);
        sets.remove(set, request.eventDestinationName(), ERRORS);
        return DeleteConfigurationSetEventDestinationResponse.builder().build();
    }

    @Override
    public GetConfigurationSetEventDestinationsResponse getConfigurationSetEventDestinations(
            GetConfigurationSetEventDestinationsRequest request) {
        ConfigurationSet set = sets.at(request.configurationSetName(), ERRORS);
        return GetConfigurationSetEventDestinationsResponse.builder()
                .eventDestinations(set.destinations.values().stream()
                        .map(V2ConfigurationSetOperations::shown)
                        .toList())
                .build();
    }

    private static ConfigurationSet.Destination read(String name, EventDestinationDefinition given) {
        if (name == null || given == null || given.matchingEventTypes().isEmpty()) {
            throw ERRORS.parameter("An event destination must have a name and event types.");
        }
        String topic =
                given.snsDestination() == null ? null : given.snsDestination().topicArn();
        String bus = given.eventBridgeDestination() == null
                ? null
                : given.eventBridgeDestination().eventBusArn();
        if ((topic == null) == (bus == null)) {
            throw ERRORS.parameter("You must specify exactly one destination.");
        }
        if (bus != null && !bus.endsWith(":event-bus/default")) {
            throw ERRORS.parameter("Only the default event bus is supported.");
        }
        return new ConfigurationSet.Destination(
                name,
                Boolean.TRUE.equals(given.enabled()),
                given.matchingEventTypesAsStrings().stream()
                        .map(V2ConfigurationSetOperations::type)
                        .collect(Collectors.toSet()),
                topic == null ? bus : topic);
    }

    private static EventType type(String name) {
        try {
            return EventType.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw ERRORS.parameter("There is no event type " + name + ".");
        }
    }

    private static EventDestination shown(ConfigurationSet.Destination destination) {
        Set<String> types =
                destination.types().stream().map(EventType::name).collect(Collectors.toCollection(TreeSet::new));
        EventDestination.Builder shown = EventDestination.builder()
                .name(destination.name())
                .enabled(destination.enabled())
                .matchingEventTypesWithStrings(types);
        return destination.isBus()
                ? shown.eventBridgeDestination(bus -> bus.eventBusArn(destination.target()))
                        .build()
                : shown.snsDestination(topic -> topic.topicArn(destination.target()))
                        .build();
    }
}

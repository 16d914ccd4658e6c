package ateliers.cloud.services.ses;

import ateliers.cloud.kit.Constraints;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.ConfigurationSetAttribute;
import software.amazon.awssdk.services.ses.model.CreateConfigurationSetEventDestinationRequest;
import software.amazon.awssdk.services.ses.model.CreateConfigurationSetEventDestinationResponse;
import software.amazon.awssdk.services.ses.model.CreateConfigurationSetRequest;
import software.amazon.awssdk.services.ses.model.CreateConfigurationSetResponse;
import software.amazon.awssdk.services.ses.model.DeleteConfigurationSetEventDestinationRequest;
import software.amazon.awssdk.services.ses.model.DeleteConfigurationSetEventDestinationResponse;
import software.amazon.awssdk.services.ses.model.DeleteConfigurationSetRequest;
import software.amazon.awssdk.services.ses.model.DeleteConfigurationSetResponse;
import software.amazon.awssdk.services.ses.model.DescribeConfigurationSetRequest;
import software.amazon.awssdk.services.ses.model.DescribeConfigurationSetResponse;
import software.amazon.awssdk.services.ses.model.EventDestination;
import software.amazon.awssdk.services.ses.model.ListConfigurationSetsRequest;
import software.amazon.awssdk.services.ses.model.ListConfigurationSetsResponse;
import software.amazon.awssdk.services.ses.model.UpdateConfigurationSetEventDestinationRequest;
import software.amazon.awssdk.services.ses.model.UpdateConfigurationSetEventDestinationResponse;

/** Configuration sets and their event destinations, in the older API: topics alone. */
final class V1ConfigurationSetOperations implements SesClient, Operations {
    private static final SesErrors ERRORS = SesErrors.V1;
    private static final int PAGE = 1000;
    private static final Paging<ConfigurationSet> PAGING = Paging.<ConfigurationSet>byLast(
                    set -> set.name, () -> ERRORS.parameter("Invalid next token."))
            .opaque();

    private final ConfigurationSets sets;

    V1ConfigurationSetOperations(ConfigurationSets sets) {
        this.sets = sets;
    }

    @Override
    public CreateConfigurationSetResponse createConfigurationSet(CreateConfigurationSetRequest request) {
        if (request.configurationSet() == null) {
            throw SesErrors.validation(Constraints.missing("configurationSet"));
        }
        sets.create(request.configurationSet().name(), ERRORS);
        return CreateConfigurationSetResponse.builder().build();
    }

    @Override
    public DeleteConfigurationSetResponse deleteConfigurationSet(DeleteConfigurationSetRequest request) {
        sets.delete(request.configurationSetName(), ERRORS);
        return DeleteConfigurationSetResponse.builder().build();
    }

    @Override
    public ListConfigurationSetsResponse listConfigurationSets(ListConfigurationSetsRequest request) {
        int most = request.maxItems() == null ? PAGE : Math.max(1, request.maxItems());
        Paging.Page<ConfigurationSet> page = PAGING.page(sets.all(), most, request.nextToken());
        return ListConfigurationSetsResponse.builder()
                .configurationSets(page.items().stream()
                        .map(V1ConfigurationSetOperations::shown)
                        .toList())
                .nextToken(page.next())
                .build();
    }

    @Override
    public DescribeConfigurationSetResponse describeConfigurationSet(DescribeConfigurationSetRequest request) {
        ConfigurationSet set = sets.at(request.configurationSetName(), ERRORS);
        boolean destinations =
                request.configurationSetAttributeNames().contains(ConfigurationSetAttribute.EVENT_DESTINATIONS);
        return DescribeConfigurationSetResponse.builder()
                .configurationSet(shown(set))
                .eventDestinations(
                        destinations
                                ? set.destinations.values().stream()
                                        .map(V1ConfigurationSetOperations::shown)
                                        .toList()
                                : null)
                .build();
    }

    @Override
    public CreateConfigurationSetEventDestinationResponse createConfigurationSetEventDestination(
            CreateConfigurationSetEventDestinationRequest request) {
        ConfigurationSet set = sets.at(request.configurationSetName(), ERRORS);
        sets.add(set, read(request.eventDestination()), ERRORS);
        return CreateConfigurationSetEventDestinationResponse.builder().build();
    }

    @Override
    public UpdateConfigurationSetEventDestinationResponse updateConfigurationSetEventDestination(
            UpdateConfigurationSetEventDestinationRequest request) {
        ConfigurationSet set = sets.at(request.configurationSetName(), ERRORS);
        sets.replace(set, read(request.eventDestination()), ERRORS);
        return UpdateConfigurationSetEventDestinationResponse.builder().build();
    }

    @Override
    public DeleteConfigurationSetEventDestinationResponse deleteConfigurationSetEventDestination(
            DeleteConfigurationSetEventDestinationRequest request) {
        ConfigurationSet set = sets.at(request.configurationSetName(), ERRORS);
        sets.remove(set, request.eventDestinationName(), ERRORS);
        return DeleteConfigurationSetEventDestinationResponse.builder().build();
    }

    private static ConfigurationSet.Destination read(EventDestination destination) {
        Constraints.refusedBy(SesErrors::validation)
                .present("eventDestination", destination)
                .require();
        Constraints.refusedBy(SesErrors::validation)
                .present("eventDestination.name", destination.name())
                .given("eventDestination.matchingEventTypes", destination.hasMatchingEventTypes())
                .require();
        if (destination.snsDestination() == null || destination.snsDestination().topicARN() == null) {
            throw ERRORS.parameter("You must specify exactly one destination.");
        }
        List<String> types = destination.matchingEventTypesAsStrings();
        return new ConfigurationSet.Destination(
                destination.name(),
                Boolean.TRUE.equals(destination.enabled()),
                types.stream().map(V1ConfigurationSetOperations::type).collect(Collectors.toSet()),
                destination.snsDestination().topicARN());
    }

    private static EventType type(String name) {
        return Stream.of(EventType.values())
                .filter(type -> type.v1().equals(name))
                .findFirst()
                .orElseThrow(() -> SesErrors.validation(Constraints.sentence(
                        name,
                        "eventDestination.matchingEventTypes",
                        "satisfy enum value set: "
                                + Stream.of(EventType.values())
                                        .map(EventType::v1)
                                        .toList())));
    }

    private static EventDestination shown(ConfigurationSet.Destination destination) {
        Set<String> types =
                destination.types().stream().map(EventType::v1).collect(Collectors.toCollection(TreeSet::new));
        return EventDestination.builder()
                .name(destination.name())
                .enabled(destination.enabled())
                .matchingEventTypesWithStrings(types)
                .snsDestination(topic -> topic.topicARN(destination.target()))
                .build();
    }

    private static software.amazon.awssdk.services.ses.model.ConfigurationSet shown(ConfigurationSet set) {
        return software.amazon.awssdk.services.ses.model.ConfigurationSet.builder()
                .name(set.name)
                .build();
    }
}

package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.EventDestinationDefinition;

/** {@code AWS::SES::ConfigurationSetEventDestination}. */
public final class EventDestinationProvisioner implements Provisioner {
    private static final int LONGEST_NAME = 64;

    @Override
    public String type() {
        return "AWS::SES::ConfigurationSetEventDestination";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of(
                "ConfigurationSetName",
                "EventDestination.Enabled",
                "EventDestination.EventBridgeDestination",
                "EventDestination.MatchingEventTypes",
                "EventDestination.Name",
                "EventDestination.SnsDestination");
    }

    @Override
    public Physical create(ResourceCall call) {
        JsonNode named = call.properties().at("/EventDestination/Name");
        String name = named.isMissingNode() ? call.generatedName(LONGEST_NAME) : named.asText();
        call.client(SesV2Client.class)
                .createConfigurationSetEventDestination(
                        request -> request.configurationSetName(call.text("ConfigurationSetName"))
                                .eventDestinationName(name)
                                .eventDestination(definition(call.properties())));
        return physical(name);
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        call.client(SesV2Client.class)
                .updateConfigurationSetEventDestination(
                        request -> request.configurationSetName(call.text("ConfigurationSetName"))
                                .eventDestinationName(call.physicalId())
                                .eventDestination(definition(call.properties())));
        return physical(call.physicalId());
    }

    /** The API has no operation that renames one. */
    @Override
    public boolean replaces(ObjectNode before, ObjectNode after) {
        return !before.at("/EventDestination/Name").equals(after.at("/EventDestination/Name"));
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(SesV2Client.class)
                .deleteConfigurationSetEventDestination(
                        request -> request.configurationSetName(call.text("ConfigurationSetName"))
                                .eventDestinationName(call.physicalId()));
    }

    private static EventDestinationDefinition definition(ObjectNode properties) {
        JsonNode given = properties.path("EventDestination");
        List<String> types = new ArrayList<>();
        given.path("MatchingEventTypes").forEach(type -> types.add(apiName(type.asText())));
        EventDestinationDefinition.Builder definition = EventDestinationDefinition.builder()
                .enabled(given.path("Enabled").asBoolean())
                .matchingEventTypesWithStrings(types);
        if (given.has("SnsDestination")) {
            definition.snsDestination(
                    topic -> topic.topicArn(given.at("/SnsDestination/TopicARN").asText()));
        }
        if (given.has("EventBridgeDestination")) {
            definition.eventBridgeDestination(bus -> bus.eventBusArn(
                    given.at("/EventBridgeDestination/EventBusArn").asText()));
        }
        return definition.build();
    }

    /** Templates name types as the older API does: {@code renderingFailure} for {@code RENDERING_FAILURE}. */
    private static String apiName(String type) {
        return type.replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
    }

    private static Physical physical(String name) {
        return new Physical(name, Map.of("Id", name));
    }
}

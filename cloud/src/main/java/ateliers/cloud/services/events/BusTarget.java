package ateliers.cloud.services.events;

import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Door;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Payload;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.Target;
import ateliers.cloud.kit.Arn;
import ateliers.cloud.kit.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/**
 * Deliveries to event buses: an event of another service, or one that a rule of another bus matched. The payload's body
 * has its {@code source}, {@code detail-type} and {@code detail}, and {@code resources} and {@code time} where there are some.
 */
record BusTarget(Door door) implements Target {
    private static final ObjectMapper JSON = Json.mapper();

    @Override
    public Need need(Arn bus) {
        return new Need("events:PutEvents", bus.toString());
    }

    @Override
    public void send(Principal principal, Arn bus, Payload payload) {
        JsonNode event = read(payload.body());
        List<String> resources = new ArrayList<>();
        event.path("resources").forEach(each -> resources.add(each.asText()));
        Instant time = event.has("time") ? Instant.parse(event.path("time").asText()) : null;
        PutEventsRequestEntry entry = PutEventsRequestEntry.builder()
                .eventBusName(bus.toString())
                .source(event.path("source").asText())
                .detailType(event.path("detail-type").asText())
                .detail(event.path("detail").toString())
                .resources(resources)
                .time(time)
                .build();
        door.as(principal, EventBridgeClient.class, CallContext.viaService("events.amazonaws.com"))
                .putEvents(request -> request.entries(entry));
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no event: " + body, e);
        }
    }
}

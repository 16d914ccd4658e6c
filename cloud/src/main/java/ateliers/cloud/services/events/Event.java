package ateliers.cloud.services.events;

import ateliers.cloud.door.Place;
import ateliers.cloud.kit.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.UUID;

/**
 * An event as rules and targets see it.
 *
 * @param json its nine keys, in AWS's order
 * @param ingested when the bus got it
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html">Event structure</a>
 */
record Event(ObjectNode json, Instant ingested) {
    private static final ObjectMapper JSON = Json.mapper();

    /**
     * A new event with an id of its own.
     *
     * @param time what it tells, cut to seconds
     */
    static Event of(
            Place place,
            String source,
            String detailType,
            Collection<String> resources,
            JsonNode detail,
            Instant time,
            Instant ingested) {
        ObjectNode json = JSON.createObjectNode()
                .put("version", "0")
                .put("id", UUID.randomUUID().toString())
                .put("detail-type", detailType)
                .put("source", source)
                .put("account", place.account())
                .put("time", time.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("region", place.region());
        ArrayNode list = json.putArray("resources");
        resources.forEach(list::add);
        json.set("detail", detail);
        return new Event(json, ingested);
    }

    String id() {
        return json.path("id").asText();
    }

    @Override
    public String toString() {
        return "%s \"%s\" (%s)"
                .formatted(
                        json.path("source").asText(), json.path("detail-type").asText(), id());
    }
}

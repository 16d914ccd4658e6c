package ateliers.cloud.services.events;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Notes;
import ateliers.cloud.door.Place;
import ateliers.cloud.door.Principal;
import ateliers.cloud.kit.Json;
import ateliers.cloud.kit.Operations;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.TestEventPatternRequest;
import software.amazon.awssdk.services.eventbridge.model.TestEventPatternResponse;

/**
 * Events as they are put, each for itself: one that is refused keeps none of the others back.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html">PutEvents</a>
 */
final class PutEventsOperations implements EventBridgeClient, Operations {
    private static final ObjectMapper JSON = Json.mapper();
    private static final int MOST_ENTRIES = 10;
    private static final int MOST_BYTES = 262_144;
    private static final int TIME_BYTES = 14;
    private static final Set<String> TESTED =
            Set.of("id", "account", "source", "time", "region", "resources", "detail-type");

    private final Place place;
    private final CloudClock clock;
    private final Buses buses;
    private final Router router;
    private final Notes notes;

    PutEventsOperations(Place place, CloudClock clock, Buses buses, Router router, Notes notes) {
        this.place = place;
        this.clock = clock;
        this.buses = buses;
        this.router = router;
        this.notes = notes;
    }

    @Override
    public PutEventsResponse putEvents(PutEventsRequest request) {
        Checks.constraints()
                .given("entries", request.hasEntries())
                .length("entries", request.entries(), request.entries().size(), 1, MOST_ENTRIES)
                .require();
        if (request.entries().stream().mapToInt(PutEventsOperations::bytes).sum() > MOST_BYTES) {
            throw EventsErrors.validation("Total size of the entries in the request is over the limit.");
        }
        List<PutEventsResultEntry> results = new ArrayList<>();
        request.entries().forEach(entry -> results.add(put(entry)));
        return PutEventsResponse.builder()
                .entries(results)
                .failedEntryCount((int) results.stream()
                        .filter(each -> each.errorCode() != null)
                        .count())
                .build();
    }

    private static int bytes(PutEventsRequestEntry entry) {
        return (entry.time() == null ? 0 : TIME_BYTES)
                + bytes(entry.source())
                + bytes(entry.detailType())
                + bytes(entry.detail())
                + entry.resources().stream()
                        .mapToInt(PutEventsOperations::bytes)
                        .sum();
    }

    private static int bytes(String text) {
        return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    }

    private PutEventsResultEntry put(PutEventsRequestEntry entry) {
        Optional<PutEventsResultEntry> missing = missing("Source", entry.source())
                .or(() -> missing("DetailType", entry.detailType()))
                .or(() -> missing("Detail", entry.detail()));
        if (missing.isPresent()) {
            return missing.get();
        }
        if (entry.source().startsWith("aws.") && !isService()) {
            return refused("NotAuthorizedForSourceException", "Not authorized for the source.");
        }
        JsonNode detail = object(entry.detail());
        if (detail == null) {
            return refused("MalformedDetail", "Detail is malformed.");
        }
        Instant now = clock.instant();
        Event event = Event.of(
                place,
                entry.source(),
                entry.detailType(),
                entry.resources(),
                detail,
                Optional.ofNullable(entry.time()).orElse(now),
                now);
        buses.find(entry.eventBusName())
                .ifPresentOrElse(
                        bus -> router.accept(bus, event),
                        () -> notes.dropped(
                                "Event",
                                buses.busArn(entry.eventBusName()),
                                "NoSuchBus",
                                "event " + event + " was put on a bus that does not exist"));
        return PutEventsResultEntry.builder().eventId(event.id()).build();
    }

    private static Optional<PutEventsResultEntry> missing(String parameter, String value) {
        return value == null || value.isEmpty()
                ? Optional.of(refused(
                        "InvalidArgument",
                        "Parameter " + parameter + " is not valid. Reason: " + parameter + " is a required argument."))
                : Optional.empty();
    }

    private static PutEventsResultEntry refused(String code, String message) {
        return PutEventsResultEntry.builder()
                .errorCode(code)
                .errorMessage(message)
                .build();
    }

    /** Services put events of their own, and EventBridge passes on what a rule of another bus matched. */
    private static boolean isService() {
        return CallContext.caller() instanceof Principal.Service || CallContext.isViaService();
    }

    private static JsonNode object(String json) {
        try {
            JsonNode read = JSON.readTree(json);
            return read != null && read.isObject() ? read : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    @Override
    public TestEventPatternResponse testEventPattern(TestEventPatternRequest request) {
        Checks.constraints()
                .present("eventPattern", request.eventPattern())
                .present("event", request.event())
                .require();
        JsonNode event = object(request.event());
        if (event == null) {
            throw EventsErrors.validation("Parameter Event is not valid.");
        }
        EventPattern pattern = EventPattern.of(request.eventPattern());
        if (!TESTED.stream().allMatch(event::has)) {
            throw EventsErrors.validation("Parameter Event is not valid.");
        }
        return TestEventPatternResponse.builder().result(pattern.matches(event)).build();
    }
}

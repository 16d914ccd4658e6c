package ateliers.cloud.services.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.CloudExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.InvalidEventPatternException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;

/** EventBridge as the SDK's client speaks to it. */
class EventsWireTest {
    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    @Test
    void eventsAndErrorsTravel() {
        EventBridgeClient events = cloud.client(EventBridgeClient.builder());

        PutEventsRequestEntry whole = PutEventsRequestEntry.builder()
                .source("shop")
                .detailType("t")
                .detail("{}")
                .build();
        PutEventsRequestEntry part =
                PutEventsRequestEntry.builder().source("shop").build();
        List<PutEventsResultEntry> results =
                events.putEvents(r -> r.entries(whole, part)).entries();

        assertThat(results.get(0).eventId()).isNotBlank();
        assertThat(results.get(1).errorCode()).isEqualTo("InvalidArgument");
        assertThatThrownBy(() -> events.describeRule(r -> r.name("none")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Rule none does not exist on EventBus default.");
        assertThatThrownBy(() -> events.putRule(r -> r.name("bad").eventPattern("{\"string\": \"my-value\"}")))
                .isInstanceOf(InvalidEventPatternException.class)
                .hasMessageContaining("Event pattern is not valid. Reason: \"string\" must be an object or an array\n"
                        + " at [Source: (String)\"{\"string\": \"my-value\"}\"; line: 1, column: 13]");
    }
}

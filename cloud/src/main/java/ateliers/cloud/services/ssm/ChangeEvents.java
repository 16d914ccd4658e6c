package ateliers.cloud.services.ssm;

import ateliers.cloud.door.Notes;
import ateliers.cloud.door.Payload;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.Redelivery;
import ateliers.cloud.door.Redelivery.Delivery;
import ateliers.cloud.door.Redelivery.Limits;
import ateliers.cloud.door.ServiceContext;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * What the Parameter Store tells the default event bus.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-cwe.html">Setting up
 *     notifications or triggering actions based on Parameter Store events</a>
 */
final class ChangeEvents {
    private final ServiceContext cloud;
    private final Redelivery redelivery;
    private final Notes notes;

    ChangeEvents(ServiceContext cloud) {
        this.cloud = cloud;
        this.redelivery = new Redelivery(cloud.door().targets(), cloud.clock());
        this.notes = cloud.notes("ssm").byService();
    }

    /**
     * Begins to tell of a change.
     *
     * @param operation as {@code Create}
     */
    void changed(String operation, StoredParameter parameter) {
        String bus = cloud.place().arn("events", "event-bus/default");
        Instant now = cloud.clock().instant();
        Payload event = Payload.of(event(operation, parameter, now));
        Principal who = Principal.service(
                "ssm.amazonaws.com", parameter.arn, cloud.place().account());
        redelivery.begin(
                new Delivery(() -> who, bus, attempt -> event, now, Limits.of(null, null)),
                end -> notes.dropped(
                        "ParameterStoreChange", bus, end.error(), operation + " of parameter " + parameter.name));
    }

    private static String event(String operation, StoredParameter parameter, Instant time) {
        ParameterVersion latest = parameter.latest();
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("source", "aws.ssm")
                .put("detail-type", "Parameter Store Change")
                .put("time", time.toString());
        event.putArray("resources").add(parameter.arn);
        ObjectNode detail = event.putObject("detail")
                .put("operation", operation)
                .put("name", parameter.name)
                .put("type", latest.type().toString());
        if (latest.description() != null) {
            detail.put("description", latest.description());
        }
        return event.toString();
    }
}

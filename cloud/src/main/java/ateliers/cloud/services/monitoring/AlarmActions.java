package ateliers.cloud.services.monitoring;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.Notes;
import ateliers.cloud.door.Payload;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.kit.Arn;
import ateliers.cloud.services.monitoring.Changes.Change;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Does what alarms do when their states change: tells topics, calls functions, and tells the default event bus. */
final class AlarmActions {
    private static final String SERVICE = "cloudwatch.amazonaws.com";
    private static final String TO_FUNCTIONS = "lambda.alarms.cloudwatch.amazonaws.com";

    private final ServiceContext cloud;
    private final Notes notes;
    private final AlarmMessages messages;

    AlarmActions(ServiceContext cloud) {
        this.cloud = cloud;
        this.notes = cloud.notes("cloudwatch").byService();
        this.messages = new AlarmMessages(cloud.place());
    }

    void tellBus(Change change) {
        String bus = cloud.place().arn("events", "event-bus/default");
        send(SERVICE, change, bus, Payload.of(messages.event(change)));
    }

    /**
     * Does one thing.
     *
     * @return AWS's code and words when it was refused; empty when it was not
     */
    String perform(Change change, String action) {
        return Arn.of(action).service().equals("lambda")
                ? send(TO_FUNCTIONS, change, action, Payload.of(messages.invocation(change)))
                : send(
                        SERVICE,
                        change,
                        action,
                        Payload.of(messages.notification(change)).withSubject(messages.subject(change)));
    }

    private String send(String service, Change change, String target, Payload payload) {
        Principal principal =
                Principal.service(service, change.alarm().arn, cloud.place().account());
        try {
            cloud.door().targets().send(principal, target, payload);
            return "";
        } catch (AwsServiceException e) {
            notes.dropped("Delivery", target, e, "the change of alarm " + change.alarm().name);
            return AwsErrors.message(e);
        }
    }
}

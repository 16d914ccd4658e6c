package ateliers.cloud.sam;

import java.util.List;

/** An event type and the resources it brings. */
interface EventSource {

    /** Its names in templates. */
    List<String> types();

    PropertyRules rules();

    /** Checks what the event refers to in the template, before anything is expanded. */
    default void link(Event event, Translation translation) {}

    /** The event's resources; it may also change the template's own, such as a bucket. */
    List<CfnResource> expand(Event event, EventTarget target, Translation translation);
}

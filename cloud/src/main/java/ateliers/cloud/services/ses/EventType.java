package ateliers.cloud.services.ses;

/**
 * What may happen to a mail.
 *
 * @see <a href="https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html">Event data</a>
 */
enum EventType {
    SEND("Send", "send", "Email Sent"),
    REJECT("Reject", "reject", "Email Rejected"),
    BOUNCE("Bounce", "bounce", "Email Bounced"),
    COMPLAINT("Complaint", "complaint", "Email Complaint Received"),
    DELIVERY("Delivery", "delivery", "Email Delivered"),
    OPEN("Open", "open", "Email Opened"),
    CLICK("Click", "click", "Email Clicked"),
    RENDERING_FAILURE("Rendering Failure", "renderingFailure", "Email Rendering Failed"),
    DELIVERY_DELAY("DeliveryDelay", "deliveryDelay", "Email Delivery Delayed"),
    SUBSCRIPTION("Subscription", "subscription", "Email Subscribed");

    private final String said;
    private final String v1;
    private final String detailType;

    EventType(String said, String v1, String detailType) {
        this.said = said;
        this.v1 = v1;
        this.detailType = detailType;
    }

    /** As an event's {@code eventType} has it. */
    String said() {
        return said;
    }

    /** As the older API has it in event destinations. */
    String v1() {
        return v1;
    }

    /** As EventBridge's rules match it. */
    String detailType() {
        return detailType;
    }

    /** The member that holds what is told of it. */
    String member() {
        return this == RENDERING_FAILURE ? "failure" : v1;
    }
}

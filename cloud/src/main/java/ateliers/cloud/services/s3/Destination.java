package ateliers.cloud.services.s3;

/** What a notification goes to. */
enum Destination {
    QUEUE("sqs"),
    TOPIC("sns"),
    FUNCTION("lambda");

    private final String service;

    Destination(String service) {
        this.service = service;
    }

    /** As ARNs name it. */
    String service() {
        return service;
    }
}

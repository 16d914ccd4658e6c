package ateliers.cloud.services.s3;

import ateliers.cloud.door.Need;

/** What a notification goes to. */
enum Destination {
    QUEUE("sqs", "sqs:SendMessage"),
    TOPIC("sns", "sns:Publish"),
    FUNCTION("lambda", "lambda:InvokeFunction");

    private final String service;
    private final String action;

    Destination(String service, String action) {
        this.service = service;
        this.action = action;
    }

    String service() {
        return service;
    }

    /** What S3 must be allowed to deliver. */
    Need need(String arn) {
        return new Need(action, arn);
    }
}

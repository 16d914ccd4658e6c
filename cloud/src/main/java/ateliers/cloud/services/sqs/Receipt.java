package ateliers.cloud.services.sqs;

import java.time.Instant;

/** One receive of one message, as it was then. */
record Receipt(Message message, String handle, int receiveCount, Instant firstReceived) {}

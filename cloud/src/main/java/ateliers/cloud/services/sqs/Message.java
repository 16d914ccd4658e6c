package ateliers.cloud.services.sqs;

import java.time.Instant;

/** One message in one queue; guarded by the queue's lock. */
final class Message {
    final String id;
    final Content content;
    final String senderId;
    final Instant sent;

    /** The place in the queue: messages are given out in this order. */
    final long order;

    /** FIFO queues show it; empty in standard queues. */
    final String sequenceNumber;

    /** The queue it came from when it is in a dead-letter queue, or empty. */
    final String sourceArn;

    /** When it becomes visible, while it is delayed or in flight. */
    Instant visibleAt;

    /** When it was last received; what bounds the sum of its visibility timeouts. */
    Instant received;

    Instant firstReceived;
    int receiveCount;

    /** The last receive's handle; null until it has been received. */
    String handle;

    Place place = Place.VISIBLE;

    Message(String id, Content content, String senderId, Instant sent, long order, String sequence, String sourceArn) {
        this.id = id;
        this.content = content;
        this.senderId = senderId;
        this.sent = sent;
        this.order = order;
        this.sequenceNumber = sequence;
        this.sourceArn = sourceArn;
    }

    String group() {
        return content.groupId().orElse("");
    }

    /** Where a message is. */
    enum Place {
        VISIBLE,
        DELAYED,
        IN_FLIGHT,
        GONE
    }
}

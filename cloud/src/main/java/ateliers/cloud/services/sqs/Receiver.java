package ateliers.cloud.services.sqs;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.clock.Parking;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Receives, waits for what is to come, and moves away what was received too often. */
final class Receiver {
    private final Queues queues;
    private final CloudClock clock;

    Receiver(Queues queues, CloudClock clock) {
        this.queues = queues;
        this.clock = clock;
    }

    /**
     * Receives up to so many messages, parked for as long as there is none.
     *
     * @param visibility seconds
     * @param wait seconds
     */
    List<Receipt> receive(Queue queue, int max, int visibility, int wait) {
        Instant deadline = clock.instant().plusSeconds(wait);
        boolean lastTime = wait == 0;
        while (true) {
            MessageStore.Taken taken = take(queue, max, visibility);
            if (!taken.receipts().isEmpty() || lastTime) {
                if (taken.full()
                        && taken.receipts().isEmpty()
                        && wait == 0
                        && !queue.settings().fifo()) {
                    throw SqsErrors.overLimit(
                            "The maximum number of in flight messages is reached: " + MessageStore.MAX_IN_FLIGHT + ".");
                }
                return taken.receipts();
            }
            lastTime = !park(queue, deadline);
        }
    }

    /** Waits for a message; false when there is no time left to. */
    private boolean park(Queue queue, Instant deadline) {
        Duration left = Duration.between(clock.instant(), deadline);
        if (left.isNegative() || left.isZero()) {
            return false;
        }
        Optional<Parking> parking = queue.messages.queueUp();
        if (parking.isEmpty()) {
            return true;
        }
        boolean woken = parking.get().park(left);
        queue.messages.leave(parking.get());
        return woken;
    }

    private MessageStore.Taken take(Queue queue, int max, int visibility) {
        QueueSettings settings = queue.settings();
        Optional<Queue> deadLetterQueue = queues.deadLetterQueueOf(queue);
        int maxReceives =
                deadLetterQueue.isPresent() ? settings.redrive().orElseThrow().maxReceiveCount() : Integer.MAX_VALUE;
        MessageStore.Taken taken =
                queue.messages.take(max, visibility, settings, message -> message.receiveCount >= maxReceives);
        taken.moved().forEach(message -> deadLetterQueue.orElseThrow().messages.accept(message, queue.arn));
        return taken;
    }
}

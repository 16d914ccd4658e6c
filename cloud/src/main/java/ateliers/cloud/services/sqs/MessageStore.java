package ateliers.cloud.services.sqs;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.clock.CloudTimer;
import ateliers.cloud.clock.Parking;
import ateliers.cloud.door.Room;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * The messages of one queue and the receivers that wait for them. Thread-safe; every operation takes time in the
 * logarithm of the number of messages at most.
 */
final class MessageStore {
    static final int MAX_IN_FLIGHT = 120_000;
    private static final Duration LONGEST_VISIBILITY = Duration.ofHours(12);

    private final CloudClock clock;
    private final Room room;
    private final Runnable news;
    private final boolean fifo;
    private final Shelf shelf;
    private final ReceiptHandles handles = new ReceiptHandles();
    private final Deduplication accepted = new Deduplication();
    private final Attempts attempts = new Attempts();
    private final Map<String, Message> byId = new HashMap<>();
    private final TreeSet<Message> byAge =
            new TreeSet<>(Comparator.<Message, Instant>comparing(m -> m.sent).thenComparingLong(m -> m.order));
    private final TreeSet<Message> hidden = new TreeSet<>(
            Comparator.<Message, Instant>comparing(m -> m.visibleAt).thenComparingLong(m -> m.order));
    private final Deque<Parking> receivers = new ArrayDeque<>();
    private CloudTimer timer;
    private int inFlight;
    private long lastOrder;
    private boolean closed;

    /**
     * @param room for the messages
     * @param news told that there is a message to take; must be quick
     */
    MessageStore(CloudClock clock, boolean fifo, Room room, Runnable news) {
        this.clock = clock;
        this.room = room;
        this.news = news;
        this.fifo = fifo;
        this.shelf = fifo ? Shelf.fifo() : Shelf.standard();
    }

    /** Takes a message in; of a duplicate, in a FIFO queue, only the answer to the first is given again. */
    synchronized Sent send(Content content, String senderId, int delay, QueueSettings settings) {
        Instant now = clock.instant();
        String key = fifo ? deduplicationKey(content, settings) : "";
        Optional<Deduplication.Accepted> before = fifo ? accepted.find(key, now) : Optional.empty();
        if (before.isPresent()) {
            return new Sent(before.get().messageId(), before.get().sequenceNumber());
        }
        requireOpen();
        room.take(content.bytes());
        String id = UUID.randomUUID().toString();
        long order = ++lastOrder;
        Message message = new Message(id, content, senderId, now, order, sequenceNumber(order), "");
        if (fifo) {
            accepted.add(key, id, message.sequenceNumber, now);
        }
        put(message, now, delay);
        return new Sent(id, message.sequenceNumber);
    }

    /** Takes in a message that another queue has moved away, with its id, age and count of receives. */
    synchronized void accept(Message moved, String sourceArn) {
        requireOpen();
        room.keep(moved.content.bytes());
        Instant now = clock.instant();
        long order = ++lastOrder;
        // a FIFO queue counts its age anew, a standard one goes on
        Instant sent = fifo ? now : moved.sent;
        Message message =
                new Message(moved.id, moved.content, moved.senderId, sent, order, sequenceNumber(order), sourceArn);
        message.receiveCount = moved.receiveCount;
        message.firstReceived = moved.firstReceived;
        put(message, now, 0);
    }

    /**
     * Takes up to so many messages.
     *
     * @param movesAway tells of a message whether it goes to the dead-letter queue instead
     */
    synchronized Taken take(int max, int visibility, QueueSettings settings, Predicate<Message> movesAway) {
        requireOpen();
        Instant now = refresh(settings);
        List<Receipt> receipts = new ArrayList<>(max);
        List<Message> moved = new ArrayList<>();
        while (receipts.size() < max && inFlight < MAX_IN_FLIGHT) {
            Message message = shelf.take();
            if (message == null) {
                break;
            }
            if (movesAway.test(message)) {
                forget(message);
                shelf.freed(message);
                moved.add(message);
            } else {
                receipts.add(receive(message, now, visibility));
            }
        }
        shelf.taken();
        if (visibility == 0) {
            bringBack(now);
        }
        arm();
        wakeOne();
        return new Taken(receipts, moved, inFlight >= MAX_IN_FLIGHT);
    }

    /** The same answer as to an earlier receive with this attempt id, its visibility timeout starting anew. */
    synchronized Optional<List<Receipt>> again(String attemptId, int visibility, QueueSettings settings) {
        Instant now = refresh(settings);
        Optional<List<Receipt>> receipts = attempts.find(attemptId, now);
        receipts.ifPresent(found -> {
            found.forEach(receipt -> hide(receipt.message(), now.plusSeconds(visibility)));
            arm();
        });
        return receipts;
    }

    /** Remembers what a receive with an attempt id got. */
    synchronized void remember(String attemptId, List<Receipt> receipts) {
        if (!receipts.isEmpty()) {
            attempts.add(attemptId, receipts, receipts.get(0).message().received);
        }
    }

    synchronized void delete(String handle, QueueSettings settings) {
        String id = handles.messageId(handle);
        refresh(settings);
        Message message = byId.get(id);
        if (message == null) {
            return; // deleted before, which is no error
        }
        boolean latest = handle.equals(message.handle);
        if (fifo && !(latest && message.place == Message.Place.IN_FLIGHT)) {
            throw SqsErrors.parameter("ReceiptHandle", handle, "The receipt handle has expired.");
        }
        if (latest) {
            drop(message);
            wakeOne();
        }
    }

    synchronized void changeVisibility(String handle, int seconds, QueueSettings settings) {
        String id = handles.messageId(handle);
        Instant now = refresh(settings);
        Message message = byId.get(id);
        if (message == null || !handle.equals(message.handle)) {
            throw SqsErrors.parameter(
                    "ReceiptHandle",
                    handle,
                    "Message does not exist or is not available for visibility timeout change.");
        }
        if (message.place != Message.Place.IN_FLIGHT) {
            if (fifo) {
                throw SqsErrors.parameter("ReceiptHandle", handle, "The receipt handle has expired.");
            }
            return; // AWS accepts it, without effect
        }
        Instant until = now.plusSeconds(seconds);
        if (until.isAfter(message.received.plus(LONGEST_VISIBILITY))) {
            throw SqsErrors.parameter(
                    "VisibilityTimeout",
                    seconds,
                    "Total VisibilityTimeout for the message is beyond the limit [43200 seconds].");
        }
        hide(message, until);
        bringBack(now);
        arm();
        wakeOne();
    }

    /** Takes visible messages away without receiving them, oldest first, for a move task. */
    synchronized List<Message> drain(int max, QueueSettings settings) {
        refresh(settings);
        List<Message> drained = new ArrayList<>();
        while (drained.size() < max) {
            Message message = shelf.take();
            if (message == null) {
                break;
            }
            forget(message);
            shelf.freed(message);
            drained.add(message);
        }
        shelf.taken();
        return drained;
    }

    synchronized Counts counts(QueueSettings settings) {
        refresh(settings);
        return new Counts(shelf.size(), inFlight, hidden.size() - inFlight);
    }

    /** Deletes all messages. */
    synchronized void purge() {
        List.copyOf(byId.values()).forEach(this::drop);
    }

    /** Registers a receiver that is about to wait, unless there is something to take. */
    synchronized Optional<Parking> queueUp() {
        requireOpen();
        if (shelf.hasNext() && inFlight < MAX_IN_FLIGHT) {
            return Optional.empty();
        }
        Parking parking = clock.parking();
        receivers.add(parking);
        return Optional.of(parking);
    }

    /** Takes a receiver that waits no longer out of the line. */
    synchronized void leave(Parking parking) {
        receivers.remove(parking);
    }

    /** The queue is gone: receivers learn of it. */
    synchronized void close() {
        closed = true;
        purge();
        if (timer != null) {
            timer.cancel();
        }
        receivers.forEach(Parking::wake);
        receivers.clear();
    }

    private void requireOpen() {
        if (closed) {
            throw SqsErrors.noSuchQueue();
        }
    }

    private String deduplicationKey(Content content, QueueSettings settings) {
        String id = content.deduplicationId().orElse("");
        return settings.deduplicationPerGroup() ? content.groupId().orElse("") + ' ' + id : id;
    }

    private String sequenceNumber(long order) {
        return fifo ? String.format("188%017d", order * 256) : "";
    }

    private void put(Message message, Instant now, int delay) {
        byId.put(message.id, message);
        byAge.add(message);
        if (delay > 0) {
            message.place = Message.Place.DELAYED;
            message.visibleAt = now.plusSeconds(delay);
            hidden.add(message);
            arm();
        } else {
            shelf.add(message);
            wakeOne();
        }
    }

    private Receipt receive(Message message, Instant now, int visibility) {
        message.receiveCount++;
        message.received = now;
        if (message.firstReceived == null) {
            message.firstReceived = now;
        }
        message.handle = handles.make(message.id);
        message.place = Message.Place.IN_FLIGHT;
        inFlight++;
        hide(message, now.plusSeconds(visibility));
        return new Receipt(message, message.handle, message.receiveCount, message.firstReceived);
    }

    private void hide(Message message, Instant until) {
        if (message.visibleAt != null) {
            hidden.remove(message);
        }
        message.visibleAt = until;
        hidden.add(message);
    }

    /** Lets expired messages go and brings back those whose time has come; returns the present. */
    private Instant refresh(QueueSettings settings) {
        Instant now = clock.instant();
        Instant oldest = now.minusSeconds(settings.retention());
        while (!byAge.isEmpty() && !byAge.first().sent.isAfter(oldest)) {
            drop(byAge.first());
        }
        bringBack(now);
        return now;
    }

    private void bringBack(Instant now) {
        while (!hidden.isEmpty() && !hidden.first().visibleAt.isAfter(now)) {
            Message message = hidden.pollFirst();
            message.visibleAt = null;
            boolean wasInFlight = message.place == Message.Place.IN_FLIGHT;
            message.place = Message.Place.VISIBLE;
            shelf.add(message);
            if (wasInFlight) {
                inFlight--;
                shelf.freed(message);
            }
        }
    }

    private void drop(Message message) {
        switch (message.place) {
            case VISIBLE -> shelf.remove(message);
            case DELAYED -> hidden.remove(message);
            case IN_FLIGHT -> {
                hidden.remove(message);
                inFlight--;
                shelf.freed(message);
            }
            case GONE -> {
                return;
            }
        }
        forget(message);
    }

    private void forget(Message message) {
        message.place = Message.Place.GONE;
        room.give(message.content.bytes());
        byId.remove(message.id);
        byAge.remove(message);
    }

    /** Sets the timer for the first hidden message; one that is set too early finds nothing and sets itself anew. */
    private void arm() {
        if (hidden.isEmpty() || closed) {
            return;
        }
        Instant first = hidden.first().visibleAt;
        if (timer != null) {
            if (!first.isBefore(timer.due())) {
                return;
            }
            timer.cancel();
        }
        timer = clock.schedule(Duration.between(clock.instant(), first), this::timeIsUp);
    }

    private synchronized void timeIsUp() {
        timer = null;
        bringBack(clock.instant());
        arm();
        wakeOne();
    }

    /** One is enough: who takes and leaves something wakes the next. */
    private void wakeOne() {
        if (shelf.hasNext() && inFlight < MAX_IN_FLIGHT) {
            if (!receivers.isEmpty()) {
                receivers.poll().wake();
            }
            news.run();
        }
    }

    /** The answer to a sender; the sequence number is empty in standard queues. */
    record Sent(String messageId, String sequenceNumber) {}

    /** What a receive took, what it found to be for the dead-letter queue, and whether too many are in flight. */
    record Taken(List<Receipt> receipts, List<Message> moved, boolean full) {}

    /** How many messages are visible, in flight, delayed. */
    record Counts(int visible, int inFlight, int delayed) {}
}

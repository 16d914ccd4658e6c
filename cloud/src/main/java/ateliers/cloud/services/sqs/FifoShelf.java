package ateliers.cloud.services.sqs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One line a message group. A group gives out what precedes all its messages in flight from earlier receives, and
 * nothing while its first message is delayed. One receive takes as much of a group as it can before it goes on to the
 * next.
 */
final class FifoShelf implements Shelf {
    private final Map<String, Group> groups = new HashMap<>();

    /** The groups that can be taken from, by the order of their first message. */
    private final TreeMap<Long, Group> ready = new TreeMap<>();

    private final List<Group> takenFrom = new ArrayList<>();
    private int size;

    @Override
    public void add(Message message) {
        Group group = groups.computeIfAbsent(message.group(), Group::new);
        unready(group);
        group.line.put(message.order, message);
        size++;
        readyIfFree(group);
    }

    @Override
    public void remove(Message message) {
        Group group = groups.get(message.group());
        unready(group);
        if (group.line.remove(message.order) != null) {
            size--;
        }
        settle(group);
    }

    @Override
    public Message take() {
        if (ready.isEmpty()) {
            return null;
        }
        Group group = ready.firstEntry().getValue();
        unready(group);
        Message message = group.line.pollFirstEntry().getValue();
        size--;
        group.beingTaken.add(message.order);
        if (group.isFree()) {
            // this receive goes on with the oldest line, whatever other groups hold
            group.readyAt = message.order;
            ready.put(message.order, group);
        }
        takenFrom.add(group);
        return message;
    }

    @Override
    public void taken() {
        for (Group group : takenFrom) {
            group.inFlight.addAll(group.beingTaken);
            group.beingTaken.clear();
            unready(group);
            settle(group);
        }
        takenFrom.clear();
    }

    @Override
    public void freed(Message message) {
        Group group = groups.get(message.group());
        group.inFlight.remove(message.order);
        group.beingTaken.remove(message.order);
        unready(group);
        settle(group);
    }

    @Override
    public boolean hasNext() {
        return !ready.isEmpty();
    }

    @Override
    public int size() {
        return size;
    }

    private void settle(Group group) {
        if (group.line.isEmpty() && group.inFlight.isEmpty() && group.beingTaken.isEmpty()) {
            groups.remove(group.name);
        } else {
            readyIfFree(group);
        }
    }

    private void readyIfFree(Group group) {
        if (group.isFree()) {
            group.readyAt = group.line.firstKey();
            ready.put(group.readyAt, group);
        }
    }

    private void unready(Group group) {
        if (group.readyAt != Group.NOT_READY) {
            ready.remove(group.readyAt);
            group.readyAt = Group.NOT_READY;
        }
    }

    private static final class Group {
        private static final long NOT_READY = -1;

        private final String name;
        private final TreeMap<Long, Message> line = new TreeMap<>();
        private final TreeSet<Long> inFlight = new TreeSet<>();

        /** What the receive that is under way has taken, which does not stop that receive. */
        private final TreeSet<Long> beingTaken = new TreeSet<>();

        private long readyAt = NOT_READY;

        Group(String name) {
            this.name = name;
        }

        boolean isFree() {
            return !line.isEmpty() && (inFlight.isEmpty() || line.firstKey() < inFlight.first());
        }
    }
}

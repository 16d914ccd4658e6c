package ateliers.cloud.services.sqs;

import java.util.Map;
import java.util.TreeMap;

/** One line, the oldest first. */
final class StandardShelf implements Shelf {
    private final TreeMap<Long, Message> line = new TreeMap<>();

    @Override
    public void add(Message message) {
        line.put(message.order, message);
    }

    @Override
    public void remove(Message message) {
        line.remove(message.order);
    }

    @Override
    public Message take() {
        Map.Entry<Long, Message> first = line.pollFirstEntry();
        return first == null ? null : first.getValue();
    }

    @Override
    public void freed(Message message) {
        // nobody waits for it
    }

    @Override
    public boolean hasNext() {
        return !line.isEmpty();
    }

    @Override
    public int size() {
        return line.size();
    }
}

package ateliers.cloud.services.sns;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** One topic. */
final class Topic {
    final String arn;
    final String name;
    final boolean fifo;
    final Map<String, String> attributes = new ConcurrentHashMap<>();
    final Map<String, String> tags = new ConcurrentHashMap<>();
    final AtomicInteger deleted = new AtomicInteger();
    final Deduplication accepted = new Deduplication();
    final OrderedDeliveries deliveries;
    private final AtomicLong sequence = new AtomicLong();

    Topic(String arn, String name, Map<String, String> attributes, OrderedDeliveries deliveries) {
        this.arn = arn;
        this.name = name;
        this.fifo = name.endsWith(".fifo");
        this.attributes.putAll(attributes);
        this.deliveries = deliveries;
    }

    boolean isContentBased() {
        return "true".equals(attributes.get("ContentBasedDeduplication"));
    }

    String nextSequenceNumber() {
        return String.format("1%019d", sequence.incrementAndGet() * 1000);
    }

    /** A copy of the tags by key. */
    Map<String, String> sortedTags() {
        return new TreeMap<>(tags);
    }
}

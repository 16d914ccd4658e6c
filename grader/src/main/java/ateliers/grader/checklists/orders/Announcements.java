package ateliers.grader.checklists.orders;

import ateliers.grader.checklist.Stack;
import ateliers.grader.checklist.TopicProbe;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** How often the topic told of each of some orders. */
final class Announcements {
    private final Stack stack;
    private final TopicProbe probe;
    private final Set<String> ids;

    Announcements(Stack stack, TopicProbe probe, Set<String> ids) {
        this.stack = stack;
        this.probe = probe;
        this.ids = Set.copyOf(ids);
    }

    /**
     * Waits until as many came as there are orders, and then for one too many.
     *
     * @param soon in which more of them come, as long as some are missing
     */
    void settle(Duration soon) {
        stack.awaitAll(() -> Math.max(0, ids.size() - all().size()), soon);
        stack.never(() -> all().size() > ids.size(), OrdersSqsChecklist.QUIET);
    }

    /** Whether each order was told of exactly once so far. */
    boolean eachOnce() {
        List<String> all = all();
        return all.size() == ids.size() && Set.copyOf(all).size() == ids.size();
    }

    String wanted() {
        return "%1$d notifications de %1$d commandes".formatted(ids.size());
    }

    String seen() {
        List<String> all = all();
        return "%s de %d commandes"
                .formatted(TopicProbe.said(all.size()), Set.copyOf(all).size());
    }

    /** The orders that notifications told of, as often as they did; other orders may still be on their way. */
    private List<String> all() {
        return probe.received().stream()
                .flatMap(notification ->
                        ids.stream().filter(id -> notification.text().contains(id)))
                .toList();
    }
}

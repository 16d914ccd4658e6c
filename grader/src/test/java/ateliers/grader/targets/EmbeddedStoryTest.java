package ateliers.grader.targets;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.journal.Entry;
import ateliers.cloud.journal.Journal;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EmbeddedStoryTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Journal journal = new Journal();

    @Test
    void whatACallSetInMotionBeganAfterItThoughItIsWrittenBefore() {
        journal.add(entry(Entry.Kind.CALL, "SendMessage", 8, 3_000));
        journal.add(entry(Entry.Kind.CALL, "Publish", 9, 8_000));
        journal.add(entry(Entry.Kind.INVOCATION, "Invoke", 10, 9_000));

        assertThat(new EmbeddedStory(journal, Journal.Mark.START).steps())
                .extracting(step -> step.time().toEpochMilli() - START.toEpochMilli())
                .containsExactly(5L, 1L, 10L);
    }

    private static Entry entry(Entry.Kind kind, String operation, int millis, long micros) {
        return new Entry(
                START.plusMillis(millis), kind, "r", Optional.empty(), "a", "s", operation, "", Entry.OK, "", micros);
    }
}

package ateliers.cloud.journal;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.journal.Entry.Kind;
import ateliers.cloud.journal.Journal.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JournalTest {
    private final Journal journal = new Journal();

    @Test
    void keepsTheOrderOfWhatWasWritten() {
        write(Kind.CALL, Entry.OK, "first");
        write(Kind.DENIAL, "AccessDenied", "second");
        write(Kind.CALL, Entry.OK, "third");

        assertThat(operations(journal.entries())).containsExactly("first", "second", "third");
    }

    @Test
    void aMarkLeavesOutWhatWasWrittenBefore() {
        write(Kind.CALL, Entry.OK, "before");
        Mark mark = journal.mark();
        assertThat(journal.since(mark)).isEmpty();

        write(Kind.DENIAL, "AccessDenied", "denied");
        write(Kind.CALL, Entry.OK, "after");

        assertThat(operations(journal.since(mark))).containsExactly("denied", "after");
        assertThat(journal.droppedSince(mark)).isZero();
    }

    @Test
    void aMarkHoldsWhenTheOldestEntriesAreDropped() {
        flood(10);
        Mark mark = journal.mark();
        write(Kind.CALL, Entry.OK, "after");
        assertThat(operations(journal.since(mark))).containsExactly("after");

        flood(Journal.LIMIT - 1);

        assertThat(journal.entries()).hasSize(Journal.LIMIT);
        assertThat(operations(journal.since(mark))).hasSize(Journal.LIMIT).startsWith("after");
        assertThat(journal.droppedSince(mark)).isZero();
        assertThat(journal.droppedSince(Mark.START)).isEqualTo(10);

        flood(1);

        assertThat(operations(journal.since(mark))).doesNotContain("after");
        assertThat(journal.droppedSince(mark)).isEqualTo(1);
    }

    @Test
    void aFloodOfOneSortDropsNothingElse() {
        write(Kind.CALL, "ResourceNotFoundException", "failed");
        write(Kind.UNSUPPORTED, "Unsupported", "lacking");
        write(Kind.CALL, Entry.OK, "succeeded");

        flood(2 * Journal.LIMIT);

        assertThat(operations(journal.entries()))
                .hasSize(Journal.LIMIT)
                .startsWith("failed", "lacking")
                .doesNotContain("succeeded");
    }

    @Test
    void tellsListenersOfEachEntry() {
        List<Entry> heard = new ArrayList<>();
        journal.listen(heard::add);

        write(Kind.INERT, Entry.OK, "Tags");

        assertThat(operations(heard)).containsExactly("Tags");
    }

    @Test
    void knowsWhatIsUnderWay() {
        Begun begun = new Begun("request", "function", Instant.EPOCH, Duration.ofSeconds(3));
        Journal.UnderWay underWay = journal.begin(begun);
        assertThat(journal.underWay()).containsExactly(begun);

        underWay.close();

        assertThat(journal.underWay()).isEmpty();
    }

    private void flood(int calls) {
        for (int call = 0; call < calls; call++) {
            write(Kind.CALL, Entry.OK, "flood");
        }
    }

    private void write(Kind kind, String outcome, String operation) {
        journal.add(new Entry(
                Instant.EPOCH, kind, "request", Optional.empty(), "someone", "sqs", operation, "", outcome, "", 0));
    }

    private static List<String> operations(List<Entry> entries) {
        return entries.stream().map(Entry::operation).toList();
    }
}

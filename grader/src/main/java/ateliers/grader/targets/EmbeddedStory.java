package ateliers.grader.targets;

import ateliers.cloud.journal.Entry;
import ateliers.cloud.journal.Journal;
import ateliers.cloud.journal.Journal.Mark;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What the embedded cloud's journal holds since a mark. */
record EmbeddedStory(Journal journal, Mark since) implements Story {
    @Override
    public List<Step> steps() {
        return journal.since(since).stream().map(EmbeddedStory::step).toList();
    }

    @Override
    public long forgotten() {
        return journal.droppedSince(since);
    }

    /** Entries are written when a call has ended: what it set in motion is written before it. */
    private static Instant began(Entry entry) {
        return entry.kind() == Entry.Kind.INVOCATION
                ? entry.time()
                : entry.time().minus(entry.micros(), ChronoUnit.MICROS);
    }

    private static Step step(Entry entry) {
        return new Step(
                began(entry),
                Step.Kind.valueOf(entry.kind().name()),
                entry.requestId(),
                entry.parentRequestId(),
                entry.principal(),
                entry.service(),
                entry.operation(),
                entry.resource(),
                entry.outcome(),
                entry.message(),
                entry.gap());
    }
}

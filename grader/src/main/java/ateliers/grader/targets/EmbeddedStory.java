package ateliers.grader.targets;

import ateliers.cloud.journal.Entry;
import ateliers.cloud.journal.Journal;
import ateliers.cloud.journal.Journal.Mark;
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

    private static Step step(Entry entry) {
        return new Step(
                entry.time(),
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

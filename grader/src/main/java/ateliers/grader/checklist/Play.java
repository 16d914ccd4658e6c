package ateliers.grader.checklist;

import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.engine.support.store.NamespacedHierarchicalStore;

/** What the criteria of one grading have in common. It is handed to them by the session of each launcher that plays some. */
public record Play(Stacks stacks, Statuses statuses, MailsRead mailsRead) {
    private static final Namespace OURS = Namespace.create(Play.class);

    /** Puts it where criteria find it. The session closes nothing of it: others go on. */
    public void give(NamespacedHierarchicalStore<Namespace> session) {
        session.put(OURS, Play.class, this);
    }
}

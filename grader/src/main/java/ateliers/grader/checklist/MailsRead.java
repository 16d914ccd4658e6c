package ateliers.grader.checklist;

import ateliers.grader.targets.Mail;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The mails that each criterion of one grading has read, for reports. Used by several threads. */
public final class MailsRead {
    private final Map<String, List<Mail>> byId = new ConcurrentHashMap<>();

    void read(String id, Collection<Mail> mails) {
        byId.put(id, List.copyOf(mails));
    }

    /** Those that a criterion has read, in the order in which it did; none of one that has not ended. */
    public List<Mail> of(String id) {
        return byId.getOrDefault(id, List.of());
    }
}

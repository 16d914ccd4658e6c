package ateliers.cloud.mail;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** All mail that one cloud's services delivered, oldest first. It has no wire endpoint. */
public final class Mailbox {
    private final List<Mail> mails = new CopyOnWriteArrayList<>();
    private final List<Consumer<Mail>> listeners = new CopyOnWriteArrayList<>();

    /** Delivers a mail and tells the listeners, on this thread. */
    public void deliver(Mail mail) {
        mails.add(mail);
        listeners.forEach(listener -> listener.accept(mail));
    }

    /** A copy of what was delivered until now. */
    public List<Mail> all() {
        return List.copyOf(mails);
    }

    /** What was delivered to an address. */
    public List<Mail> to(String address) {
        return mails.stream().filter(mail -> mail.to().contains(address)).toList();
    }

    /** Calls the listener for every mail from now on, on the thread that delivers it; it must be quick. */
    public void listen(Consumer<Mail> listener) {
        listeners.add(listener);
    }
}

package ateliers.cloud.services.sqs;

/** The messages of a queue that are neither delayed nor in flight, in the order in which they are given out. */
interface Shelf {
    /** A message has become visible, or visible again. */
    void add(Message message);

    /** A message that was visible is gone. */
    void remove(Message message);

    /** Takes the next message that may be received, or null. What it hides of others stays hidden until freed. */
    Message take();

    /** A message that was taken is visible again, moved away, expired or deleted. */
    void freed(Message message);

    /** Called once a receive has taken all it takes. */
    default void taken() {}

    /** Whether there is something to take. */
    boolean hasNext();

    /** How many are visible, whether or not they may be received now. */
    int size();

    /** The shelf of a standard queue: the oldest first, any number at once. */
    static Shelf standard() {
        return new StandardShelf();
    }

    /** The shelf of a FIFO queue: strictly in order in each message group, which waits behind what it has in flight. */
    static Shelf fifo() {
        return new FifoShelf();
    }
}

package ateliers.cloud.door;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes a cloud keeps of what it is given: objects, items, messages, events. AWS keeps any number, this machine
 * does not. Beyond it a call is refused as our gap, before anything is kept, instead of ending all that run beside it.
 */
public final class Room {
    private static final long MB = 1L << 20;
    private static final long GB = 1L << 30;

    private final String place;
    private final long most;
    private final AtomicLong taken = new AtomicLong();

    /**
     * @param place where it is, as {@code in memory}
     * @param most bytes
     */
    public Room(String place, long most) {
        this.place = place;
        this.most = most;
    }

    /** In this JVM's memory, where a byte that is counted takes a few: at most an eighth of it and half a gigabyte. */
    public static Room inMemory() {
        return new Room("in memory", Math.min(GB / 2, Runtime.getRuntime().maxMemory() / 8));
    }

    /** On the disk of a folder: at most half of what is free now, and four gigabytes. */
    public static Room onDiskOf(Path folder) {
        return new Room("on disk", Math.min(4 * GB, folder.toFile().getUsableSpace() / 2));
    }

    /** @throws Unsupported where there is no room for so many bytes more; none are taken then */
    public void take(long bytes) {
        if (taken.addAndGet(bytes) > most) {
            taken.addAndGet(-bytes);
            throw new Unsupported("keeping more than " + most / MB + " MB " + place);
        }
    }

    /** Takes what must not be lost, room or not. */
    public void keep(long bytes) {
        taken.addAndGet(bytes);
    }

    /** Gives so many bytes back. */
    public void give(long bytes) {
        taken.addAndGet(-bytes);
    }

    /** How many are taken, in bytes. */
    public long taken() {
        return taken.get();
    }
}

package ateliers.cloud.services.s3;

import ateliers.cloud.door.Room;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The bytes of an object or of a part. Copies share them: whoever keeps a content holds it, and what nobody holds any
 * more is deleted. Open and release it in the monitor of the bucket that keeps it.
 */
abstract class Content {
    static final Content EMPTY = new Bytes(new byte[0], new Room("in memory", 0));

    private final AtomicInteger holders = new AtomicInteger(1);

    abstract long size();

    /** A stream of so many bytes from an offset; both lie within the content. */
    abstract InputStream open(long offset, long length);

    /** What there is to do when nobody holds it any more. */
    void discard() {}

    final InputStream open() {
        return open(0, size());
    }

    /** Holds it once more. */
    final Content hold() {
        holders.incrementAndGet();
        return this;
    }

    final void release() {
        if (holders.decrementAndGet() == 0) {
            discard();
        }
    }

    /** In memory. */
    static final class Bytes extends Content {
        private final byte[] bytes;
        private final Room room;

        /** @param room that its bytes were taken of */
        Bytes(byte[] bytes, Room room) {
            this.bytes = bytes;
            this.room = room;
        }

        @Override
        void discard() {
            room.give(bytes.length);
        }

        @Override
        long size() {
            return bytes.length;
        }

        @Override
        InputStream open(long offset, long length) {
            return new ByteArrayInputStream(bytes, (int) offset, (int) length);
        }
    }

    /** In a file. */
    static final class InFile extends Content {
        private final Path path;
        private final long size;
        private final Room room;

        /** @param room that its bytes were taken of */
        InFile(Path path, long size, Room room) {
            this.path = path;
            this.size = size;
            this.room = room;
        }

        @Override
        long size() {
            return size;
        }

        @Override
        InputStream open(long offset, long length) {
            try {
                FileChannel channel = FileChannel.open(path);
                channel.position(offset);
                return new Bounded(Channels.newInputStream(channel), length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        void discard() {
            try {
                Files.deleteIfExists(path);
                room.give(size);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Parts one after the other; holds them as long as it is held. */
    static final class Joined extends Content {
        private final List<Content> parts;
        private final long size;

        Joined(List<Content> parts) {
            this.parts = List.copyOf(parts);
            this.size = parts.stream().mapToLong(Content::size).sum();
        }

        @Override
        long size() {
            return size;
        }

        @Override
        InputStream open(long offset, long length) {
            List<InputStream> streams = new ArrayList<>();
            long start = 0;
            for (Content part : parts) {
                long from = Math.max(offset, start) - start;
                long to = Math.min(offset + length, start + part.size()) - start;
                if (from < to) {
                    streams.add(part.open(from, to - from));
                }
                start += part.size();
            }
            return new SequenceInputStream(Collections.enumeration(streams));
        }

        @Override
        void discard() {
            parts.forEach(Content::release);
        }
    }

    /** The first bytes of a stream. */
    private static final class Bounded extends java.io.FilterInputStream {
        private long left;

        Bounded(InputStream in, long length) {
            super(in);
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            if (left == 0) {
                return -1;
            }
            int value = in.read();
            left -= value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0) {
                return length == 0 ? 0 : -1;
            }
            int count = in.read(bytes, offset, (int) Math.min(left, length));
            left -= Math.max(0, count);
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = in.skip(Math.min(left, count));
            left -= skipped;
            return skipped;
        }

        @Override
        public int available() throws IOException {
            return (int) Math.min(left, in.available());
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}

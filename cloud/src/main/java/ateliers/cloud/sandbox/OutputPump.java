package ateliers.cloud.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Cuts a process's output into log lines. It never stops reading, so that the process never blocks on a full pipe, and
 * never keeps more than its bounds: a line is cut at 256 KB (CloudWatch's event), a batch at 4 MB.
 *
 * <p>The runtime client's socket class writes a mark before it asks for the next event. When the mark comes out here, so
 * has everything the function had written.
 */
final class OutputPump implements Runnable {
    static final int MAX_LINE = 256 * 1024;
    static final int MAX_BATCH = 4 * 1024 * 1024;

    /** Before a line's end: the function's logger was given a message of several lines, which is one event. */
    private static final byte GOES_ON = 0;

    private static final String CUT = " [... tronqué : ligne de plus de 256 Ko]";
    private static final String FULL = "[... tronqué : plus de 4 Mo de journal]";

    private final InputStream input;
    private final byte[] mark;
    private final Supplier<Instant> clock;
    private final Predicate<String> kept;
    private final LongConsumer onMark;

    private byte[] line = new byte[1024];
    private int length;
    private int matched;
    private boolean cut;
    private long marks;

    private List<LogLine> batch = new ArrayList<>();
    private int batchBytes;

    /**
     * Makes a pump.
     *
     * @param input the process's output
     * @param mark what separates invocations; starts with NUL, ends with a line break
     * @param clock tells when a line came
     * @param kept which of the process's lines are
     * @param onMark told how many marks have come, and Long.MAX_VALUE at the end of the output
     */
    OutputPump(InputStream input, byte[] mark, Supplier<Instant> clock, Predicate<String> kept, LongConsumer onMark) {
        this.input = input;
        this.mark = mark.clone();
        this.clock = clock;
        this.kept = kept;
        this.onMark = onMark;
    }

    @Override
    public void run() {
        byte[] buffer = new byte[1 << 16];
        try (input) {
            for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                accept(buffer, read);
            }
        } catch (IOException e) {
            // The process is gone: what came before is kept.
        }
        endOfLine();
        onMark.accept(Long.MAX_VALUE);
    }

    private void accept(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            byte b = bytes[i];
            if (b != mark[matched]) {
                for (int j = 0; j < matched; j++) {
                    append(mark[j]);
                }
                matched = 0;
            }
            // What breaks a beginning off may begin the mark itself: it has one NUL, its first byte.
            if (b == mark[matched]) {
                if (++matched == mark.length) {
                    matched = 0;
                    endOfLine();
                    onMark.accept(++marks);
                }
            } else if (b == '\n' && length > 0 && line[length - 1] == GOES_ON) {
                line[length - 1] = b;
            } else if (b == '\n') {
                endOfLine();
            } else {
                append(b);
            }
        }
    }

    private void append(byte b) {
        if (length == MAX_LINE) {
            cut = true;
            return;
        }
        if (length == line.length) {
            line = Arrays.copyOf(line, Math.min(MAX_LINE, 2 * length));
        }
        line[length++] = b;
    }

    private void endOfLine() {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        // CloudWatch Logs refuses empty events: an empty line is none.
        if (end > 0) {
            add(new String(line, 0, end, StandardCharsets.UTF_8) + (cut ? CUT : ""));
        }
        length = 0;
        cut = false;
    }

    /** Adds lines of the platform's. */
    synchronized void platform(List<String> lines) {
        lines.forEach(text -> batch.add(new LogLine(clock.get(), text)));
    }

    private synchronized void add(String text) {
        if (batchBytes > MAX_BATCH || !kept.test(text)) {
            return;
        }
        batchBytes += text.length() + 64;
        batch.add(new LogLine(clock.get(), batchBytes > MAX_BATCH ? FULL : text));
    }

    /** The lines since the last call. */
    synchronized List<LogLine> take() {
        List<LogLine> taken = batch;
        batch = new ArrayList<>();
        batchBytes = 0;
        return taken;
    }
}

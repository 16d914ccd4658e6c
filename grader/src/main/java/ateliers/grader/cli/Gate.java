package ateliers.grader.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Lets bytes through until it is shut; afterwards nothing more is heard. */
final class Gate extends FilterOutputStream {
    private boolean shut;

    Gate(OutputStream out) {
        super(out);
    }

    @Override
    public synchronized void write(int b) throws IOException {
        if (!shut) {
            out.write(b);
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) throws IOException {
        if (!shut) {
            out.write(bytes, from, length);
        }
    }

    synchronized void shut(String lastWords) {
        try {
            out.write(lastWords.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            // Nobody listens any more.
        }
        shut = true;
    }
}

package ateliers.cloud.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Stops processes and lets them go on. Java sends no such signals, and a command for each would cost more than most invocations
 * take: one shell that stays does it, in a tenth of a millisecond. When this JVM has ended, however it did, the shell lets all go
 * on, so that they find out and end too.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html">Execution environment</a>
 */
final class Freezer implements AutoCloseable {
    private static final Path SHELL = Path.of("/bin/sh");
    private static final int PATIENCE_SECONDS = 2;

    /** Ctrl-C reaches it as well as this JVM, which may need it until its own end. */
    private static final String ORDERS = """
            trap '' HUP INT QUIT TERM
            all=
            while read -r signal who; do
              kill -s "$signal" -- "$who" 2>/dev/null
              case " $all " in
                *" $who "*) ;;
                *) all="$all $who" ;;
              esac
            done
            for who in $all; do kill -s CONT -- "$who" 2>/dev/null; done
            """;

    private Process shell;
    private Writer orders;
    private boolean closed;

    /**
     * Stops a process.
     *
     * @param who its number; that of a group, negative, for all of them
     */
    void stop(long who) {
        order("STOP", who);
    }

    /** Lets a process, or a group of them, go on. */
    void go(long who) {
        order("CONT", who);
    }

    private synchronized void order(String signal, long who) {
        if (closed || !Files.isExecutable(SHELL)) {
            return;
        }
        try {
            write(signal, who);
        } catch (IOException e) {
            // Somebody has ended the shell: what it has stopped must go on all the same.
            discard();
            try {
                write(signal, who);
            } catch (IOException again) {
                throw new UncheckedIOException("functions can be neither stopped nor let go on", again);
            }
        }
    }

    private void write(String signal, long who) throws IOException {
        if (shell == null) {
            shell = new ProcessBuilder(SHELL.toString(), "-c", ORDERS)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
            orders = shell.outputWriter(StandardCharsets.US_ASCII);
        }
        orders.write(signal + " " + who + "\n");
        orders.flush();
    }

    private void discard() {
        shell.destroyForcibly();
        shell = null;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (shell == null) {
            return;
        }
        try {
            orders.close();
            if (!shell.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                shell.destroyForcibly();
            }
        } catch (IOException e) {
            shell.destroyForcibly();
        } catch (InterruptedException e) {
            shell.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

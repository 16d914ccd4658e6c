package ateliers.cloud.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;

/**
 * The lines that Lambda itself writes about an invocation, and the JSON of the errors it answers with.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-logging.html">Log output of Java functions</a>
 */
final class PlatformLog {
    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private PlatformLog() {}

    static String initStart(String runtime) {
        return "INIT_START Runtime Version: " + runtime.replaceFirst("java", "java:");
    }

    static String initReport(Duration init, String status, String errorType) {
        return "INIT_REPORT Init Duration: " + millis(init) + " ms\tPhase: init\tStatus: " + status
                + (errorType.isEmpty() ? "" : "\tError Type: " + errorType);
    }

    static String start(String requestId, String version) {
        return "START RequestId: " + requestId + " Version: " + version;
    }

    static String end(String requestId) {
        return "END RequestId: " + requestId;
    }

    static String report(
            String requestId, Duration duration, int memoryMb, int usedMb, Optional<Duration> init, String failure) {
        StringBuilder line = new StringBuilder("REPORT RequestId: ")
                .append(requestId)
                .append("\tDuration: ")
                .append(millis(duration))
                .append(" ms\tBilled Duration: ")
                .append((duration.toNanos() + 999_999) / 1_000_000)
                .append(" ms\tMemory Size: ")
                .append(memoryMb)
                .append(" MB");
        if (usedMb > 0) {
            line.append("\tMax Memory Used: ").append(usedMb).append(" MB");
        }
        init.ifPresent(
                time -> line.append("\tInit Duration: ").append(millis(time)).append(" ms"));
        return line.append('\t').append(failure).toString();
    }

    static String timedOut(Duration timeout) {
        return String.format(Locale.ROOT, "Task timed out after %.2f seconds", timeout.toMillis() / 1000.0);
    }

    static String timedOutLine(Instant now, String requestId, Duration timeout) {
        return millis(now) + " " + requestId + " " + timedOut(timeout);
    }

    /** What Lambda says of a process that ended by itself. */
    static String exited(int status) {
        if (status == 0) {
            return "Runtime exited without providing a reason";
        }
        return switch (status) {
            case 128 + 9 -> "Runtime exited with error: signal: killed";
            case 128 + 6 -> "Runtime exited with error: signal: aborted";
            case 128 + 11 -> "Runtime exited with error: signal: segmentation fault";
            case 128 + 15 -> "Runtime exited with error: signal: terminated";
            default -> "Runtime exited with error: exit status " + status;
        };
    }

    /** The JSON of an error about an invocation. */
    static byte[] error(String type, String requestId, String message) {
        return json(type, "RequestId: " + requestId + " Error: " + message);
    }

    /** The JSON of an error. */
    static byte[] json(String type, String message) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("errorType", type)
                .put("errorMessage", message)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    static String millis(Instant time) {
        return MILLIS.format(time);
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.2f", duration.toNanos() / 1e6);
    }
}

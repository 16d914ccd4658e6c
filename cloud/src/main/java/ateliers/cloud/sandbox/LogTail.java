package ateliers.cloud.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The last 4 KB of an invocation's log, which {@code LogType: Tail} asks for. */
final class LogTail {
    private static final int SIZE = 4096;

    private LogTail() {}

    static String of(List<LogLine> lines, String requestId) {
        StringBuilder tail = new StringBuilder();
        String start = "START RequestId: " + requestId;
        String event = "\"type\":\"platform.start\",\"record\":{\"requestId\":\"" + requestId + "\"";
        for (int i = lines.size() - 1; i >= 0 && tail.length() < SIZE; i--) {
            String line = lines.get(i).text();
            tail.insert(0, line + "\n");
            if (line.startsWith(start) || line.contains(event)) {
                break;
            }
        }
        byte[] bytes = tail.toString().getBytes(StandardCharsets.UTF_8);
        return bytes.length <= SIZE
                ? tail.toString()
                : new String(bytes, bytes.length - SIZE, SIZE, StandardCharsets.UTF_8);
    }
}

package ateliers.grader.targets;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A mail that a target would have sent.
 *
 * @param time cloud time
 * @param from address, with a display name if it has one
 * @param to addresses
 * @param body as text, or as HTML if the sender gave nothing else
 * @param headers what the sending service adds
 */
public record Mail(
        Instant time, String from, List<String> to, String subject, String body, Map<String, String> headers) {
    public Mail {
        to = List.copyOf(to);
        headers = Map.copyOf(headers);
    }
}

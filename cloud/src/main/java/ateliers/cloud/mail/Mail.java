package ateliers.cloud.mail;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One mail as it was delivered.
 *
 * @param time cloud time
 * @param from address, with a display name if it has one
 * @param to addresses
 * @param text what a reader of plain text sees; empty if the sender gave HTML only
 * @param html empty if the sender gave text only
 * @param headers what the sending service adds, as {@code topic-arn}; names in small letters
 */
public record Mail(
        Instant time,
        String from,
        List<String> to,
        String subject,
        String text,
        String html,
        Map<String, String> headers) {
    public Mail {
        to = List.copyOf(to);
        headers = Map.copyOf(headers);
    }

    /** A mail of plain text. */
    public Mail(Instant time, String from, String to, String subject, String text, Map<String, String> headers) {
        this(time, from, List.of(to), subject, text, "", headers);
    }

    /** As text, or as HTML if the sender gave nothing else. */
    public String body() {
        return text.isEmpty() ? html : text;
    }
}

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
 * @param body as text, or as HTML if the sender gave nothing else
 * @param headers what the sending service adds, as {@code x-amz-sns-subscription-arn}; a mail that asks for the
 *     confirmation of a subscription has its {@code confirmation-token}
 */
public record Mail(
        Instant time, String from, List<String> to, String subject, String body, Map<String, String> headers) {
    public Mail {
        to = List.copyOf(to);
        headers = Map.copyOf(headers);
    }

    public Mail(Instant time, String from, String to, String subject, String body) {
        this(time, from, List.of(to), subject, body, Map.of());
    }
}

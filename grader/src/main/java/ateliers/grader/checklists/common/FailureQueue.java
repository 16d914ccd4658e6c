package ateliers.grader.checklists.common;

import ateliers.grader.checklist.Stack;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.Message;

/** Reads a queue of failed events without deleting from it. */
public final class FailureQueue {
    private final Stack stack;
    private final String url;
    private final List<String> bodies = new ArrayList<>();

    public FailureQueue(Stack stack, String url) {
        this.stack = stack;
        this.url = url;
    }

    /** Whether a message names this text, be it the event itself or a destination's record around it. */
    public boolean holds(String text) {
        List<Message> messages;
        do {
            messages = stack.aws()
                    .sqs()
                    .receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(0))
                    .messages();
            messages.forEach(message -> bodies.add(message.body()));
        } while (!messages.isEmpty());
        return bodies.stream()
                .anyMatch(body -> body.contains(text) || decoded(body).contains(text));
    }

    /** What it holds, none of which does this: {@code without("ne la nomme")}. */
    public String without(String doing) {
        return switch (bodies.size()) {
            case 0 -> "la file est vide";
            case 1 -> "1 message dans la file, qui %s pas".formatted(doing);
            default -> "%d messages dans la file, aucun %s".formatted(bodies.size(), doing);
        };
    }

    private static String decoded(String body) {
        try {
            return URLDecoder.decode(body, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return body;
        }
    }
}

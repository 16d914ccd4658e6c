package ateliers.cloud.services.ses;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A mail as somebody asked for it.
 *
 * @param operation as {@code SendEmail}
 * @param source who it is from, as written
 * @param to addresses as written; a raw mail's envelope
 * @param template name of the template that it is made of, for events
 * @param configurationSet its name
 * @param tags by name
 * @param content what makes it, once it is sent
 */
record Outgoing(
        String operation,
        String source,
        List<String> to,
        List<String> cc,
        List<String> bcc,
        List<String> replyTo,
        Optional<String> template,
        Optional<String> configurationSet,
        Map<String, String> tags,
        Content content) {

    /** What stands in a mail. */
    @FunctionalInterface
    interface Content {
        /** @throws Rendering.Missing when its data lacks what a template shows */
        Rendering.Rendered make();
    }

    /** All who get it, as written. */
    List<String> recipients() {
        return Stream.of(to, cc, bcc).flatMap(List::stream).toList();
    }
}

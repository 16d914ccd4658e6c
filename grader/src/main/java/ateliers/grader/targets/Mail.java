package ateliers.grader.targets;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A mail that a target would have sent.
 *
 * @param time cloud time
 * @param from address, with a display name if it has one
 * @param to addresses
 * @param text what a reader of plain text sees; empty if the sender gave HTML only
 * @param html empty if the sender gave text only
 * @param headers what the sending service adds
 */
public record Mail(
        Instant time,
        String from,
        List<String> to,
        String subject,
        String text,
        String html,
        Map<String, String> headers) {
    private static final Pattern LINK = Pattern.compile("https?://[^\\s\"'<>]*[^\\s\"'<>.,;:!?)]");

    public Mail {
        to = List.copyOf(to);
        headers = Map.copyOf(headers);
    }

    /** Whether it was sent to an address; who writes addresses looks at no capitals. */
    public boolean isFor(String address) {
        return to.stream().anyMatch(each -> bare(each).equalsIgnoreCase(address));
    }

    /** Whether it was sent from an address. */
    public boolean isFrom(String address) {
        return bare(from).equalsIgnoreCase(address);
    }

    /** The links that a person could follow, in the order in which they stand. */
    public List<URI> links() {
        return LINK.matcher(body())
                .results()
                .map(link -> link.group().replace("&amp;", "&"))
                .flatMap(Mail::uri)
                .toList();
    }

    /** What is written like a link and is none can be followed by nobody. */
    private static Stream<URI> uri(String link) {
        try {
            return Stream.of(new URI(link));
        } catch (URISyntaxException e) {
            return Stream.empty();
        }
    }

    /** An address without the name that may stand before it. */
    private static String bare(String address) {
        int open = address.lastIndexOf('<');
        return open < 0
                ? address.strip()
                : address.substring(open + 1).replace(">", "").strip();
    }

    /** As text, or as HTML if the sender gave nothing else. */
    public String body() {
        return text.isEmpty() ? html : text;
    }

    /** What a person reads: the text, or what a mail program shows of the HTML if the sender gave nothing else. */
    public String seen() {
        return text.isEmpty() ? SeenHtml.text(html) : text;
    }
}

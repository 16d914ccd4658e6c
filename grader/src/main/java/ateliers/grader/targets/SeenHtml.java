package ateliers.grader.targets;

import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** HTML as a person reads it. */
final class SeenHtml {
    private static final String LINES = "p, div, br, tr, li, h1, h2, h3, h4, h5, h6, table, ul, ol, blockquote, hr";

    private SeenHtml() {}

    /** The words alone, a line for each block, with the addresses that links hide behind their words. */
    static String text(String html) {
        Document page = Jsoup.parse(html);
        page.select("a[href]").stream()
                .filter(link -> !link.text().equals(link.attr("href")))
                .forEach(link -> link.appendText(" <" + link.attr("href") + ">"));
        page.select("td, th").forEach(cell -> cell.appendText(" "));
        // Line breaks of the source are spaces to the eye.
        page.body()
                .getAllElements()
                .forEach(element -> element.textNodes()
                        .forEach(text -> text.text(text.getWholeText().replaceAll("[\\n\\r\\t ]+", " "))));
        page.select(LINES).forEach(block -> block.before("\n").after("\n"));
        return page.body()
                .wholeText()
                .lines()
                .map(line -> line.replaceAll(" +", " ").strip())
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }
}

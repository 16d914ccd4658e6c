package ateliers.grader.authoring;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** The links of a page in Markdown to files and headings that are not there. Links to the web are not tried. */
public final class DeadLinks {
    private static final String ELSEWHERE = "[a-zA-Z][a-zA-Z0-9+.-]*:.*";

    private DeadLinks() {}

    /** Each as it is written. */
    public static List<String> of(Path page) throws IOException {
        List<String> dead = new ArrayList<>();
        for (String link : links(parsed(page))) {
            if (!link.matches(ELSEWHERE) && !leadsSomewhere(page, link)) {
                dead.add(link);
            }
        }
        return dead;
    }

    private static boolean leadsSomewhere(Path page, String link) throws IOException {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? page
                : page.resolveSibling(URLDecoder.decode(parts[0].replace("+", "%2B"), StandardCharsets.UTF_8))
                        .normalize();
        if (parts.length < 2 || !target.toString().endsWith(".md")) {
            return Files.exists(target);
        }
        return Files.isRegularFile(target)
                && anchors(parsed(target))
                        .contains(URLDecoder.decode(parts[1], StandardCharsets.UTF_8)
                                .toLowerCase(Locale.ROOT));
    }

    private static Node parsed(Path page) throws IOException {
        return Parser.builder()
                .extensions(List.of(TablesExtension.create()))
                .build()
                .parse(Files.readString(page));
    }

    private static List<String> links(Node page) {
        List<String> links = new ArrayList<>();
        page.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                links.add(link.getDestination());
                visitChildren(link);
            }

            @Override
            public void visit(Image image) {
                links.add(image.getDestination());
            }
        });
        return links;
    }

    /** As GitHub makes them of headings: letters in lower case, digits and hyphens, one hyphen for each space, a number where one comes again. */
    private static Set<String> anchors(Node page) {
        Set<String> anchors = new HashSet<>();
        page.accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                String anchor = words(heading)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}\\p{M}_ -]", "")
                        .replace(' ', '-');
                String own = anchor;
                for (int again = 1; !anchors.add(own); again++) {
                    own = anchor + "-" + again;
                }
            }
        });
        return anchors;
    }

    private static String words(Heading heading) {
        StringBuilder words = new StringBuilder();
        heading.accept(new AbstractVisitor() {
            @Override
            public void visit(Text text) {
                words.append(text.getLiteral());
            }

            @Override
            public void visit(Code code) {
                words.append(code.getLiteral());
            }

            @Override
            public void visit(SoftLineBreak space) {
                words.append(' ');
            }
        });
        return words.toString();
    }
}

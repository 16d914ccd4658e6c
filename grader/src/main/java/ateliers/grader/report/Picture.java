package ateliers.grader.report;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import net.sourceforge.plantuml.FileFormat;
import net.sourceforge.plantuml.FileFormatOption;
import net.sourceforge.plantuml.SourceStringReader;
import org.xml.sax.SAXException;

/** Draws a PlantUML text, without Graphviz, as an SVG element that can stand in a page. */
final class Picture {
    private static final Pattern DANGEROUS =
            Pattern.compile("(?i)<script|<image|<foreignObject|<use|<a[ >]|href|url\\(|\\son\\w+=|://");
    private static final int LONGEST = 60;
    private static final int LONGEST_LINE = 14;

    private Picture() {}

    /** @return the element; empty where this machine cannot draw (no fonts) or what came out is not what a page may hold */
    static Optional<String> draw(String body) {
        System.setProperty("java.awt.headless", "true");
        System.setProperty("PLANTUML_SECURITY_PROFILE", "SANDBOX");
        String source = "@startuml\n!pragma layout smetana\n" + body + "@enduml\n";
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            var drawn = new SourceStringReader(source).outputImage(bytes, new FileFormatOption(FileFormat.SVG));
            String text = bytes.toString(StandardCharsets.UTF_8);
            if (drawn == null
                    || drawn.getDescription() == null
                    || drawn.getDescription().contains("rror")) {
                return Optional.empty();
            }
            String svg = text.replaceAll("(?s)<!--.*?-->", "")
                    .replaceAll("(?s)<\\?.*?\\?>", "")
                    .replaceAll("\\sxmlns(:\\w+)?=\"[^\"]*\"", "")
                    .replaceFirst("style=\"[^\"]*\"", "");
            DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
            return DANGEROUS.matcher(svg).find() ? Optional.empty() : Optional.of(svg);
        } catch (IOException | SAXException | ParserConfigurationException | RuntimeException | LinkageError e) {
            return Optional.empty();
        }
    }

    /** A name in lines of a few words, so that pictures stay narrow: {@code OrderProcessingQueue} takes two. */
    static String name(String any) {
        StringBuilder lines = new StringBuilder();
        int length = 0;
        for (String word : any.split("(?<=[a-z])(?=[A-Z])| ")) {
            if (length > 0 && length + word.length() > LONGEST_LINE) {
                lines.append("\\n");
                length = 0;
            }
            lines.append(text(word));
            length += word.length();
        }
        return lines.toString();
    }

    /** Text that PlantUML takes as text, whatever is in it: all but letters and digits goes by code point. */
    static String text(String any) {
        String printable = Printable.of(any);
        String cut = printable.length() > LONGEST ? printable.substring(0, LONGEST) + "…" : printable;
        StringBuilder safe = new StringBuilder();
        for (char c : cut.toCharArray()) {
            if (Character.isLetterOrDigit(c) || c == ' ') {
                safe.append(c);
            } else {
                char shown = Character.isISOControl(c) || Character.isSurrogate(c) ? '\uFFFD' : c;
                safe.append("<U+%04X>".formatted((int) shown));
            }
        }
        return safe.toString();
    }
}

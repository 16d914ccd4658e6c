package ateliers.grader.report;

import ateliers.grader.checklist.Explanation;
import ateliers.grader.checklist.Outcome;
import ateliers.grader.checklist.Status;
import ateliers.grader.verdict.CriterionResult;
import ateliers.grader.verdict.Progress;
import ateliers.grader.verdict.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** {@code junit.xml}, which every CI service shows. */
public final class JunitReport implements Progress {
    static final String NAME = "junit.xml";

    private final Path file;

    public JunitReport(Path folder) {
        this.file = folder.resolve(NAME);
    }

    @Override
    public void ended(Verdict verdict) {
        write(verdict, Optional.empty());
    }

    /** @param seal that of {@code report.json} */
    void write(Verdict verdict, Optional<Seal> seal) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            suite(xml, verdict, seal);
            xml.writeEndDocument();
            xml.close();
            ReportFiles.write(file, bytes.toByteArray());
        } catch (XMLStreamException e) {
            throw ReportFiles.unwritable(file, new IOException(e));
        } catch (IOException e) {
            throw ReportFiles.unwritable(file, e);
        }
    }

    private static void suite(XMLStreamWriter xml, Verdict verdict, Optional<Seal> seal) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", verdict.lab());
        xml.writeAttribute("tests", Integer.toString(verdict.criteria().size()));
        xml.writeAttribute("failures", count(verdict, Status.FAILED));
        xml.writeAttribute("errors", count(verdict, Status.ERROR));
        long skipped = Stream.of(Status.SKIPPED, Status.NOT_EVALUATED)
                .mapToLong(status -> Long.parseLong(count(verdict, status)))
                .sum();
        xml.writeAttribute("skipped", Long.toString(skipped));
        xml.writeAttribute("time", seconds(verdict.duration()));
        if (seal.isPresent()) {
            xml.writeStartElement("properties");
            xml.writeEmptyElement("property");
            xml.writeAttribute("name", "sceau");
            xml.writeAttribute(
                    "value",
                    "%s, clé %s".formatted(seal.get().shortForm(), seal.get().key()));
            xml.writeEndElement();
        }
        for (CriterionResult result : verdict.criteria()) {
            testCase(xml, verdict.lab(), result);
        }
        xml.writeEndElement();
    }

    private static void testCase(XMLStreamWriter xml, String lab, CriterionResult result) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", lab);
        xml.writeAttribute("name", clean(result.id() + " : " + result.title()));
        xml.writeAttribute("time", seconds(result.duration()));
        String element = switch (result.status()) {
            case PASSED -> null;
            case FAILED -> "failure";
            case ERROR -> "error";
            case SKIPPED, NOT_EVALUATED -> "skipped";
        };
        if (element != null) {
            xml.writeStartElement(element);
            xml.writeAttribute(
                    "message", clean(Objects.requireNonNullElse(result.outcome().message(), "")));
            xml.writeCharacters(clean(details(result.outcome())));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static String details(Outcome outcome) {
        Explanation explanation = outcome.explanation();
        return Stream.of(
                        labelled("Cause : ", explanation.cause().isEmpty() ? null : explanation.cause()),
                        explanation.paste(),
                        labelled("Vu : ", outcome.seen()),
                        labelled("Attendu : ", outcome.expected()),
                        labelled("Piste : ", outcome.hint()),
                        explanation.details())
                .flatMap(List::stream)
                .collect(Collectors.joining("\n"));
    }

    private static List<String> labelled(String label, String text) {
        return text == null ? List.of() : List.of(label + text);
    }

    private static String count(Verdict verdict, Status status) {
        return Long.toString(
                verdict.criteria().stream().filter(c -> c.status() == status).count());
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", duration.toMillis() / 1000.0);
    }

    /** CI services show it on pages and terminals; and XML 1.0 has no place for control characters, escaped or not. */
    private static String clean(String text) {
        return Printable.of(text)
                .replaceAll("[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "\uFFFD");
    }
}

package ateliers.grader.checklists.photos;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.variety.Variety;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** The line that the journal has of a photo. */
final class JournalLine {
    /** The cloud's time may have been moved on, which functions do not see. */
    private static final Duration AROUND = Duration.ofMinutes(45);

    private final Stack stack;
    private final PhotoClub club;

    JournalLine(Stack stack) {
        this.stack = stack;
        this.club = new PhotoClub(stack);
    }

    void check() {
        requireKey();
        Mosaic photo = Mosaic.of(Variety.between(700, 1300), Variety.between(400, 690));
        String name = Variety.fileName("");
        String key = name + ".jpg";
        byte[] file = Pictures.jpeg(photo);
        club.put(key, file);
        stack.await(() -> !club.lines(key).isEmpty(), PhotoClub.SOON);
        List<Map<String, AttributeValue>> lines = club.lines(key);
        Expectation.that("La photo traitée a une ligne dans le journal, et une seule.")
                .expected("1 ligne de clé photo = " + key)
                .seen(lines.isEmpty() ? missing(name) : club.saidLines(key))
                .hint("écris la ligne (PutItem), et donne dynamodb:PutItem sur la table à la fonction.")
                .holdsIf(lines.size() == 1);
        Map<String, AttributeValue> line = lines.get(0);
        expect("statut", PhotoClub.DONE + " (S)", line)
                .holdsIf(PhotoClub.text(line, "statut").equals(PhotoClub.DONE));
        expect("largeur", photo.width() + " (N)", line).holdsIf(isNumber(line, "largeur", photo.width()));
        expect("hauteur", photo.height() + " (N)", line).holdsIf(isNumber(line, "hauteur", photo.height()));
        expectAlone("miniature", key + " (S)", line)
                .holdsIf(PhotoClub.text(line, "miniature").equals(key));
        expectAlone("octets", file.length + " (N)", line).holdsIf(isNumber(line, "octets", file.length));
        expectAlone("date", "l'instant du traitement, en ISO 8601 et en UTC, comme 2026-03-02T09:15:42Z", line)
                .holdsIf(isNow(PhotoClub.text(line, "date"), club.droppedAt(key)));
        expectAlone("motif", "absent d'une photo réussie", line).holdsIf(!line.containsKey("motif"));
    }

    private void requireKey() {
        List<String> keys =
                stack.aws().dynamoDb().describeTable(r -> r.tableName(club.journal)).table().keySchema().stream()
                        .map(KeySchemaElement::attributeName)
                        .toList();
        Expectation.that("La table du journal a pour clé « photo », et rien d'autre.")
                .expected("photo")
                .seen(String.join(", ", keys))
                .hint("garde la clé de la table de départ (KeySchema) ; une ligne par photo suffit.")
                .holdsIf(keys.equals(List.of("photo")));
    }

    private String missing(String name) {
        List<String> others = club.linesNaming(name);
        return others.isEmpty() ? "aucune ligne" : "des lignes de clé " + String.join(", ", others);
    }

    private static boolean isNumber(Map<String, AttributeValue> line, String attribute, long value) {
        AttributeValue seen = line.get(attribute);
        return seen != null && seen.n() != null && new BigDecimal(seen.n()).compareTo(BigDecimal.valueOf(value)) == 0;
    }

    private static Expectation expect(String attribute, String expected, Map<String, AttributeValue> line) {
        return Expectation.that("Le champ « %s » de la ligne est celui du contrat.".formatted(attribute))
                .expected(attribute + " : " + expected)
                .seen(PhotoClub.said(line))
                .hint("relis ce que la ligne doit porter, et le type de chaque champ (S ou N).");
    }

    /** No other row reads these fields of a photo that succeeded. */
    private static Expectation expectAlone(String attribute, String expected, Map<String, AttributeValue> line) {
        return expect(attribute, expected, line).alone();
    }

    private static boolean isNow(String date, Instant dropped) {
        try {
            return date.endsWith("Z")
                    && Duration.between(Instant.parse(date), dropped).abs().compareTo(AROUND) < 0;
        } catch (DateTimeException e) {
            return false;
        }
    }
}

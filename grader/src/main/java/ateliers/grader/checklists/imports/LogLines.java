package ateliers.grader.checklists.imports;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklists.common.FunctionLogs;
import ateliers.grader.variety.Variety;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;

/** What the log says of a file: one line of JSON. */
final class LogLines {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Stack stack;
    private final Imports imports;
    private final FunctionLogs logs;

    LogLines(Stack stack) {
        this.stack = stack;
        this.imports = new Imports(stack);
        this.logs = new FunctionLogs(stack);
    }

    void check() {
        String name = Imports.name();
        List<StockRow> rows = StockRow.random(3);
        StockFile file = StockFile.withCommas(rows).add(StockRow.random().fieldsBut("prix", Variety.word()));
        String key = imports.drop(name, file);
        stack.await(() -> !lines(name, key).isEmpty(), Imports.SOON);
        stack.never(() -> lines(name, key).size() > 1, Imports.QUIET);
        List<JsonNode> lines = lines(name, key);
        Expectation.that("Chaque fichier laisse une ligne JSON dans CloudWatch Logs, une seule.")
                .expected("une ligne : {\"fichier\": \"%s\", \"lues\": 4, \"importees\": 3, \"rejetees\": 1}"
                        .formatted(key))
                .seen(
                        lines.isEmpty()
                                ? "aucune ligne JSON avec ce fichier ; les lignes qui le nomment : "
                                        + logs.messages(name).stream().limit(3).toList()
                                : lines.stream().limit(3).toList().toString())
                .hint(hint(lines))
                .holdsIf(lines.size() == 1 && new Account(lines.get(0)).says(4, 3, 1));
    }

    private static String hint(List<JsonNode> lines) {
        if (lines.size() > 1) {
            return "cette ligne est écrite %d fois ; écris-la une seule fois, à la fin de l'import."
                    .formatted(lines.size());
        }
        boolean texts = lines.stream().anyMatch(line -> line.path("lues").isTextual());
        return texts
                ? "lues, importees et rejetees sont des nombres, sans guillemets."
                : "écris du JSON et rien d'autre sur la ligne, à la fin de l'import, avec context.getLogger().";
    }

    /** The JSON objects of the log that are about this file. */
    private List<JsonNode> lines(String name, String key) {
        return logs.messages(name).stream()
                .map(LogLines::said)
                .filter(line -> line.path("fichier").asText().equals(key) && line.has("lues"))
                .toList();
    }

    /** What a message says: it is JSON, or Lambda has put it into JSON, as text or as an object. */
    private static JsonNode said(String message) {
        JsonNode whole = read(message);
        JsonNode inside = whole.path("message");
        if (inside.isTextual()) {
            inside = read(inside.textValue().strip());
        }
        return inside.has("fichier") ? inside : whole;
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}

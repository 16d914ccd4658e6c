package ateliers.grader.mutants;

import ateliers.grader.checklist.Outcome;
import ateliers.grader.verdict.Verdict;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the grader told of a mutant when it was last graded for real: {@code src/test/resources/mistakes/NN-name.json} keeps it by the
 * mutant's name. Names and data in it are those of that run.
 *
 * @param cause empty where nobody knew it
 * @param paste lines for the template that mend it; mostly none
 */
record Mistake(String cause, List<String> paste, String message, String seen, String expected, String hint) {
    private static final int MOST_CHARACTERS = 400;
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private static Mistake of(Outcome outcome) {
        return new Mistake(
                brief(outcome.explanation().cause()),
                outcome.explanation().paste(),
                brief(outcome.message()),
                brief(outcome.seen()),
                brief(outcome.expected()),
                outcome.hint() == null ? "" : outcome.hint().strip());
    }

    /** What a grading said of a criterion. */
    static Mistake told(Verdict verdict, String criterion) {
        return verdict.criteria().stream()
                .filter(result -> result.id().equals(criterion))
                .map(result -> of(result.outcome()))
                .findFirst()
                .orElseThrow();
    }

    private static String brief(String text) {
        String whole = text == null ? "" : text.strip();
        return whole.length() <= MOST_CHARACTERS ? whole : whole.substring(0, MOST_CHARACTERS) + "…";
    }

    /** What is the same at every run: the hint without names and numbers that were drawn, and without ids of commits. */
    String cure() {
        return hint.replaceAll("« [^»]* »|\"[^\"]*\"", "…")
                .replaceAll("[\\w-]+-[A-Z0-9]{10,}|\\b[0-9a-f]{7}\\b|\\d[\\d.,]*\\d", "…");
    }

    /** By the names of the mutants; empty for a lab of which nothing is kept. */
    static Map<String, Mistake> recorded(String lab) throws IOException {
        Path file = file(lab);
        return Files.exists(file)
                ? JSON.readValue(file.toFile(), new TypeReference<TreeMap<String, Mistake>>() {})
                : Map.of();
    }

    static void record(String lab, Map<String, Mistake> mistakes) throws IOException {
        Path file = file(lab);
        Files.createDirectories(file.getParent());
        Files.writeString(file, JSON.writeValueAsString(new TreeMap<>(mistakes)) + "\n");
    }

    private static Path file(String lab) {
        return Path.of("src", "test", "resources", "mistakes", lab + ".json");
    }
}

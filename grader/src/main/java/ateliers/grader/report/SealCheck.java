package ateliers.grader.report;

import ateliers.grader.submission.Unusable;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * What the seal of one {@code report.json} says.
 *
 * @param sentence in French, for the console
 */
public record SealCheck(Answer answer, String sentence) {
    /** Ours are a hundredth of it; a larger one is none of ours, and is not read. */
    private static final long MOST_BYTES = 64L << 20;

    /** Two members of one name would be one mark here and another in a spreadsheet. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** The four things that a seal can say. */
    public enum Answer {
        RIGHT,
        WRONG,
        OTHER_KEY,
        NONE
    }

    /**
     * Reads a report and compares its seal.
     *
     * @param own this machine's key; empty where it has none
     * @throws Unusable where the file is no report
     */
    public static SealCheck of(Path file, Optional<SealKey> own) {
        ObjectNode report = read(file);
        String name = Printable.name(file.toString());
        JsonNode seal = report.path(Seal.MEMBER);
        if (seal.isMissingNode()) {
            return new SealCheck(
                    Answer.NONE, name + " : sans sceau. Rien ne montre que ce rapport est celui du correcteur.");
        }
        String key = seal.path("key").asText();
        String ours = own.map(SealKey::id).orElse("");
        if (ours.isEmpty() || !key.equals(ours)) {
            return new SealCheck(
                    Answer.OTHER_KEY,
                    "%s : autre clé (%s). Vérifie-le sur le poste qui l'a noté ; celui-ci %s."
                            .formatted(
                                    name,
                                    Printable.brief(key, 20),
                                    ours.isEmpty() ? "n'a pas encore de clé" : "a la clé " + ours));
        }
        Seal expected = own.get().seal(report);
        boolean same = seal.path("algorithm").asText().equals(Seal.ALGORITHM)
                && MessageDigest.isEqual(
                        bytes(expected.value()), bytes(seal.path("value").asText()));
        return same
                ? new SealCheck(Answer.RIGHT, name + " : sceau juste. " + told(report))
                : new SealCheck(Answer.WRONG, name + " : sceau faux. Ce rapport a été modifié depuis la notation.");
    }

    /** Which grading it was, so that nobody's report passes for another's. */
    private static String told(ObjectNode report) {
        return "%s, « %s » : %s/%s, noté le %s."
                .formatted(
                        report.path("lab").asText(),
                        Printable.brief(report.path("folder").asText(), 100),
                        plain(report.path("score")),
                        plain(report.path("max")),
                        report.path("time").asText().replaceFirst("T(\\d\\d:\\d\\d).*", " à $1"));
    }

    private static String plain(JsonNode points) {
        return points.decimalValue().stripTrailingZeros().toPlainString();
    }

    private static ObjectNode read(Path file) {
        String name = Printable.name(file.toString());
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new Unusable("%s n'est pas un rapport : il dépasse %d Mo.".formatted(name, MOST_BYTES >> 20));
            }
            if (JSON.readTree(Files.readAllBytes(file)) instanceof ObjectNode report
                    && report.has("score")
                    && report.has("criteria")) {
                return report;
            }
            throw none(name);
        } catch (JsonProcessingException e) {
            throw none(name);
        } catch (IOException e) {
            throw new Unusable("%s est illisible : %s.".formatted(name, ReportFiles.reason(e)));
        }
    }

    private static Unusable none(String name) {
        return new Unusable(
                "%s n'est pas un rapport : donne un report.json, tel que --report l'écrit.".formatted(name));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

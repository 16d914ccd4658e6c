package ateliers.grader.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.grader.checklist.Outcome;
import ateliers.grader.checklist.Status;
import ateliers.grader.report.SealCheck.Answer;
import ateliers.grader.submission.Unusable;
import ateliers.grader.targets.GraderException;
import ateliers.grader.verdict.Beginning;
import ateliers.grader.verdict.CriterionResult;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A report that was edited after its grading shows. */
class SealTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Path settings;
    private SealKey key;
    private Path report;

    @BeforeEach
    void aSealedReport() {
        settings = folder.resolve("reglages/ateliers");
        key = SealKey.in(settings);
        JsonReport json = new JsonReport(folder);
        json.began(new Beginning(
                "00-annexe-s3-sns",
                "Annexe",
                "durand.zip",
                ZonedDateTime.of(2026, 11, 29, 23, 4, 0, 0, ZoneOffset.UTC),
                "1.2.3"));
        json.write(SampleVerdict.VERDICT, Optional.of(key));
        report = folder.resolve("report.json");
    }

    @Test
    void anUntouchedReportIsRightAndSaysWhichGradingItWas() {
        assertThat(check())
                .isEqualTo(new SealCheck(
                        Answer.RIGHT,
                        report
                                + " : sceau juste. %s, « durand.zip » : 6/10, noté le 2026-11-29 à 23:04."
                                        .formatted(SampleVerdict.VERDICT.lab())));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "score" : 6.0       | "score" : 10.0
            "status" : "failed" | "status" : "passed"
            "folder" : "durand  | "folder" : "dupont
            "version" : 1       | "version" : 1, "ajout" : null
            HMAC-SHA256         | none
            "Un dépôt"          | "Un depot"
            """, quoteCharacter = '\'')
    void anEditedReportIsWrong(String before, String after) throws IOException {
        edit(before, after);

        assertThat(check().answer()).isEqualTo(Answer.WRONG);
        assertThat(check().sentence()).contains("sceau faux", "modifié depuis la notation");
    }

    @Test
    void aSealCutOffOrLentByAnotherReportIsWrong() throws IOException {
        ObjectNode tree = (ObjectNode) JSON.readTree(report.toFile());
        String value = tree.at("/seal/value").asText();
        ((ObjectNode) tree.path("seal")).put("value", value.substring(0, 16));
        JSON.writeValue(report.toFile(), tree);
        assertThat(check().answer()).isEqualTo(Answer.WRONG);

        ((ObjectNode) tree.path("seal")).put("value", value);
        tree.put("lab", "05-orders-sqs");
        JSON.writeValue(report.toFile(), tree);
        assertThat(check().answer()).isEqualTo(Answer.WRONG);
    }

    @Test
    void whatIsOnlyLaidOutAnewStaysRight() throws IOException {
        ObjectNode tree = (ObjectNode) JSON.readTree(report.toFile());
        Files.writeString(
                report,
                JSON.writer()
                        .without(SerializationFeature.INDENT_OUTPUT)
                        .writeValueAsString(tree)
                        .replace(":6.0", ":6")
                        .replace(":10.0", ":1e1"));

        assertThat(check().answer()).isEqualTo(Answer.RIGHT);
    }

    @Test
    void theCanonicalFormIsSortedBareAndWithoutTheSeal() throws IOException {
        ObjectNode tree = (ObjectNode)
                JSON.reader(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).readTree("""
                {"b": [1.50, 2.0, 1e400, {"d": null, "c": "é"}], "seal": {"value": "x"}, "a": true, "big": 1e18}""");

        assertThat(new String(Canonical.of(tree), StandardCharsets.UTF_8))
                .startsWith("{\"a\":true,\"b\":[1.5,2,")
                .endsWith(",{\"c\":\"é\",\"d\":null}],\"big\":1E+18}");
    }

    @Test
    void anotherMachineSKeyIsSaid() {
        SealKey other = SealKey.in(folder.resolve("autres"));

        assertThat(SealCheck.of(report, Optional.of(other)))
                .returns(Answer.OTHER_KEY, SealCheck::answer)
                .extracting(SealCheck::sentence)
                .asString()
                .contains("autre clé (" + key.id() + ")", "celui-ci a la clé " + other.id());
        assertThat(SealCheck.of(report, SealKey.existing(folder.resolve("nulle-part")))
                        .sentence())
                .contains("n'a pas encore de clé");
        assertThat(folder.resolve("nulle-part")).doesNotExist();
    }

    @Test
    void aReportWithoutSealIsSaid() {
        new JsonReport(folder).ended(SampleVerdict.VERDICT);

        assertThat(check().answer()).isEqualTo(Answer.NONE);
        assertThat(check().sentence()).contains("sans sceau");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bonjour", "[]", "{}", "", "{\"score\":1,\"score\":2,\"criteria\":[]}", "{} {}"})
    void whatIsNoReportIsUnusable(String text) throws IOException {
        Files.writeString(report, text);

        assertThatThrownBy(this::check).isInstanceOf(Unusable.class).hasMessageContaining("n'est pas un rapport");
    }

    @Test
    void membersThatComeTwiceAreNoReport() throws IOException {
        edit("\"score\" : 6.0", "\"score\" : 10.0, \"score\" : 6.0");

        assertThatThrownBy(this::check).isInstanceOf(Unusable.class);
    }

    @Test
    void deepOrEndlessNumbersEndInASentence() throws IOException {
        String report64 = "{\"criteria\":%s,\"score\":1e999999999,\"max\":1,\"seal\":{\"key\":\"" + key.id() + "\"}}";
        Files.writeString(report, report64.formatted("[".repeat(900) + "]".repeat(900)));
        assertThat(check().answer()).isEqualTo(Answer.WRONG);

        Files.writeString(report, report64.formatted("[".repeat(100_000) + "]".repeat(100_000)));
        assertThatThrownBy(this::check).isInstanceOf(Unusable.class);
    }

    @Test
    void noEditOfAByteStaysRight() throws IOException {
        byte[] whole = Files.readAllBytes(report);
        ObjectNode tree = (ObjectNode) JSON.readTree(whole);
        Random random = new Random(15);
        for (int i = 0; i < 300; i++) {
            byte[] edited = whole.clone();
            edited[random.nextInt(edited.length)] = (byte) random.nextInt(256);
            Files.write(report, edited);
            if (!sameTree(edited, tree)) {
                assertThat(refusedOrNotRight()).as(new String(edited)).isTrue();
            }
        }
    }

    /** A byte of white space, say, or of a space's double. */
    private static boolean sameTree(byte[] edited, ObjectNode tree) {
        try {
            return tree.equals(JSON.readTree(edited));
        } catch (IOException e) {
            return false;
        }
    }

    private boolean refusedOrNotRight() {
        try {
            return check().answer() != Answer.RIGHT;
        } catch (Unusable e) {
            return true;
        }
    }

    @Test
    void theKeyIsMadeOnce() {
        assertThat(SealKey.in(settings).id()).isEqualTo(key.id());
        assertThat(SealKey.existing(settings)).map(SealKey::id).contains(key.id());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyItsOwnerMayReadTheKey() throws IOException {
        Path file = settings.resolve("sceau.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> SealKey.in(settings))
                .isInstanceOf(GraderException.class)
                .hasMessageContaining("chmod 600");
    }

    @ParameterizedTest
    @ValueSource(strings = {"court", "zz34567890123456789012345678901234567890123456789012345678901234"})
    void whatIsNoKeyIsSaid(String content) throws IOException {
        Files.writeString(settings.resolve("sceau.key"), content);

        assertThatThrownBy(() -> SealKey.in(settings)).hasMessageContaining("ce n'est pas une clé");
    }

    @Test
    void theIdTellsNothingOfTheKey() throws IOException {
        assertThat(Files.readString(settings.resolve("sceau.key"))).hasSize(64).doesNotContain(key.id());
        assertThat(Files.readString(report)).doesNotContain(Files.readString(settings.resolve("sceau.key")));
    }

    /** As a function's answer may hold: half of a character that takes two. */
    @Test
    void halvesOfCharactersBreakNoReport() {
        CriterionResult broken = new CriterionResult(
                "a",
                "A",
                1,
                1,
                false,
                new Outcome(Status.FAILED, "\ud83d", "\ude00x", "a\ud83d", "\ud83d\ud83d"),
                Duration.ZERO);

        new JsonReport(folder).write(SampleVerdict.verdictOf(broken), Optional.of(key));
        new HtmlReport(folder).ended(SampleVerdict.verdictOf(broken));
        new JunitReport(folder).ended(SampleVerdict.verdictOf(broken));

        assertThat(check().answer()).isEqualTo(Answer.RIGHT);
    }

    private SealCheck check() {
        return SealCheck.of(report, Optional.of(key));
    }

    private void edit(String before, String after) throws IOException {
        String text = Files.readString(report);
        assertThat(text).contains(before);
        Files.writeString(report, text.replaceFirst(Pattern.quote(before), after));
    }
}

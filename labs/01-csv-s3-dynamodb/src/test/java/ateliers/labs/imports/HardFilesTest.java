package ateliers.labs.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Des fichiers comme on en reçoit : aucune ligne ne se perd, toutes sont importées ou rejetées. */
class HardFilesTest {

    private static final String HEADER = "sku,nom,categorie,prix,quantite,date_maj";
    private static final String GOOD = ",Stylo,bureau,1.20,3,2026-03-02";
    private static final String KEY = "imports/a.csv";

    private final FakeBucket bucket = new FakeBucket();
    private final FakeTable table = new FakeTable();

    static Stream<Arguments> files() {
        String columns = ",x".repeat(10_000);
        return Stream.of(
                Arguments.of(
                        "un retour à la ligne entre guillemets",
                        HEADER + "\nA,\"a\nb\",c,1,2,2026-03-02\nB" + GOOD,
                        2,
                        0),
                Arguments.of(
                        "un guillemet seul dans un champ", HEADER + "\nA,Écran 24\",c,1,2,2026-03-02\nB" + GOOD, 2, 0),
                Arguments.of(
                        "un guillemet jamais fermé", HEADER + "\nA" + GOOD + "\nB,\"Stylo,c,1,2,2026-03-02\n", 1, 1),
                Arguments.of(
                        "du texte après un guillemet", HEADER + "\nA,\"Stylo\" bleu,c,1,2,2026-03-02\nB" + GOOD, 2, 0),
                Arguments.of("un BOM devant des virgules", "\uFEFF" + HEADER + "\nA" + GOOD, 1, 0),
                Arguments.of("dix mille colonnes", HEADER + "\nA" + columns + "\nB" + GOOD, 1, 1),
                Arguments.of(
                        "un champ de 1 Mo",
                        HEADER + "\nA," + "x".repeat(1_000_000) + ",c,1,2,2026-03-02\nB" + GOOD,
                        1,
                        1),
                Arguments.of("des fins de ligne CRLF", HEADER + "\r\nA" + GOOD + "\r\nB" + GOOD + "\r\n", 2, 0),
                Arguments.of("des fins de ligne CR", HEADER + "\rA" + GOOD + "\rB" + GOOD + "\r", 2, 0),
                Arguments.of("un séparateur en trop", HEADER + "\nA" + GOOD + ",\nB" + GOOD, 1, 1),
                Arguments.of("l'en-tête une seconde fois", HEADER + "\nA" + GOOD + "\n" + HEADER + "\nB" + GOOD, 2, 1),
                Arguments.of("des lignes vides", HEADER + "\n\nA" + GOOD + "\n\n\nB" + GOOD + "\n\n", 2, 0),
                Arguments.of("une dernière ligne sans fin", HEADER + "\nA" + GOOD, 1, 0),
                Arguments.of("des espaces seuls sur une ligne", HEADER + "\nA" + GOOD + "\n   \nB" + GOOD, 2, 1));
    }

    @ParameterizedTest(name = "{0}")
    @Tag("a-faire")
    @DisplayName("Tâche 5 : aucune ligne ne se perd")
    @MethodSource("files")
    void importsOrRejectsEachRow(String what, String text, int imported, int rejected) {
        Report report = run(text.getBytes(StandardCharsets.UTF_8));

        assertThat(report).isEqualTo(new Report(imported, rejected, ""));
        assertThat(table.items()).hasSize(imported);
    }

    @ParameterizedTest(name = "graine {0}")
    @Tag("a-faire")
    @DisplayName("Tâche 5 : n'importe quels octets finissent en compte rendu")
    @MethodSource("seeds")
    void bearsGarbage(long seed) {
        Random random = new Random(seed);
        byte[] garbage = new byte[50_000];
        random.nextBytes(garbage);
        byte[] file = seed % 2 == 0 ? garbage : (HEADER + "\n").getBytes(StandardCharsets.UTF_8);
        if (seed % 2 == 1) {
            file = join(file, garbage);
        }

        Report report = run(file);

        assertThat(report.imported()).isZero();
        assertThat(report.rejected() > 0 || !report.error().isEmpty()).isTrue();
        assertThat(bucket.written()).containsKey("rapports/a.csv.json");
    }

    static Stream<Long> seeds() {
        return Stream.iterate(0L, seed -> seed + 1).limit(6);
    }

    private Report run(byte[] content) {
        bucket.hold(KEY, new ByteArrayInputStream(content));
        return new FileImport(bucket, table, "produits", pause -> {}).run(new DroppedFile("stocks", KEY));
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}

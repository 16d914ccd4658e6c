package ateliers.grader.checklists.imports;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.variety.Variety;
import java.util.List;

/** S3 encodes keys in its events as forms on the web are: who does not decode them finds no object. */
final class DecodedKeys {
    private static final String DECODE =
            "S3 encode les clés comme une URL (un espace arrive comme +) ; décode-les en UTF-8.";

    private final Stack stack;
    private final Imports imports;

    DecodedKeys(Stack stack) {
        this.stack = stack;
        this.imports = new Imports(stack);
    }

    void check() {
        for (String middle : Variety.shuffled(List.of(
                " " + Variety.word() + " ", "+" + Variety.word() + "+100%", "-ça-" + Variety.accented() + "-œuvre"))) {
            String random = Variety.resourceName(20);
            check(random, Variety.properName() + "/" + random + middle + Variety.fileName(".csv"));
        }
    }

    private void check(String random, String name) {
        List<StockRow> rows = StockRow.random(2);
        String key = imports.drop(name, StockFile.withCommas(rows));
        imports.awaitItems(rows, Imports.SOON);
        List<String> wrong = imports.wrong(rows, key, List.of("fichier"));
        Expectation.that("Un fichier est importé quels que soient les caractères de sa clé.")
                .expected("2 produits, dont l'attribut fichier est " + key)
                .seen(Imports.told(wrong))
                .hint(DECODE)
                .holdsIf(wrong.isEmpty());
        // Who writes an account writes it under the file's own name; whether there is one is another row's question.
        stack.await(() -> !reports(random).isEmpty(), Imports.SOON);
        Expectation.that("Le compte rendu porte le nom du fichier, décodé.")
                .expected(Imports.reportKey(name))
                .seen(String.join(", ", reports(random)))
                .hint(DECODE)
                .holdsIf(reports(random).stream().allMatch(Imports.reportKey(name)::equals));
    }

    private List<String> reports(String random) {
        return imports.keys("rapports/").stream()
                .filter(report -> report.contains(random))
                .toList();
    }
}

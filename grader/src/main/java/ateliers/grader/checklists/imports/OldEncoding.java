package ateliers.grader.checklists.imports;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.variety.Variety;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A file in Windows-1252: read right or refused whole, but never imported with letters that are damaged. */
final class OldEncoding {
    /** More than two lots. */
    private static final int PLAIN = 60;

    private final Stack stack;
    private final Imports imports;

    OldEncoding(Stack stack) {
        this.stack = stack;
        this.imports = new Imports(stack);
    }

    void check() {
        // Who finds out late that a file is not UTF-8 has imported what came before.
        List<StockRow> rows =
                new ArrayList<>(Stream.generate(() -> StockRow.random().withName(Variety.words(2)))
                        .limit(PLAIN)
                        .toList());
        rows.add(StockRow.random().withName(Variety.accented() + ", œufs"));
        rows.add(StockRow.random().withName(Variety.accented() + " " + Variety.between(5, 90) + " €"));
        rows.add(StockRow.random().withName("Thé « " + Variety.accented() + " »"));
        String name = Imports.name();
        String key = imports.drop(name, StockFile.withCommas(rows).bytes(Charset.forName("windows-1252")));
        stack.await(() -> imports.items(rows).size() == rows.size() || isRefused(name), Imports.SOON);
        List<String> wrong = imports.wrong(rows, key, List.of("nom"));
        boolean refused = isRefused(name) && imports.items(rows).isEmpty();
        Expectation.that("Un fichier en Windows-1252 est lu juste, ou refusé entier.")
                .expected("les %d noms justes, ou rien dans la table et un compte rendu avec erreur"
                        .formatted(rows.size()))
                .seen("%s ; compte rendu : %s"
                        .formatted(
                                Imports.told(wrong),
                                imports.report(name)
                                        .map(report -> report.json().toString())
                                        .orElse("aucun")))
                .hint("décode en UTF-8 avec CodingErrorAction.REPORT ; ce qui n'en est pas est"
                        + " du Windows-1252, ou une"
                        + " raison de refuser le fichier. C'est un bonus : sans lui, la note ne baisse pas.")
                .holdsIf(wrong.isEmpty() || refused);
    }

    private boolean isRefused(String name) {
        return imports.report(name)
                .filter(report -> !report.error().isEmpty() && report.imported() == 0 && report.isBalanced())
                .isPresent();
    }
}

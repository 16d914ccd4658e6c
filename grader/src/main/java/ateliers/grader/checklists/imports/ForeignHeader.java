package ateliers.grader.checklists.imports;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import java.util.List;

/** A file whose header is another's: it is refused whole, and its account says why. */
final class ForeignHeader {
    private final Imports imports;

    ForeignHeader(Stack stack) {
        this.imports = new Imports(stack);
    }

    void check() {
        List<StockRow> rows = StockRow.random(3);
        StockFile file = StockFile.withHeader(List.of("sku", "nom", "categorie", "quantite", "prix", "date_maj"));
        rows.forEach(row -> file.add(row.fields()));
        String name = Imports.name();
        imports.drop(name, file);
        Account account = imports.awaitReport(name);
        int stored = imports.items(rows).size();
        Expectation.that("Un fichier dont l'en-tête n'est pas celui du contrat est refusé entier.")
                .expected("rien dans la table, et un compte rendu avec erreur, où lues = importees + rejetees")
                .seen("%s, compte rendu : %s".formatted(Imports.PRODUCT.said(stored), account.json()))
                .hint("vérifie l'en-tête avant la première ligne, et dis la raison dans erreur.")
                .holdsIf(stored == 0 && !account.error().isEmpty() && account.isBalanced() && account.imported() == 0);
    }
}

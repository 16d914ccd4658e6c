package ateliers.grader.checklists.imports;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Many rows, some of whose products come again: right after, and much later. */
final class ThousandRows {
    private static final int PRODUCTS = 1_000;

    /** Cloud time: row by row, with every core busy. */
    private static final Duration LONG = Duration.ofMinutes(3);

    private final Stack stack;
    private final Imports imports;

    ThousandRows(Stack stack) {
        this.stack = stack;
        this.imports = new Imports(stack);
    }

    void check() {
        List<StockRow> rows = rows();
        String name = Imports.name();
        String key = imports.drop(name, StockFile.withCommas(rows));
        imports.awaitItems(rows, LONG);
        int count = imports.items(rows).size();
        Expectation.that("Les 1 000 produits d'un fichier arrivent tous.")
                .expected("1000 produits")
                .seen(Imports.PRODUCT.said(count))
                .hint("BatchWriteItem prend 25 éléments au plus, jamais deux fois la même clé ;"
                        + " le dernier lot, plus"
                        + " petit, est-il écrit ?")
                .holdsIf(count == PRODUCTS);
        stack.await(() -> imports.wrong(rows, key, List.of("nom")).isEmpty(), Imports.SOON);
        List<String> wrong = imports.wrong(rows, key, List.of("nom"));
        Expectation.that("Quand un sku revient dans le fichier, la dernière ligne gagne.")
                .expected("1000 produits, chacun tel que sa dernière ligne le dit")
                .seen(Imports.told(wrong))
                .hint("dans un lot, la dernière ligne d'un sku remplace la première ; les lots"
                        + " s'écrivent dans l'ordre.")
                .holdsIf(wrong.isEmpty());
        checkAccount(name, rows.size());
    }

    /** Every fiftieth product comes again at once, every fortieth at the end of the file. */
    private static List<StockRow> rows() {
        List<StockRow> rows = new ArrayList<>();
        List<StockRow> later = new ArrayList<>();
        List<StockRow> products = StockRow.random(PRODUCTS);
        for (int i = 0; i < products.size(); i++) {
            rows.add(products.get(i));
            if (i % 50 == 7) {
                rows.add(products.get(i).again());
            } else if (i % 40 == 3) {
                later.add(products.get(i).again());
            }
        }
        rows.addAll(later);
        return rows;
    }

    /** Who writes an account counts replaced rows as imported; whether there is one is another row's question. */
    private void checkAccount(String name, int rows) {
        stack.await(() -> !imports.keys(Imports.reportKey(name)).isEmpty(), Imports.SOON);
        Optional<Account> account = imports.report(name);
        account.ifPresent(report -> Expectation.that("Une ligne remplacée par une autre compte comme importée.")
                .expected(Account.said(rows, rows, 0))
                .seen(report.json().toString())
                .hint("compte les lignes, pas les éléments de la table.")
                .holdsIf(report.says(rows, rows, 0)));
    }
}

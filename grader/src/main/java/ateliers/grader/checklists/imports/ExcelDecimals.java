package ateliers.grader.checklists.imports;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.variety.Variety;
import java.util.ArrayList;
import java.util.List;

/** A price with a decimal point in a file of a French Excel: its row is rejected, and the other is imported. */
final class ExcelDecimals {
    private final Imports imports;

    ExcelDecimals(Stack stack) {
        this.imports = new Imports(stack);
    }

    void check() {
        if (!areReadAtAll()) {
            return; // that is another criterion's
        }
        StockRow good = StockRow.random();
        List<String> pointed = new ArrayList<>(StockRow.random().excelFields(" "));
        pointed.set(StockRow.COLUMNS.indexOf("prix"), Variety.between(1, 90) + ".50");
        String name = Imports.name();
        imports.drop(name, StockFile.ofExcel().add(good.excelFields(" ")).add(pointed));
        Account account = imports.awaitReport(name);
        Expectation.that("Dans un fichier d'Excel, un prix à point décimal n'est pas valable.")
                .expected(Account.said(2, 1, 1))
                .seen(account.json().toString())
                .hint(
                        "le séparateur décimal d'un fichier d'Excel est la virgule : rejette un prix écrit avec un point.")
                .holdsIf(account.says(2, 1, 1) && !account.hasError());
    }

    private boolean areReadAtAll() {
        StockRow row = StockRow.random();
        imports.drop(Imports.name(), StockFile.ofExcel().add(row.excelFields(" ")));
        return imports.awaitItems(List.of(row), Imports.SOON);
    }
}

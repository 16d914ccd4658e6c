package ateliers.grader.checklists.imports;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Noun;
import ateliers.grader.checklist.Stack;
import ateliers.grader.variety.Variety;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A file that is dropped again, as it was and corrected, and files that hold nothing. */
final class Replays {
    private final Stack stack;
    private final Imports imports;

    Replays(Stack stack) {
        this.stack = stack;
        this.imports = new Imports(stack);
    }

    void check() {
        dropAgain();
        dropNothing("vide", new byte[0]);
        dropNothing("qui n'a que son en-tête", StockFile.withCommas().bytes());
    }

    private void dropAgain() {
        List<StockRow> rows = StockRow.random(3);
        StockRow wrong = StockRow.random();
        StockFile file = StockFile.withCommas(rows).add(wrong.fieldsBut("prix", Variety.word()));
        String name = Imports.name();
        imports.drop(name, file);
        Account first = imports.awaitReport(name);
        imports.awaitItems(rows, Imports.SOON);
        var before = stored(rows);
        // Its second coming is what shows that the file was read again.
        imports.delete(Imports.reportKey(name));
        imports.drop(name, file);
        Account second = imports.awaitReport(name);
        var after = stored(rows);
        Expectation.that("Le même fichier, déposé de nouveau, ne change rien.")
                .expected("les mêmes 3 produits, et le même compte rendu : " + first.json())
                .seen("%s ; compte rendu : %s"
                        .formatted(after.equals(before) ? "les mêmes produits" : "d'autres : " + after, second.json()))
                .hint("écris chaque produit tel que sa ligne le dit, qu'il soit déjà dans la table ou non.")
                .holdsIf(after.equals(before) && after.size() == rows.size() && second.agrees(first));
        imports.delete(Imports.reportKey(name));
        List<StockRow> corrected = new ArrayList<>(rows);
        corrected.add(wrong);
        imports.drop(name, StockFile.withCommas(corrected));
        imports.awaitReport(name);
        stack.await(() -> rejected(name) == 0, Imports.SOON);
        Expectation.that("Un fichier corrigé, déposé sous la même clé, ne laisse aucun ancien rejet.")
                .expected("pas d'objet %s, ou son en-tête seul".formatted(Imports.rejectsKey(name)))
                .seen(new Noun("ligne rejetée", "lignes rejetées").said(rejected(name)))
                .hint("quand il n'y a rien à rejeter, retire les anciens rejets"
                        + " (s3:DeleteObject), ou réécris-les vides.")
                .holdsIf(rejected(name) == 0);
    }

    /** How many rows the file of rejected rows holds, its header left out. */
    private int rejected(String name) {
        return imports.text(Imports.rejectsKey(name))
                .map(text -> RejectedRow.records(text).size() - 1)
                .orElse(0);
    }

    /** The contract's attributes of the stored products; a submission may keep others for itself. */
    private Map<String, Map<String, AttributeValue>> stored(List<StockRow> rows) {
        Map<String, Map<String, AttributeValue>> items = imports.items(rows);
        items.replaceAll((sku, item) -> {
            Map<String, AttributeValue> kept = new HashMap<>(item);
            kept.keySet().retainAll(StockRow.COLUMNS);
            return kept;
        });
        return items;
    }

    private void dropNothing(String how, byte[] content) {
        String name = Imports.name();
        imports.drop(name, content);
        stack.await(() -> !imports.keys(Imports.reportKey(name)).isEmpty(), Imports.SOON);
        Account account = imports.report(name)
                .orElseThrow(() -> Expectation.that("Un fichier %s a lui aussi son compte rendu.".formatted(how))
                        .expected("un objet " + Imports.reportKey(name))
                        .seen("aucun objet sous ce nom")
                        .hint("un fichier sans ligne se lit comme un autre, et rend un compte de zéros.")
                        .failure());
        Expectation.that("Un fichier %s n'est pas une erreur.".formatted(how))
                .expected(Account.said(0, 0, 0))
                .seen(account.json().toString())
                .hint("un fichier sans ligne se lit comme un autre, et rend un compte de zéros.")
                .holdsIf(account.says(0, 0, 0) && !account.hasError());
    }
}

package ateliers.grader.checklists.imports;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklists.common.Starts;
import ateliers.grader.variety.Variety;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which objects start a function: files to import, however they come, and nothing else. */
final class Triggers {
    /** For one file: several functions, and some of them again. */
    private static final int MOST_STARTS = 8;

    private final Stack stack;
    private final Imports imports;
    private final Starts starts;

    Triggers(Stack stack) {
        this.stack = stack;
        this.imports = new Imports(stack);
        this.starts = new Starts(stack);
    }

    void check() {
        List<StockRow> copied = StockRow.random(2);
        String draft = Variety.word() + "/" + Imports.name();
        imports.uploads.put(draft, StockFile.withCommas(copied).bytes());
        Expectation.that("Un fichier qui n'est pas sous imports/ n'est pas importé.")
                .expected("rien dans la table pour l'objet " + draft)
                .seen("ses produits")
                .hint("filtre les événements du bucket par préfixe, imports/.")
                .holdsIf(stack.never(() -> !imports.items(copied).isEmpty(), Imports.QUIET));
        imports.uploads.copy(draft, Imports.FOLDER + Imports.name());
        requireImported(copied, "copié sous imports/");
        List<StockRow> inParts = StockRow.random(2);
        imports.uploads.putInParts(
                Imports.FOLDER + Imports.name(), StockFile.withCommas(inParts).bytes());
        requireImported(inParts, "envoyé en plusieurs parties");
        requireNoLoop();
        new OtherObjects().check();
    }

    /** A file with a row to reject: whatever the function writes is written then. */
    private void requireNoLoop() {
        stack.never(() -> false, starts.quiet(Imports.QUIET));
        int before = starts.count();
        List<StockRow> rows = StockRow.random(2);
        imports.drop(
                Imports.name(), StockFile.withCommas(rows).add(StockRow.random().fieldsBut("prix", Variety.word())));
        imports.awaitItems(rows, Imports.SOON);
        boolean few = stack.never(() -> starts.count() - before > MOST_STARTS, starts.quiet(Imports.QUIET));
        Expectation.that("Ce que la fonction écrit ne la fait pas repartir.")
                .expected("un départ pour un fichier, ou quelques-uns s'il y a plusieurs fonctions")
                .seen((starts.count() - before) + " départs de fonction pour un seul fichier")
                .hint("écris sous rejets/ et rapports/, jamais sous imports/, et filtre les événements du bucket.")
                .holdsIf(few);
    }

    private void requireImported(List<StockRow> rows, String how) {
        Expectation.that("Un fichier est importé de quelque façon qu'il arrive.")
                .expected("les 2 produits d'un fichier " + how)
                .seen(Imports.PRODUCT.said(imports.items(rows).size()))
                .hint("abonne la fonction à s3:ObjectCreated:*, qui couvre aussi copies et" + " envois en parties.")
                .holdsIf(imports.awaitItems(rows, Imports.SOON));
    }

    /**
     * What must start nothing: what looks like a file to import but is none, and what lies where the function writes.
     */
    private final class OtherObjects {
        private final Map<String, List<StockRow>> rows = new LinkedHashMap<>();

        private OtherObjects() {
            String name = Imports.name();
            for (String key : Variety.shuffled(List.of(
                    Imports.rejectsKey(name),
                    Imports.reportKey(name),
                    "rapports/" + name,
                    name,
                    Variety.word() + "/" + Imports.FOLDER + name,
                    Imports.FOLDER + name + ".gz",
                    Imports.FOLDER + Variety.fileName(".txt"),
                    Imports.FOLDER + Variety.fileName(".CSV")))) {
                rows.put(key, StockRow.random(1));
            }
        }

        private void check() {
            // What ran before them has ended and is counted.
            stack.never(() -> false, starts.quiet(Imports.QUIET));
            int before = starts.count();
            rows.forEach((key, row) ->
                    imports.uploads.put(key, StockFile.withCommas(row).bytes()));
            boolean quiet =
                    stack.never(() -> starts.count() > before || !imported().isEmpty(), starts.quiet(Imports.QUIET));
            int seen = starts.count() - before;
            Expectation.that("Aucun autre objet du bucket ne fait partir une fonction, surtout pas ce qu'elle y écrit.")
                    .expected("aucun départ pour les objets " + String.join(", ", rows.keySet()))
                    .seen("%s%s"
                            .formatted(
                                    seen == 1
                                            ? "1 départ de fonction au moins"
                                            : seen + " départs de fonction au moins",
                                    imported().isEmpty() ? "" : " ; importés : " + String.join(", ", imported())))
                    .hint("filtre les événements du bucket par préfixe (imports/) et par"
                            + " suffixe (.csv) : une fonction"
                            + " qui part de ce qu'elle écrit tourne sans fin.")
                    .holdsIf(quiet);
        }

        private List<String> imported() {
            List<StockRow> all = new ArrayList<>();
            rows.values().forEach(all::addAll);
            var items = imports.items(all);
            return rows.entrySet().stream()
                    .filter(each -> items.containsKey(each.getValue().get(0).sku()))
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }
}

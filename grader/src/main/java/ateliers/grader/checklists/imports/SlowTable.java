package ateliers.grader.checklists.imports;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Noun;
import ateliers.grader.checklist.Stack;
import ateliers.grader.targets.Target.Injected;
import ateliers.grader.targets.Target.InjectsFaults;
import ateliers.grader.variety.Variety;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A table that asks to slow down, and one that does batches by parts. */
final class SlowTable {
    /** Whatever a row is written by. */
    private static final List<String> WRITES = List.of("BatchWriteItem", "PutItem", "UpdateItem", "TransactWriteItems");

    /** A batch of 25 is left with one row only after this many. */
    private static final int PARTS = 4;

    /** Fewer than a client of the SDK bears by itself: who lets it retry need do no more. */
    private static final int REFUSALS = 2;

    /** Cloud time: two retries of Lambda's, after one and two minutes, with room. */
    private static final Duration RETRIES = Duration.ofMinutes(15);

    private final Stack stack;
    private final Imports imports;
    private final InjectsFaults faults;

    SlowTable(Stack stack) {
        this.stack = stack;
        this.imports = new Imports(stack);
        this.faults = stack.requires(
                InjectsFaults.class, "Cette cible ne sait pas faire ralentir DynamoDB quand on le lui demande.");
    }

    void check() {
        takesPartsOnly();
        asksToSlowDown();
    }

    private void takesPartsOnly() {
        List<StockRow> rows = new ArrayList<>(StockRow.random(40));
        // The last row of a first batch of 25 is given back each time, and comes again in the second.
        rows.add(30, rows.get(24).again());
        String name = Imports.name();
        try (Injected parts = faults.unprocessed("dynamodb", "BatchWriteItem").times(PARTS)) {
            String key = imports.drop(name, StockFile.withCommas(rows));
            imports.awaitItems(rows, RETRIES);
            requireAll(
                    rows,
                    name,
                    key,
                    "Quand DynamoDB ne prend qu'une partie d'un lot, le reste lui est redonné.",
                    Noun.of("lot").said(parts.answered()) + " dont DynamoDB n'a pris qu'une partie",
                    "redonne à BatchWriteItem ce qu'il rend dans UnprocessedItems, jusqu'à ce"
                            + " qu'il n'en reste rien,"
                            + " avant le lot suivant.");
        }
    }

    private void asksToSlowDown() {
        // Fewer than a lot has: who accounts for a file before its last lot is written does so before anything is.
        List<StockRow> rows = StockRow.random(Variety.between(12, 20));
        String name = Imports.name();
        List<Injected> refusals = WRITES.stream()
                .map(operation -> faults.throttle("dynamodb", operation).always())
                .toList();
        String key;
        boolean claimed;
        try {
            key = imports.drop(name, StockFile.withCommas(rows));
            stack.await(() -> answered(refusals) >= REFUSALS, Imports.SOON);
            claimed = answered(refusals) > 0
                    && imports.report(name)
                            .filter(report -> report.imported() > 0)
                            .isPresent();
        } finally {
            refusals.forEach(Injected::close);
        }
        Expectation.that("Tant que ses lignes ne sont pas dans la table, un fichier n'a pas de compte rendu.")
                .expected("aucun objet " + Imports.reportKey(name) + " tant que DynamoDB refuse les lignes")
                .seen("un compte rendu, alors que DynamoDB n'a encore rien pris")
                .task(5)
                .hint("écris le compte rendu en dernier.")
                .holdsIf(!claimed);
        imports.awaitItems(rows, RETRIES);
        requireAll(
                rows,
                name,
                key,
                "Quand DynamoDB demande de ralentir, le fichier finit quand même dans la table.",
                new Noun("écriture refusée", "écritures refusées").said(answered(refusals))
                        + ", avec la demande de ralentir",
                "laisse le client du SDK réessayer, puis laisse sortir l'exception : Lambda"
                        + " reprendra le fichier.");
    }

    private static int answered(List<Injected> refusals) {
        return refusals.stream().mapToInt(Injected::answered).sum();
    }

    private void requireAll(List<StockRow> rows, String name, String key, String message, String slow, String hint) {
        stack.await(() -> imports.wrong(rows, key, List.of("nom")).isEmpty(), Imports.SOON);
        // A row that is written late would show now.
        stack.await(() -> !imports.keys(Imports.reportKey(name)).isEmpty(), Imports.SOON);
        List<String> wrong = imports.wrong(rows, key, List.of("nom"));
        String account = imports.report(name)
                .filter(report -> !report.says(rows.size(), rows.size(), 0))
                .map(report -> "\ncompte rendu : " + report.json())
                .orElse("");
        Expectation.that("Le compte rendu compte toutes les lignes du fichier.")
                .expected(Account.said(rows.size(), rows.size(), 0))
                .seen(account.strip())
                .task(5)
                .hint("compte les lignes du fichier, pas les éléments de la table.")
                .holdsIf(!wrong.isEmpty() || account.isEmpty());
        Expectation.that(message)
                .expected(
                        "tous les produits, chacun tel que sa dernière ligne le dit, et un compte rendu qui les compte")
                .seen("%s ; %s%s".formatted(slow, Imports.told(wrong), account))
                .hint(hint)
                .holdsIf(wrong.isEmpty() && account.isEmpty());
    }
}

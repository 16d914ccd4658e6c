package ateliers.grader.checklists.imports;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.variety.Variety;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows that are not valid, among rows that are. */
final class BadRows {

    /**
     * A row that must be rejected.
     *
     * @param what in French
     * @param kind rows of one kind may have the same reason
     */
    private record Bad(String what, String kind, List<String> fields, int line) {}

    /** In bytes. */
    private static final int LONGEST_KEY = 2_048;

    private final Stack stack;
    private final Imports imports;
    private final StockFile file = StockFile.withCommas();
    private final List<StockRow> good = new ArrayList<>();
    private final List<Bad> bad = new ArrayList<>();

    BadRows(Stack stack) {
        this.stack = stack;
        this.imports = new Imports(stack);
    }

    void check() {
        fill();
        String name = Variety.word() + "/" + Imports.name();
        String key = imports.drop(name, file);
        Account account = imports.awaitReport(name);
        checkGoodRows(key);
        checkAccount(account);
        checkRejects(name);
    }

    private void fill() {
        good(StockRow.random());
        good(StockRow.random().withName(Variety.word() + ",\n" + Variety.words(2)));
        file.addEmptyLine();
        StockRow row =
                StockRow.random().withName(Variety.word() + " \"" + Variety.accented() + "\", " + Variety.word());
        bad("sku absent", "sku", row.fieldsBut("sku", ""));
        bad("prix qui n'est pas un nombre", "prix", StockRow.random().fieldsBut("prix", Variety.word()));
        bad("sku fait d'espaces", "sku", StockRow.random().fieldsBut("sku", "   "));
        bad("sku de plus de 2 048 octets", "sku", StockRow.random().fieldsBut("sku", "é".repeat(LONGEST_KEY / 2 + 1)));
        bad("rien que des séparateurs", "sku", Collections.nCopies(StockRow.COLUMNS.size(), ""));
        good(StockRow.random());
        bad("prix absent", "prix", StockRow.random().withName(formula()).fieldsBut("prix", ""));
        bad("prix à signe", "prix", StockRow.random().fieldsBut("prix", "+" + Variety.between(1, 90)));
        bad("prix à virgule", "prix", StockRow.random().fieldsBut("prix", Variety.between(1, 90) + ",50"));
        bad("prix à espace", "prix", StockRow.random().fieldsBut("prix", Variety.between(1, 90) + " 250.50"));
        bad("prix négatif", "prix", StockRow.random().fieldsBut("prix", "-0.0" + Variety.between(1, 9)));
        bad("prix à trois décimales", "prix", StockRow.random().fieldsBut("prix", Variety.between(1, 90) + ".125"));
        bad("prix avec exposant", "prix", StockRow.random().fieldsBut("prix", Variety.between(1, 9) + "e3"));
        bad("prix trop grand", "prix", StockRow.random().fieldsBut("prix", "1" + "0".repeat(15)));
        good(StockRow.random().withPrice("9".repeat(15) + ".99").withQuantity(0));
        bad("quantité négative", "quantite", StockRow.random().fieldsBut("quantite", "-" + Variety.between(1, 90)));
        bad("quantité à signe", "quantite", StockRow.random().fieldsBut("quantite", "+" + Variety.between(1, 90)));
        bad("quantité trop grande", "quantite", StockRow.random().fieldsBut("quantite", "1" + "0".repeat(9)));
        bad("quantité plus grande qu'un int", "quantite", StockRow.random().fieldsBut("quantite", "9".repeat(11)));
        good(StockRow.random().withPrice("0").withQuantity(999_999_999));
        bad("quantité à virgule", "quantite", StockRow.random().fieldsBut("quantite", Variety.between(1, 90) + ".5"));
        bad("date qui n'en est pas une", "date_maj", StockRow.random().fieldsBut("date_maj", Variety.word()));
        bad(
                "date du 30 février",
                "date_maj",
                StockRow.random().fieldsBut("date_maj", Variety.between(2020, 2027) + "-02-30"));
        good(StockRow.random());
        bad("cinq champs", "champs", StockRow.random().fields().subList(0, 5));
        List<String> seven = new ArrayList<>(StockRow.random().fields());
        seven.add(Variety.word());
        bad("sept champs", "champs", seven);
        bad(
                "nom de 500 000 caractères",
                "taille",
                StockRow.random().fieldsBut("nom", (Variety.word() + " ").repeat(100_000)));
        bad("nom de 500 000 octets", "taille", StockRow.random().fieldsBut("nom", "é".repeat(250_000)));
        good(StockRow.random());
        file.addEmptyLine();
    }

    /** What a spreadsheet would reckon, and some programs therefore write otherwise. */
    private static String formula() {
        return "=" + Variety.word() + "(" + Variety.digits(2) + ")";
    }

    private void good(StockRow row) {
        good.add(row);
        file.add(row.fields());
    }

    private void bad(String what, String kind, List<String> fields) {
        bad.add(new Bad(what, kind, fields, file.nextLine()));
        file.add(fields);
    }

    private void checkGoodRows(String key) {
        imports.awaitItems(good, Imports.SOON);
        List<String> wrong = imports.wrong(good, key, List.of("sku"));
        Expectation.that("Une ligne fausse n'empêche pas les autres d'être importées.")
                .expected("les %d lignes valables dans la table".formatted(good.size()))
                .seen(Imports.told(wrong))
                .hint("rejette la ligne, et continue avec la suivante.")
                .holdsIf(wrong.isEmpty());
        List<StockRow> refused = bad.stream()
                .filter(row -> isKey(row.fields().get(0)))
                .map(row -> StockRow.named(row.fields().get(0)))
                .toList();
        var stored = imports.items(refused);
        Expectation.that("Une ligne fausse n'est pas importée.")
                .expected("aucune ligne fausse dans la table")
                .seen(String.join(
                        ", ",
                        bad.stream()
                                .filter(row -> stored.containsKey(row.fields().get(0)))
                                .map(Bad::what)
                                .toList()))
                .hint("vérifie chaque champ, et leur nombre.")
                .holdsIf(stored.isEmpty());
    }

    /** Whether DynamoDB can be asked for it. */
    private static boolean isKey(String sku) {
        return !sku.isEmpty() && sku.getBytes(StandardCharsets.UTF_8).length <= LONGEST_KEY;
    }

    private void checkAccount(Account account) {
        int read = good.size() + bad.size();
        Expectation.that("Le compte rendu compte juste : lues = importees + rejetees.")
                .expected(Account.said(read, good.size(), bad.size()))
                .seen(account.json().toString())
                .hint("compte les lignes une par une ; l'en-tête et les lignes vides n'en sont pas.")
                .holdsIf(account.says(read, good.size(), bad.size()) && !account.hasError());
    }

    private void checkRejects(String name) {
        stack.await(() -> !imports.keys(Imports.rejectsKey(name)).isEmpty(), Imports.SOON);
        List<List<String>> records =
                imports.text(Imports.rejectsKey(name)).map(RejectedRow::records).orElse(List.of());
        Expectation.that("Les lignes rejetées sont sous rejets/<nom>, en CSV à virgules.")
                .expected("un objet %s, dont la première ligne est %s"
                        .formatted(Imports.rejectsKey(name), String.join(",", RejectedRow.COLUMNS)))
                .seen(records.isEmpty() ? "aucun CSV sous ce nom" : String.join(",", records.get(0)))
                .hint("écris les rejets avec leur en-tête ; la fonction a-t-elle le droit d'écrire sous rejets/ ?")
                .holdsIf(!records.isEmpty() && records.get(0).equals(RejectedRow.COLUMNS));
        List<RejectedRow> rejected = records.stream()
                .skip(1)
                .filter(record -> record.size() == RejectedRow.COLUMNS.size())
                .map(RejectedRow::new)
                .toList();
        Map<String, String> reasons = new HashMap<>();
        for (Bad row : bad) {
            RejectedRow seen = rejected.stream()
                    .filter(each -> each.line().equals(Integer.toString(row.line())))
                    .findFirst()
                    .orElseThrow(() -> notThere(row, rejected));
            checkRejected(row, seen);
            reasons.putIfAbsent(row.kind(), seen.reason());
        }
        Expectation.that("Les rejets n'ont que les lignes rejetées, une fois chacune.")
                .expected(bad.size() + " lignes, à huit champs")
                .seen((records.size() - 1) + " lignes")
                .hint("n'écris dans les rejets que les lignes fausses, et entre guillemets ce qui en a besoin.")
                .holdsIf(records.size() - 1 == bad.size());
        Optional<String> foreign =
                reasons.values().stream().filter(RejectedRow::isOfJava).findFirst();
        Expectation.that("Le motif est une phrase en français.")
                .expected("une phrase que la personne qui a écrit le fichier comprend")
                .seen(foreign.orElse(""))
                .hint(
                        "n'écris pas le message de l'exception de Java : dis toi-même, en français, quel champ ne va pas.")
                .holdsIf(foreign.isEmpty());
        Expectation.that("Le motif dit ce qui ne va pas dans la ligne.")
                .expected("un motif différent pour chaque sorte de faute")
                .seen(reasons.toString())
                .hint("nomme dans le motif le champ qui ne va pas.")
                .holdsIf(reasons.values().stream().distinct().count() == reasons.size());
    }

    private static AssertionError notThere(Bad row, List<RejectedRow> rejected) {
        return Expectation.that("Chaque ligne rejetée porte le numéro de sa ligne dans le fichier.")
                .expected("ligne %d (%s)".formatted(row.line(), row.what()))
                .seen("lignes "
                        + String.join(
                                ", ", rejected.stream().map(RejectedRow::line).toList()))
                .hint("l'en-tête est à la ligne 1 ; un champ peut tenir sur plusieurs lignes, et les"
                        + " lignes vides se comptent"
                        + " aussi.")
                .failure();
    }

    private static void checkRejected(Bad row, RejectedRow seen) {
        Expectation.that("Une ligne rejetée a un motif.")
                .expected("la raison, pour la ligne %d (%s)".formatted(row.line(), row.what()))
                .seen("un motif vide")
                .hint("dis dans motif ce qui ne va pas.")
                .holdsIf(!seen.reason().isEmpty());
        boolean whole = row.fields().size() == StockRow.COLUMNS.size();
        Expectation.that("Les rejets gardent la ligne telle qu'elle était.")
                .expected(shortened(row.fields()))
                .seen(shortened(seen.original()))
                .hint("recopie les six champs du fichier, sans les changer.")
                .holdsIf(!whole || seen.original().equals(row.fields()));
    }

    private static String shortened(List<String> fields) {
        String text = fields.toString();
        return text.length() <= 300 ? text : text.substring(0, 300) + "…";
    }
}

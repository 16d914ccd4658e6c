package ateliers.grader.checklists.imports;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.targets.Step;
import ateliers.grader.targets.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A file whose rows are all valid: each becomes an item, every value exact. */
final class ValidFile {
    private static final Map<String, String> HINTS = Map.of(
            "nom", "écris nom et categorie tels qu'ils sont dans le fichier, qui est en UTF-8",
            "categorie", "écris nom et categorie tels qu'ils sont dans le fichier, qui est en UTF-8",
            "prix", "lis le prix avec new BigDecimal, jamais avec double, et écris-le en N",
            "quantite", "écris la quantité en N",
            "date_maj", "écris la date en S, sous la forme AAAA-MM-JJ",
            "fichier", "écris en S la clé entière de l'objet, imports/ compris");

    private static final String NOTHING_RAN =
            "aucune fonction n'est partie : le bucket ne prévient personne. Dans template.yaml, donne à"
                    + " la fonction un événement (Events) de type S3.";

    private static final String MAY_IT =
            "l'événement S3 du bucket lance-t-il la fonction ? A-t-elle le droit de lire le fichier et"
                    + " d'écrire dans la table ?";

    private final Stack stack;
    private final Imports imports;

    ValidFile(Stack stack) {
        this.stack = stack;
        this.imports = new Imports(stack);
    }

    /** Only some targets tell. */
    private boolean nothingRan() {
        return stack.offers(Target.TellsStory.class).isPresent()
                && !stack.saw(step -> step.kind() == Step.Kind.INVOCATION || step.kind() == Step.Kind.DROPPED);
    }

    void check() {
        List<StockRow> rows = new ArrayList<>(StockRow.random(8));
        for (String price : List.of("0", "0.10", "19.9", "999999999999999.99")) {
            rows.add(StockRow.random().withPrice(price));
        }
        String key = imports.drop(Imports.name(), StockFile.withCommas(rows));
        imports.awaitItems(rows, Imports.SOON);
        Map<String, Map<String, AttributeValue>> items = imports.items(rows);
        Expectation.that("Chaque ligne d'un fichier valable devient un élément de la table.")
                .expected("%d produits, les lignes de %s".formatted(rows.size(), key))
                .seen(Imports.PRODUCT.said(items.size()))
                .hint((nothingRan() ? NOTHING_RAN : MAY_IT))
                .holdsIf(items.size() == rows.size());
        for (String attribute : List.of("nom", "categorie", "prix", "quantite", "date_maj", "fichier")) {
            List<String> wrong = imports.wrong(rows, key, List.of(attribute));
            Expectation.that("L'attribut « %s » est celui du contrat.".formatted(attribute))
                    .expected("les valeurs du fichier, du type que dit le contrat")
                    .seen(Imports.told(wrong))
                    .hint(HINTS.get(attribute) + ".")
                    .alone()
                    .holdsIf(wrong.isEmpty());
        }
    }
}

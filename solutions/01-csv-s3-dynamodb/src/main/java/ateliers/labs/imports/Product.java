package ateliers.labs.imports;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Un produit, tel qu'une ligne valable le donne. */
record Product(String sku, String name, String category, BigDecimal price, int quantity, LocalDate updatedOn) {

    /** Les colonnes, dans l'ordre du fichier. */
    static final List<String> COLUMNS = List.of("sku", "nom", "categorie", "prix", "quantite", "date_maj");

    private static final Pattern QUANTITY = Pattern.compile("[0-9]{1,9}");

    /** Ce qu'un décodage raté laisse derrière lui, et ce qu'un texte ne contient jamais. */
    private static final Pattern UNREADABLE = Pattern.compile("[\\x00\uFFFD]");

    private static final int LONGEST_KEY = 2048;
    private static final int LARGEST_ITEM = 400 * 1024;

    /** Bien plus que les noms des attributs et les valeurs courtes d'un élément. */
    private static final int REST_OF_ITEM = 200;

    /**
     * Lit une ligne.
     *
     * @throws Rejection si elle n'est pas valable
     */
    static Product of(List<String> fields, Dialect dialect) throws Rejection {
        if (fields.size() != COLUMNS.size()) {
            throw new Rejection(fields.size() + " champs au lieu de " + COLUMNS.size());
        }
        for (String field : fields) {
            if (UNREADABLE.matcher(field).find()) {
                throw new Rejection("un champ contient des caractères illisibles");
            }
        }
        return new Product(
                sku(fields.get(0)),
                fields.get(1),
                fields.get(2),
                dialect.price(fields.get(3)),
                quantity(fields.get(4)),
                dialect.date(fields.get(5)));
    }

    /**
     * L'élément de la table.
     *
     * @param file la clé du fichier d'où vient la ligne
     * @throws Rejection si DynamoDB le refuserait
     */
    Map<String, AttributeValue> toItem(String file) throws Rejection {
        if (bytes(sku) + bytes(name) + bytes(category) + bytes(file) + REST_OF_ITEM > LARGEST_ITEM) {
            throw new Rejection("la ligne dépasse les 400 Ko que DynamoDB permet");
        }
        return Map.of(
                "sku", AttributeValue.fromS(sku),
                "nom", AttributeValue.fromS(name),
                "categorie", AttributeValue.fromS(category),
                "prix", AttributeValue.fromN(price.toPlainString()),
                "quantite", AttributeValue.fromN(Integer.toString(quantity)),
                "date_maj", AttributeValue.fromS(updatedOn.toString()),
                "fichier", AttributeValue.fromS(file));
    }

    private static String sku(String text) throws Rejection {
        if (text.isBlank()) {
            throw new Rejection("sku manque");
        }
        if (bytes(text) > LONGEST_KEY) {
            throw new Rejection("sku dépasse les 2048 octets qu'une clé de DynamoDB permet");
        }
        return text;
    }

    private static int quantity(String text) throws Rejection {
        if (!QUANTITY.matcher(text).matches()) {
            throw new Rejection("quantite « " + text + " » : ce n'est pas un entier de 0 à 999999999");
        }
        return Integer.parseInt(text);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}

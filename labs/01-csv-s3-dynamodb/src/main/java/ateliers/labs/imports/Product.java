package ateliers.labs.imports;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Un produit, tel qu'une ligne valable le donne. */
record Product(String sku, String name, String category, BigDecimal price, int quantity, LocalDate updatedOn) {

    /** Les colonnes, dans l'ordre du fichier. */
    static final List<String> COLUMNS = List.of("sku", "nom", "categorie", "prix", "quantite", "date_maj");

    /**
     * Lit une ligne.
     *
     * @throws Rejection si elle n'est pas valable
     */
    static Product of(List<String> fields, Dialect dialect) throws Rejection {
        // TODO (Tâche 1) : fais un produit des six champs. Le dialecte sait lire les prix et les dates.
        // TODO (Tâche 5) : vérifie le nombre de champs et chacun d'eux, et lève une Rejection qui dit ce qui ne va pas.
        throw new UnsupportedOperationException("Tâche 1 : lire une ligne (Product.of)");
    }

    /**
     * L'élément de la table.
     *
     * @param file la clé du fichier d'où vient la ligne
     * @throws Rejection si DynamoDB le refuserait
     */
    Map<String, AttributeValue> toItem(String file) throws Rejection {
        // TODO (Tâche 1) : tous les attributs du contrat, les nombres en N (AttributeValue.fromN), le reste en S.
        // TODO (Tâche 5) : une Rejection si DynamoDB refuserait l'élément : 400 Ko au plus, et 2048 octets pour la clé.
        return Map.of("sku", AttributeValue.fromS(sku));
    }
}

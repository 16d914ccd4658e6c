package ateliers.labs.imports;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Écrit des produits dans la table. */
final class ProductBatch {

    private final DynamoDbClient dynamo;
    private final String table;
    private final Pause pause;

    ProductBatch(DynamoDbClient dynamo, String table, Pause pause) {
        this.dynamo = dynamo;
        this.table = table;
        this.pause = pause;
    }

    /** Ajoute un élément au lot, et écrit le lot quand il est plein. */
    void add(Map<String, AttributeValue> item) {
        // TODO (Tâche 1) : écris l'élément dans la table (dynamo.putItem).
        // TODO (Tâche 3) : range-le plutôt dans un lot, par sku, et écris le lot quand il a 25 éléments.
        throw new UnsupportedOperationException("Tâche 1 : écrire " + item.get("sku") + " dans " + table);
    }

    /** Écrit ce qui attend encore. */
    void write() {
        // TODO (Tâche 3) : écris le lot (dynamo.batchWriteItem), et redonne ce que DynamoDB n'a pas pris
        // (unprocessedItems), après une pause de plus en plus longue (pause.of). Quand DynamoDB demande de ralentir
        // (isThrottlingException), tout le lot est à redonner. Après une douzaine d'essais, échoue.
        if (pause == null) {
            throw new IllegalStateException("Il faut une pause entre deux essais.");
        }
    }
}

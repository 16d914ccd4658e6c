package ateliers.labs.imports;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Écrit des produits dans la table, vingt-cinq par vingt-cinq. */
final class ProductBatch {

    /** Ce que {@code BatchWriteItem} prend au plus. */
    private static final int MOST = 25;

    private static final int MOST_ATTEMPTS = 12;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final DynamoDbClient dynamo;
    private final String table;
    private final Pause pause;

    /** Par {@code sku} : un lot n'a jamais deux fois la même clé, et la dernière ligne gagne. */
    private final Map<String, WriteRequest> waiting = new LinkedHashMap<>();

    ProductBatch(DynamoDbClient dynamo, String table, Pause pause) {
        this.dynamo = dynamo;
        this.table = table;
        this.pause = pause;
    }

    /** Ajoute un élément au lot, et écrit le lot quand il est plein. */
    void add(Map<String, AttributeValue> item) {
        waiting.put(
                item.get("sku").s(),
                WriteRequest.builder().putRequest(put -> put.item(item)).build());
        if (waiting.size() == MOST) {
            write();
        }
    }

    /**
     * Écrit ce qui attend encore. Un lot est écrit tout entier avant que le suivant commence : ainsi une ligne que
     * DynamoDB rend n'écrase jamais une ligne plus récente.
     *
     * @throws IllegalStateException si DynamoDB n'en veut toujours pas après de longues pauses
     */
    void write() {
        List<WriteRequest> left = List.copyOf(waiting.values());
        for (int attempt = 1; !left.isEmpty(); attempt++) {
            left = unprocessed(left);
            if (!left.isEmpty()) {
                if (attempt == MOST_ATTEMPTS) {
                    throw new IllegalStateException("DynamoDB n'a pas pris " + left.size() + " lignes en " + attempt
                            + " essais : le fichier sera repris en entier.");
                }
                pause.of(backOff(attempt));
            }
        }
        waiting.clear();
    }

    /** Ce que DynamoDB n'a pas pris : une partie du lot, ou tout, quand il demande de ralentir. */
    private List<WriteRequest> unprocessed(List<WriteRequest> writes) {
        try {
            return dynamo.batchWriteItem(batch -> batch.requestItems(Map.of(table, writes)))
                    .unprocessedItems()
                    .getOrDefault(table, List.of());
        } catch (AwsServiceException e) {
            if (e.isThrottlingException()) {
                return writes;
            }
            throw e;
        }
    }

    /** De plus en plus longue, et au hasard : sinon toutes les fonctions reviendraient ensemble. */
    private static Duration backOff(int attempt) {
        long most = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << attempt);
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most) + 1);
    }
}

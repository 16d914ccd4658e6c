package ateliers.labs.skill;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Les préférences dans une table DynamoDB. Tout ce qui concerne un utilisateur est dans la même partition : une préférence
 * par catégorie ({@code preference#CAFE}), et une ligne d'historique par enregistrement ({@code historique#<instant>#…}).
 */
final class DynamoPreferences implements Preferences {

    static final String USER = "utilisateur";
    static final String KEY = "cle";
    static final String CATEGORY = "categorie";
    static final String VALUE = "valeur";

    static final String PREFERENCE = "preference#";
    static final String HISTORY = "historique#";

    final DynamoDbClient dynamo;
    final String table;

    DynamoPreferences(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    /** Alexa n'attend que huit secondes : mieux vaut s'excuser vite que réessayer longtemps. */
    static DynamoPreferences ofEnvironment() {
        DynamoDbClient dynamo = DynamoDbClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                // TODO (Tâche 7) : borne le temps d'un appel et le nombre de tentatives (overrideConfiguration).
                .build();
        return new DynamoPreferences(dynamo, System.getenv("PREFERENCES_TABLE"));
    }

    @Override
    public void save(String user, Category category, String value, Instant saved) {
        // TODO (Tâche 3) : écris la préférence sous la clé PREFERENCE + category.id().
        // TODO (Tâche 4) : garde aussi une ligne d'historique, sous une clé qui suit l'instant : HISTORY, les millisecondes
        // (%013d), puis quelque chose d'unique. Une transaction (transactWriteItems) écrit les deux, ou aucune.
        throw new UnsupportedOperationException("Tâche 3");
    }

    /** Une lecture cohérente : la préférence dite à l'instant doit s'y trouver. */
    @Override
    public Optional<String> find(String user, Category category) {
        // TODO (Tâche 3) : lis la préférence sous sa clé, d'une lecture cohérente (consistentRead), et rends sa valeur.
        throw new UnsupportedOperationException("Tâche 3");
    }

    @Override
    public List<Saved> latest(String user, int count) {
        // TODO (Tâche 4) : cherche (query) les lignes de l'utilisateur dont la clé commence par HISTORY, à rebours
        // (scanIndexForward), et arrête-toi à count.
        throw new UnsupportedOperationException("Tâche 4");
    }

    /** Une ligne à écrire, dans une transaction. */
    TransactWriteItem put(String user, String key, Category category, String value) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table)
                        .item(Map.of(
                                USER, text(user),
                                KEY, text(key),
                                CATEGORY, text(category.name()),
                                VALUE, text(value))))
                .build();
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }
}

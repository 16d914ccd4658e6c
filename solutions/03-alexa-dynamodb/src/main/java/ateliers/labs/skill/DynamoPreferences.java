package ateliers.labs.skill;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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

    private static final String PREFERENCE = "preference#";
    private static final String HISTORY = "historique#";

    private final DynamoDbClient dynamo;
    private final String table;

    DynamoPreferences(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    /** Alexa n'attend que huit secondes : mieux vaut s'excuser vite que réessayer longtemps. */
    static DynamoPreferences ofEnvironment() {
        DynamoDbClient dynamo = DynamoDbClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(config -> config.apiCallTimeout(Duration.ofSeconds(4))
                        .retryStrategy(retries -> retries.maxAttempts(3)))
                .build();
        return new DynamoPreferences(dynamo, System.getenv("PREFERENCES_TABLE"));
    }

    /** Les deux lignes, ou aucune : une transaction. */
    @Override
    public void save(String user, Category category, String value, Instant saved) {
        String moment = "%s%013d#%s".formatted(HISTORY, saved.toEpochMilli(), UUID.randomUUID());
        dynamo.transactWriteItems(write -> write.transactItems(
                put(user, PREFERENCE + category.id(), category, value), put(user, moment, category, value)));
    }

    /** Une lecture cohérente : la préférence dite à l'instant doit s'y trouver. */
    @Override
    public Optional<String> find(String user, Category category) {
        Map<String, AttributeValue> item = dynamo.getItem(get -> get.tableName(table)
                        .key(Map.of(USER, text(user), KEY, text(PREFERENCE + category.id())))
                        .consistentRead(true))
                .item();
        return Optional.ofNullable(item.get(VALUE)).map(AttributeValue::s);
    }

    /** Les clés de tri sont rangées par instant : il suffit de les lire à rebours. */
    @Override
    public List<Saved> latest(String user, int count) {
        return dynamo
                .query(query -> query.tableName(table)
                        .keyConditionExpression("#user = :user AND begins_with(#key, :history)")
                        .expressionAttributeNames(Map.of("#user", USER, "#key", KEY))
                        .expressionAttributeValues(Map.of(":user", text(user), ":history", text(HISTORY)))
                        .scanIndexForward(false)
                        .consistentRead(true)
                        .limit(count))
                .items()
                .stream()
                .map(item -> new Saved(item.get(CATEGORY).s(), item.get(VALUE).s()))
                .toList();
    }

    private TransactWriteItem put(String user, String key, Category category, String value) {
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

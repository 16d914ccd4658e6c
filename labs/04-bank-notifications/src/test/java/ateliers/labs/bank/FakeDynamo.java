package ateliers.labs.bank;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * Un DynamoDB de test, en mémoire. Il connaît les trois tables du template et les expressions dont cet atelier a besoin : dans une
 * condition, des comparaisons et {@code attribute_[not_]exists}, liées par {@code AND} puis {@code OR} ; dans une mise à jour,
 * {@code SET}, où l'on peut ajouter et retrancher.
 */
final class FakeDynamo implements DynamoDbClient {

    static final String CLIENTS = "clients";
    static final String OPERATIONS = "operations";
    static final String MAILS = "mails";

    private static final Map<String, List<String>> KEYS = Map.of(
            CLIENTS, List.of("client_id"), OPERATIONS, List.of("client_id", "operation_id"), MAILS, List.of("mail_id"));

    /** Une page en tient deux, pour qu'on n'oublie pas qu'il y en a d'autres. */
    private static final int PAGE = 2;

    private static final Pattern EXISTS = Pattern.compile("attribute_(not_)?exists *\\(? *([\\w#]+) *\\)?");
    private static final Pattern COMPARISON = Pattern.compile("([\\w#]+) *(=|<>|<=|>=|<|>) *(:\\w+)");
    private static final Pattern ASSIGNMENT =
            Pattern.compile("([\\w#]+) *= *(?:([\\w#]+) *([-+]) *)?(:\\w+)");

    private final Map<String, TreeMap<String, Map<String, AttributeValue>>> tables = new HashMap<>();
    private Runnable meanwhile = () -> {};

    void hold(String table, Map<String, AttributeValue> item) {
        rows(table).put(key(table, item), item);
    }

    void client(String id, String name, String balance) {
        hold(
                CLIENTS,
                Map.of(
                        "client_id", AttributeValue.fromS(id),
                        "nom", AttributeValue.fromS(name),
                        "email", AttributeValue.fromS(id + "@exemple.fr"),
                        "iban", AttributeValue.fromS("FR7630006000011234567890189"),
                        "solde", AttributeValue.fromN(balance)));
    }

    BigDecimal balance(String clientId) {
        return new BigDecimal(rows(CLIENTS).get("/" + clientId).get("solde").n());
    }

    List<Map<String, AttributeValue>> items(String table) {
        return List.copyOf(rows(table).values());
    }

    /** Ce qu'un autre fait juste avant la prochaine écriture. */
    void beforeNextWrite(Runnable other) {
        meanwhile = other;
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return GetItemResponse.builder()
                .item(rows(request.tableName()).getOrDefault(key(request.tableName(), request.key()), Map.of()))
                .build();
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        interrupt();
        require(
                request.tableName(),
                request.item(),
                request.conditionExpression(),
                request.expressionAttributeNames(),
                request.expressionAttributeValues());
        hold(request.tableName(), request.item());
        return PutItemResponse.builder().build();
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        interrupt();
        require(
                request.tableName(),
                request.key(),
                request.conditionExpression(),
                request.expressionAttributeNames(),
                request.expressionAttributeValues());
        update(
                request.tableName(),
                request.key(),
                request.updateExpression(),
                request.expressionAttributeNames(),
                request.expressionAttributeValues());
        return UpdateItemResponse.builder()
                .attributes(rows(request.tableName()).get(key(request.tableName(), request.key())))
                .build();
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        rows(request.tableName()).remove(key(request.tableName(), request.key()));
        return DeleteItemResponse.builder().build();
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        interrupt();
        List<CancellationReason> reasons = new ArrayList<>();
        for (TransactWriteItem each : request.transactItems()) {
            reasons.add(
                    CancellationReason.builder().code(isAllowed(each) ? "None" : "ConditionalCheckFailed").build());
        }
        if (reasons.stream().anyMatch(reason -> !reason.code().equals("None"))) {
            throw TransactionCanceledException.builder()
                    .message("Transaction cancelled")
                    .cancellationReasons(reasons)
                    .build();
        }
        request.transactItems().forEach(this::write);
        return TransactWriteItemsResponse.builder().build();
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        List<Map<String, AttributeValue>> found = rows(request.tableName()).values().stream()
                .filter(item -> holds(
                        request.keyConditionExpression(),
                        item,
                        request.expressionAttributeNames(),
                        request.expressionAttributeValues()))
                .filter(item -> isAfter(request.tableName(), item, request.exclusiveStartKey()))
                .toList();
        List<Map<String, AttributeValue>> page = found.stream().limit(PAGE).toList();
        return QueryResponse.builder()
                .items(page)
                .lastEvaluatedKey(found.size() > PAGE ? keyOf(request.tableName(), page.get(PAGE - 1)) : null)
                .build();
    }

    @Override
    public ScanResponse scan(ScanRequest request) {
        List<Map<String, AttributeValue>> found = rows(request.tableName()).values().stream()
                .filter(item -> isAfter(request.tableName(), item, request.exclusiveStartKey()))
                .toList();
        List<Map<String, AttributeValue>> page = found.stream().limit(PAGE).toList();
        return ScanResponse.builder()
                .items(page)
                .lastEvaluatedKey(found.size() > PAGE ? keyOf(request.tableName(), page.get(PAGE - 1)) : null)
                .build();
    }

    private void interrupt() {
        Runnable other = meanwhile;
        meanwhile = () -> {};
        other.run();
    }

    private boolean isAllowed(TransactWriteItem write) {
        return write.put() != null
                ? holdsAt(
                        write.put().tableName(),
                        write.put().item(),
                        write.put().conditionExpression(),
                        write.put().expressionAttributeNames(),
                        write.put().expressionAttributeValues())
                : holdsAt(
                        write.update().tableName(),
                        write.update().key(),
                        write.update().conditionExpression(),
                        write.update().expressionAttributeNames(),
                        write.update().expressionAttributeValues());
    }

    private void write(TransactWriteItem write) {
        if (write.put() != null) {
            hold(write.put().tableName(), write.put().item());
        } else {
            update(
                    write.update().tableName(),
                    write.update().key(),
                    write.update().updateExpression(),
                    write.update().expressionAttributeNames(),
                    write.update().expressionAttributeValues());
        }
    }

    private void update(
            String table,
            Map<String, AttributeValue> key,
            String expression,
            Map<String, String> names,
            Map<String, AttributeValue> values) {
        Map<String, AttributeValue> item = new HashMap<>(rows(table).getOrDefault(key(table, key), key));
        Matcher assignment = ASSIGNMENT.matcher(expression.replaceFirst("(?i)^\\s*SET\\s", ""));
        while (assignment.find()) {
            AttributeValue value = values.get(assignment.group(4));
            if (assignment.group(2) != null) {
                BigDecimal before = new BigDecimal(item.get(name(assignment.group(2), names)).n());
                BigDecimal change = new BigDecimal(value.n());
                value = AttributeValue.fromN(
                        (assignment.group(3).equals("+") ? before.add(change) : before.subtract(change))
                                .toPlainString());
            }
            item.put(name(assignment.group(1), names), value);
        }
        rows(table).put(key(table, key), item);
    }

    private void require(
            String table,
            Map<String, AttributeValue> key,
            String condition,
            Map<String, String> names,
            Map<String, AttributeValue> values) {
        if (!holdsAt(table, key, condition, names, values)) {
            throw ConditionalCheckFailedException.builder()
                    .message("The conditional request failed")
                    .build();
        }
    }

    private boolean holdsAt(
            String table,
            Map<String, AttributeValue> key,
            String condition,
            Map<String, String> names,
            Map<String, AttributeValue> values) {
        return condition == null
                || holds(condition, rows(table).getOrDefault(key(table, key), Map.of()), names, values);
    }

    /** Chaque partie d'un OU est une suite de ET : les parenthèses n'y changent rien. */
    private static boolean holds(
            String condition,
            Map<String, AttributeValue> item,
            Map<String, String> names,
            Map<String, AttributeValue> values) {
        for (String either : condition.split("(?i) OR ")) {
            boolean all = true;
            for (String part : either.split("(?i) AND ")) {
                all &= isTrue(part.strip(), item, names, values);
            }
            if (all) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTrue(
            String part,
            Map<String, AttributeValue> item,
            Map<String, String> names,
            Map<String, AttributeValue> values) {
        Matcher exists = EXISTS.matcher(part);
        if (exists.find()) {
            return item.containsKey(name(exists.group(2), names)) == (exists.group(1) == null);
        }
        Matcher comparison = COMPARISON.matcher(part);
        if (!comparison.find()) {
            throw new IllegalArgumentException("Ce DynamoDB de test ne connaît pas la condition « " + part + " ».");
        }
        AttributeValue held = item.get(name(comparison.group(1), names));
        if (held == null) {
            return false;
        }
        int order = compare(held, values.get(comparison.group(3)));
        return switch (comparison.group(2)) {
            case "=" -> order == 0;
            case "<>" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    private static int compare(AttributeValue one, AttributeValue other) {
        return one.n() != null && other.n() != null
                ? new BigDecimal(one.n()).compareTo(new BigDecimal(other.n()))
                : String.valueOf(one.s()).compareTo(String.valueOf(other.s()));
    }

    private static boolean isAfter(
            String table, Map<String, AttributeValue> item, Map<String, AttributeValue> start) {
        return start.isEmpty() || key(table, item).compareTo(key(table, start)) > 0;
    }

    private TreeMap<String, Map<String, AttributeValue>> rows(String table) {
        return tables.computeIfAbsent(table, name -> new TreeMap<>());
    }

    private static String key(String table, Map<String, AttributeValue> item) {
        StringBuilder key = new StringBuilder();
        KEYS.get(table).forEach(name -> key.append('/').append(item.get(name).s()));
        return key.toString();
    }

    private static Map<String, AttributeValue> keyOf(String table, Map<String, AttributeValue> item) {
        Map<String, AttributeValue> key = new HashMap<>();
        KEYS.get(table).forEach(name -> key.put(name, item.get(name)));
        return key;
    }

    private static String name(String written, Map<String, String> names) {
        return names.getOrDefault(written, written);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}

package ateliers.grader.checklists.orders;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklists.common.ApiAddress;
import ateliers.grader.checklists.common.EventSources;
import ateliers.grader.checklists.common.Json;
import ateliers.grader.checklists.common.OutputShape;
import ateliers.grader.checklists.common.StoredText;
import ateliers.grader.checklists.common.UndoneTask;
import ateliers.grader.targets.Web.Answer;
import ateliers.grader.variety.Variety;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Lab 05's stack as a client and an operator see it: its API, table, queues and receipts. */
final class Shop {
    /** The most items that BatchGetItem reads. */
    private static final int LARGEST_READ = 100;

    /** What a stage answers past the requests that it lets through. */
    static final int TOO_MANY = 429;

    private static final int INVALID = 400;
    private static final int BAD_GATEWAY = 502;

    /** The API works, and what it does with an order does not. */
    private static final Set<Integer> WHILE_PROCESSING = Set.of(INVALID, 500, 503);

    /** What API Gateway says in the place of a function that crashed, took too long or may not be called, in small letters. */
    private static final Set<String> WORDS_OF_API_GATEWAY = Set.of("internal server error", "service unavailable");

    static final String PROCESSED = "TRAITEE";
    static final String RECEIVED = "RECUE";

    /** Where a browser's page would come from. */
    final String origin = "https://" + Variety.host();

    final String table;
    final String topic;
    final String queueUrl;
    final String receipts;

    private final Stack stack;
    private final ApiAddress address;
    private final Map<String, BigDecimal> told = new ConcurrentHashMap<>();

    Shop(Stack stack) {
        this.stack = stack;
        this.address = ApiAddress.of(stack, OrdersSqsChecklist.API);
        this.table = stack.output(OrdersSqsChecklist.TABLE);
        this.topic = stack.output(OrdersSqsChecklist.TOPIC);
        this.queueUrl = stack.output(OrdersSqsChecklist.QUEUE);
        this.receipts = OutputShape.bucket(stack, OrdersSqsChecklist.RECEIPTS);
    }

    Answer post(String body) {
        return call("POST", "/orders", Map.of("Content-Type", "application/json"), body);
    }

    Answer get(String orderId) {
        return call("GET", "/orders/" + orderId, Map.of(), "");
    }

    Answer preflight() {
        return call(
                "OPTIONS",
                "/orders",
                Map.of("Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "content-type"),
                "");
    }

    private Answer call(String method, String path, Map<String, String> headers, String body) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Origin", origin);
        return stack.aws().web().send(method, address.of(path), all, body);
    }

    /** Posts an order that must be accepted. */
    Answer place(PlacedOrder order) {
        Answer answer = post(order.json());
        boolean taken = order.id() == null && (answer.status() == 200 || answer.status() == 409);
        Expectation.that("Une commande valable doit être acceptée.")
                .expected("201 à POST /orders")
                .seen(answer.said())
                .task(
                        taken || WHILE_PROCESSING.contains(answer.status()) && !isOfApiGateway(answer)
                                ? 2
                                : waiting(answer).orElse(1))
                .hint(adviceOn(order, answer, taken))
                .holdsIf(answer.status() == 201);
        return accepted(order, answer);
    }

    /** The task that the starter's answer says it waits for. */
    static Optional<Integer> waiting(Answer answer) {
        return UndoneTask.in(answer.status(), answer.body());
    }

    private static String adviceOn(PlacedOrder order, Answer answer, boolean taken) {
        if (taken) {
            return "l'API a donné à cette commande un numéro qu'une autre a déjà. Donne un numéro unique, par exemple"
                    + " UUID.randomUUID().";
        }
        if (waiting(answer).isPresent()) {
            return UndoneTask.SAID;
        }
        return answer.status() == INVALID
                ? "ta fonction refuse une commande valable, de %s. Relis les limites de chaque champ dans le contrat, et laisse passer les champs de plus, même dans un article."
                        .formatted(order.size())
                : advice(answer);
    }

    /** Posts the first order, or where it is refused, which is the matter of another row, the second, which must be accepted. */
    PlacedOrder placeEither(PlacedOrder first, PlacedOrder second) {
        Answer answer = post(first.json());
        if (answer.status() == 201) {
            accepted(first, answer);
            return first;
        }
        place(second);
        return second;
    }

    private Answer accepted(PlacedOrder order, Answer answer) {
        JsonNode body = Json.read(answer.body());
        if (order.id() != null && body.path("total").isNumber()) {
            told.put(order.id(), body.path("total").decimalValue());
        }
        String given = body.path("order_id").asText();
        Expectation.that("Une commande garde le numéro que le client lui a donné.")
                .expected("\"order_id\": \"%s\"".formatted(order.id()))
                .seen("\"order_id\": \"%s\"".formatted(given))
                .task(2)
                .hint("ne choisis un numéro que pour une commande qui n'en a pas.")
                .holdsIf(order.id() == null || given.isEmpty() || given.equals(order.id()));
        return answer;
    }

    /** The total that the shop itself gave an order when it was placed; the right one where it gave none. */
    BigDecimal told(PlacedOrder order) {
        return told.getOrDefault(order.id(), order.total());
    }

    /** The total that the table holds of an order; the one that the shop gave where it holds none. */
    BigDecimal held(PlacedOrder order) {
        return item(order.id())
                .map(item -> item.get("total"))
                .map(AttributeValue::n)
                .map(BigDecimal::new)
                .orElseGet(() -> told(order));
    }

    /** Whether the total is the right one, or the one that the shop gave: how it is computed is the matter of another row. */
    boolean isTotal(PlacedOrder order, JsonNode seen) {
        return Json.equal(seen, order.total()) || Json.equal(seen, told(order));
    }

    /** Whether a stored total is the right one, or the one that the shop gave. */
    boolean isTotal(PlacedOrder order, AttributeValue seen) {
        return Json.equal(seen, order.total()) || Json.equal(seen, told(order));
    }

    /** Whether API Gateway itself answers, since the function did not. */
    static boolean isOfApiGateway(Answer answer) {
        String words = Json.read(answer.body()).path("message").asText();
        return answer.status() >= 500 && WORDS_OF_API_GATEWAY.contains(words.toLowerCase(Locale.ROOT));
    }

    /** What an answer other than 201 most often comes from. */
    static String advice(Answer answer) {
        boolean unanswered = answer.status() != BAD_GATEWAY && isOfApiGateway(answer);
        return unanswered
                ? "c'est API Gateway qui répond, car la fonction ne l'a pas fait : a-t-elle levé une exception, ou dépassé son délai ?"
                        + " L'API a-t-elle le droit de l'appeler (AWS::Lambda::Permission) ?"
                : advice(answer.status());
    }

    /** What an answer other than 201 most often comes from, in task 1. */
    static String advice(int status) {
        return switch (status) {
            case 200 -> "réponds 201 à une commande nouvelle (withStatusCode).";
            case 403, 404 ->
                "la route POST /orders est-elle dans l'API, et ApiUrl finit-elle par le nom de l'étape (/prod) ?";
            case TOO_MANY ->
                "l'API refuse ce qui dépasse ThrottlingRateLimit et ThrottlingBurstLimit de son étape ; retire-les, ou"
                        + " règle-les plus haut.";
            case 500, 503 ->
                "le traitement a levé une exception, que le journal nomme. S'il lui manque un droit, donne-le-lui : sur la"
                        + " table, c'est la tâche 3, sur le sujet, la tâche 4.";
            case BAD_GATEWAY ->
                "une exception est sortie de la fonction, ou sa réponse n'a pas la forme voulue :"
                        + " un objet dont statusCode est un nombre et body un texte.";
            case 504 -> "la fonction n'a pas répondu à temps. Boucle-t-elle ? Attend-elle quelqu'un ?";
            default -> "la fonction répond-elle 201, sans exception ? Tâches 3 et 4 : en a-t-elle les droits ?";
        };
    }

    /** The stored order, if there is one under this id. */
    Optional<Map<String, AttributeValue>> item(String orderId) {
        var response = stack.aws()
                .dynamoDb()
                .getItem(r -> r.tableName(table)
                        .key(Map.of("order_id", AttributeValue.fromS(orderId)))
                        .consistentRead(true));
        return response.hasItem() ? Optional.of(response.item()) : Optional.empty();
    }

    /** The stream of the table of orders, if it has one. */
    Optional<String> streamArn() {
        return Optional.ofNullable(stack.aws()
                .dynamoDb()
                .describeTable(r -> r.tableName(table))
                .table()
                .latestStreamArn());
    }

    /** The stored status; empty when there is no such order. */
    String status(String orderId) {
        return item(orderId)
                .map(item -> item.get("status"))
                .map(AttributeValue::s)
                .orElse("");
    }

    /** A receipt's text, if it was written; what is no UTF-8 in it is U+FFFD. */
    Optional<String> receipt(String orderId) {
        return StoredText.of(stack, receipts, receiptKey(orderId));
    }

    /** The keys of the receipts' bucket that name an order. */
    List<String> receiptsNaming(String orderId) {
        return stack.aws().s3().listObjectsV2Paginator(r -> r.bucket(receipts)).contents().stream()
                .map(S3Object::key)
                .filter(key -> key.contains(orderId))
                .toList();
    }

    boolean isProcessed(String orderId) {
        return status(orderId).equals(PROCESSED) && receipt(orderId).isPresent();
    }

    /** Those of these orders that are processed, with their receipt written. */
    Set<String> processed(Collection<String> orderIds) {
        Set<String> processed = new HashSet<>();
        if (orderIds.isEmpty()) {
            return processed;
        }
        Set<String> receiptKeys =
                stack.aws().s3().listObjectsV2Paginator(r -> r.bucket(receipts).prefix("recus/")).contents().stream()
                        .map(S3Object::key)
                        .collect(Collectors.toSet());
        List<String> wanted = orderIds.stream()
                .filter(id -> receiptKeys.contains(receiptKey(id)))
                .toList();
        for (int from = 0; from < wanted.size(); from += LARGEST_READ) {
            List<Map<String, AttributeValue>> keys =
                    wanted.subList(from, Math.min(wanted.size(), from + LARGEST_READ)).stream()
                            .map(id -> Map.of("order_id", AttributeValue.fromS(id)))
                            .toList();
            stack
                    .aws()
                    .dynamoDb()
                    .batchGetItemPaginator(r -> r.requestItems(Map.of(
                            table,
                            KeysAndAttributes.builder()
                                    .keys(keys)
                                    .consistentRead(true)
                                    .build())))
                    .stream()
                    .flatMap(page -> page.responses().getOrDefault(table, List.of()).stream())
                    .filter(item -> AttributeValue.fromS(PROCESSED).equals(item.get("status")))
                    .forEach(item -> processed.add(item.get("order_id").s()));
        }
        return processed;
    }

    /** Takes the processed ones away from those that wait, and counts the rest: a look costs some calls, not two for each. */
    int left(Set<String> waiting) {
        waiting.removeAll(processed(waiting));
        return waiting.size();
    }

    private static String receiptKey(String orderId) {
        return "recus/" + orderId + ".json";
    }

    String queueArn() {
        return queueArn(queueUrl);
    }

    String queueArn(String url) {
        return queueAttribute(url, QueueAttributeName.QUEUE_ARN);
    }

    String queueAttribute(String url, QueueAttributeName name) {
        return stack.aws()
                .sqs()
                .getQueueAttributes(r -> r.queueUrl(url).attributeNames(name))
                .attributes()
                .getOrDefault(name, "");
    }

    /** A number attribute of a queue. */
    int queueNumber(String url, QueueAttributeName name) {
        String value = queueAttribute(url, name);
        return value.isEmpty() ? 0 : Integer.parseInt(value);
    }

    /** How many messages a queue holds, hidden ones too. */
    int queued(String url) {
        return queueNumber(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
                + queueNumber(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
    }

    /** In how many receives the queue sets a message aside; 0 where it never does. */
    int receives() {
        return Json.read(queueAttribute(queueUrl, QueueAttributeName.REDRIVE_POLICY))
                .path("maxReceiveCount")
                .asInt();
    }

    /**
     * How long the queue takes at most to set a message aside: each receive hides it for the visibility timeout.
     *
     * @param window for which each receive may wait for more
     */
    Duration allReceives(Duration window) {
        long visibility = queueNumber(queueUrl, QueueAttributeName.VISIBILITY_TIMEOUT);
        return Duration.ofSeconds(visibility)
                .plus(window)
                .multipliedBy(Math.max(1, receives()) + 1L)
                .plus(OrdersSqsChecklist.SOON);
    }

    /** Until an order is announced, whichever of the stack's functions does it: it may wait for others on its way there. */
    Duration soon() {
        return OrdersSqsChecklist.SOON.plus(new EventSources(stack).untilRead());
    }

    /** The stored orders of a client, whatever the field with the address is called: another row is about its name. */
    int ordersOf(String email) {
        return (int) stack
                .aws()
                .dynamoDb()
                .scanPaginator(r -> r.tableName(table).consistentRead(true))
                .items()
                .stream()
                .filter(item -> item.values().stream().anyMatch(value -> email.equals(value.s())))
                .count();
    }

    /** Changes a text of a stored order behind the shop's back, as an operator may. */
    void change(String orderId, String field, String text) {
        stack.aws()
                .dynamoDb()
                .updateItem(r -> r.tableName(table)
                        .key(Map.of("order_id", AttributeValue.fromS(orderId)))
                        .updateExpression("SET #field = :text")
                        .expressionAttributeNames(Map.of("#field", field))
                        .expressionAttributeValues(Map.of(":text", AttributeValue.fromS(text))));
    }
}

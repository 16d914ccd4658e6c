package ateliers.grader.checklists.bank;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Inbox;
import ateliers.grader.checklist.Noun;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklists.common.ApiAddress;
import ateliers.grader.checklists.common.Json;
import ateliers.grader.checklists.common.OutputShape;
import ateliers.grader.checklists.common.UndoneTask;
import ateliers.grader.targets.Mail;
import ateliers.grader.targets.RequestSigner;
import ateliers.grader.targets.Web.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/** Lab 04's stack as the bank's programs and its customers see it: its API, tables, bus and mails. */
final class Bank {
    static final String NEW = "ENREGISTREE";
    static final String SOURCE = "banque.operations";
    static final Noun OPERATION = Noun.of("opération");

    final Stack stack;
    final String bus;

    private final ApiAddress address;
    private final String clients;
    private final String operations;
    private final Program program;
    private final RequestSigner signer;

    Bank(Stack stack) {
        this.stack = stack;
        this.address = ApiAddress.of(stack, BankChecklist.API);
        this.clients = stack.output(BankChecklist.CLIENTS);
        this.operations = stack.output(BankChecklist.OPERATIONS);
        this.bus = stack.output(BankChecklist.BUS);
        this.program = Program.allowed(stack);
        this.signer = program.signer(stack);
    }

    /** The tables must have the keys by which everybody knows them. */
    void requireTables() {
        requireKeys(BankChecklist.CLIENTS, clients, List.of("client_id"));
        requireKeys(BankChecklist.OPERATIONS, operations, List.of("client_id", "operation_id"));
    }

    private void requireKeys(String output, String table, List<String> keys) {
        String seen;
        try {
            seen = stack.aws().dynamoDb().describeTable(r -> r.tableName(table)).table().keySchema().stream()
                    .map(KeySchemaElement::attributeName)
                    .collect(Collectors.joining(", "));
        } catch (DynamoDbException e) {
            seen = e.awsErrorDetails().errorMessage();
        }
        Expectation.that("La sortie %s nomme une table de clé %s.".formatted(output, String.join(", ", keys)))
                .expected("le nom d'une table, de clé " + String.join(", ", keys))
                .seen(table + " : " + seen)
                .hint(
                        "!Ref d'une table donne son nom ; la clé de partition (HASH) vient d'abord, puis celle de tri (RANGE).")
                .holdsIf(seen.equals(String.join(", ", keys)));
    }

    /** The bus must be there: without it nothing can be heard. */
    void requireBus() {
        try {
            stack.aws().eventBridge().describeEventBus(r -> r.name(bus));
        } catch (EventBridgeException e) {
            throw Expectation.that("La sortie EventBusName est le nom d'un bus.")
                    .expected("le nom d'un bus EventBridge de la pile")
                    .seen(bus + "\n" + e.awsErrorDetails().errorMessage())
                    .hint("!Ref d'une AWS::Events::EventBus donne son nom.")
                    .because(e)
                    .failure();
        }
    }

    Program program() {
        return program;
    }

    String archive() {
        return OutputShape.bucket(stack, BankChecklist.ARCHIVE);
    }

    String topic() {
        return OutputShape.topic(stack, BankChecklist.ALARMS);
    }

    /** Puts a customer into the bank's table. */
    Customer open(Customer customer) {
        stack.aws().dynamoDb().putItem(r -> r.tableName(clients).item(customer.item()));
        return customer;
    }

    /** What another program of the bank writes. */
    Operation write(Operation operation) {
        return write(operation, Map.of());
    }

    Operation write(Operation operation, Map<String, AttributeValue> more) {
        Map<String, AttributeValue> item = operation.item();
        item.putAll(more);
        stack.aws().dynamoDb().putItem(r -> r.tableName(operations).item(item));
        return operation;
    }

    /** Puts the event of an operation on the bus. */
    void announce(Operation operation) {
        announce(SOURCE, operation.kind().name(), operation.detail(), 1);
    }

    void announce(String source, String detailType, JsonNode detail, int times) {
        PutEventsRequestEntry entry = PutEventsRequestEntry.builder()
                .eventBusName(bus)
                .source(source)
                .detailType(detailType)
                .detail(detail.toString())
                .build();
        stack.aws().eventBridge().putEvents(r -> r.entries(Collections.nCopies(times, entry)));
    }

    static ObjectNode request(Customer customer, Kind kind, String amount) {
        return Json.MAPPER
                .createObjectNode()
                .put("client_id", customer.id())
                .put("type", kind.name())
                .put("montant", new BigDecimal(amount))
                .put("devise", "EUR");
    }

    Answer post(String body) {
        return signed("POST", "/operations", body);
    }

    Answer change(String operationId, String body) {
        return signed("PUT", "/operations/" + operationId, body);
    }

    static ObjectNode state(String clientId, String state) {
        return Json.MAPPER.createObjectNode().put("client_id", clientId).put("etat", state);
    }

    Answer list(String clientId) {
        return signed("GET", "/clients/" + clientId + "/operations", "");
    }

    private Answer signed(String method, String path, String body) {
        return signed(signer, method, path, body);
    }

    Answer signed(RequestSigner by, String method, String path, String body) {
        URI to = address.of(path);
        return stack.aws().web().send(method, to, by.signed(method, to, type(body), body), body);
    }

    /** A request that nobody signed. */
    Answer unsigned(String method, String path, Map<String, String> headers, String body) {
        Map<String, String> all = new LinkedHashMap<>(type(body));
        all.putAll(headers);
        return stack.aws().web().send(method, address.of(path), all, body);
    }

    private static Map<String, String> type(String body) {
        return body.isEmpty() ? Map.of() : Map.of("Content-Type", "application/json");
    }

    /** The name that API Gateway gave the API, the first part of its address. */
    String apiId() {
        String host = Optional.ofNullable(address.of("").getHost()).orElse("");
        return host.contains(".") ? host.substring(0, host.indexOf('.')) : host;
    }

    /** Makes an operation that must be accepted. */
    Operation make(Customer customer, Kind kind, String amount) {
        return accepted(post(request(customer, kind, amount).toString()), customer, kind);
    }

    /** What an answer says of an operation that must have been accepted. */
    static Operation accepted(Answer answer, Customer customer, Kind kind) {
        JsonNode body = Json.read(answer.body());
        Optional<Integer> undone = UndoneTask.in(answer.status(), answer.body());
        boolean complete = body.path("operation_id").isTextual()
                && !body.path("operation_id").textValue().isEmpty()
                && body.path("client_id").asText().equals(customer.id())
                && body.path("type").asText().equals(kind.name())
                && body.path("montant").isNumber()
                && body.path("solde").isNumber();
        Expectation.that("Une opération valable est acceptée.")
                .expected(
                        "201 et {\"operation_id\": …, \"client_id\": \"%s\", \"type\": \"%s\", \"montant\": …, \"solde\": …}"
                                .formatted(customer.id(), kind))
                .seen(answer.said())
                .task(undone.orElse(answer.status() == 401 || answer.status() == 403 ? 2 : 1))
                .hint(undone.map(task -> UndoneTask.SAID)
                        .orElse(
                                answer.status() == 201
                                        ? "réponds l'opération entière, en JSON."
                                        : advice(answer.status())))
                .holdsIf(answer.status() == 201 && complete);
        return Operation.read(body);
    }

    /** What an answer other than 201 most often comes from. */
    static String advice(int status) {
        return switch (status) {
            case 200 -> "réponds 201 à une opération nouvelle (withStatusCode).";
            case 401, 403 ->
                "cette demande est signée par un utilisateur qui a execute-api:Invoke. La route existe-t-elle, et ApiUrl finit-elle"
                        + " par le nom de l'étape ? Une politique de l'API refuse-t-elle ?";
            case 404 ->
                "le client est dans la table ClientsTableName ; la route est-elle dans l'API, et ApiUrl finit-elle par le nom de"
                        + " l'étape ?";
            case 409 ->
                "le solde suffit, et deux demandes de suite ne se gênent pas ; compare des nombres, pas des textes.";
            case 429 -> "l'API refuse ce qui dépasse le débit permis de son étape ; règle-le plus haut.";
            case 502 ->
                "une exception est sortie de la fonction, ou sa réponse n'a pas la forme voulue : un objet dont statusCode est un"
                        + " nombre et body un texte.";
            case 504 -> "la fonction n'a pas répondu à temps. Boucle-t-elle ? Attend-elle quelqu'un ?";
            default -> "la fonction répond-elle 201, sans exception, et a-t-elle les droits qu'il lui faut ?";
        };
    }

    /** A customer's balance in the table; null where it is not a number. */
    BigDecimal balance(Customer customer) {
        AttributeValue balance = stack.aws()
                .dynamoDb()
                .getItem(r -> r.tableName(clients)
                        .key(Map.of("client_id", AttributeValue.fromS(customer.id())))
                        .consistentRead(true))
                .item()
                .get("solde");
        return balance == null || balance.n() == null ? null : new BigDecimal(balance.n());
    }

    boolean hasBalance(Customer customer, BigDecimal expected) {
        BigDecimal balance = balance(customer);
        return balance != null && balance.compareTo(expected) == 0;
    }

    /** A customer's operations in the table, in no order. */
    List<Map<String, AttributeValue>> stored(String clientId) {
        return stack
                .aws()
                .dynamoDb()
                .queryPaginator(r -> r.tableName(operations)
                        .keyConditionExpression("client_id = :client")
                        .expressionAttributeValues(Map.of(":client", AttributeValue.fromS(clientId)))
                        .consistentRead(true))
                .items()
                .stream()
                .toList();
    }

    /** The mails of a customer, oldest first. */
    List<Mail> mails(Customer customer) {
        return inbox(customer).mails();
    }

    Inbox inbox(Customer customer) {
        return stack.inbox(customer.email());
    }

    /** Waits until a customer has so many mails. */
    boolean awaitMails(Customer customer, int count, Duration atMost) {
        Inbox inbox = inbox(customer);
        return stack.await(() -> inbox.mails().size() >= count, atMost);
    }
}

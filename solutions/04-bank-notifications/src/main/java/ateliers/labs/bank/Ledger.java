package ateliers.labs.bank;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Les comptes et leurs opérations, dans deux tables DynamoDB qui changent ensemble. */
final class Ledger {

    private static final int MOST_ATTEMPTS = 50;

    /** Ce qui annule une transaction parce qu'une autre est passée avant elle. */
    private static final Set<String> OVERTAKEN = Set.of("None", "ConditionalCheckFailed", "TransactionConflict");

    private final DynamoDbClient dynamo;
    private final Clients clients;
    private final String table;
    private final Clock clock;
    private final Runnable pause;

    /** @param pause attend un peu, quand une autre opération vient de changer le même solde */
    Ledger(DynamoDbClient dynamo, Clients clients, String table, Clock clock, Runnable pause) {
        this.dynamo = dynamo;
        this.clients = clients;
        this.table = table;
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * Fait une opération : le solde et l'opération sont écrits ensemble, ou pas du tout.
     *
     * <p>Entre la lecture du solde et l'écriture, une autre opération peut passer. DynamoDB vérifie donc, en écrivant, que le
     * solde est encore celui qui a été lu ; sinon tout est à refaire, avec le nouveau.
     *
     * @throws Refusal 404 si le client est inconnu, 409 si son solde ne suffit pas
     */
    Operation record(OperationRequest request) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            BigDecimal before = client(request.clientId()).balance();
            BigDecimal after = request.type().apply(before, request.amount());
            if (after.signum() < 0) {
                throw new Refusal(409, "Le solde ne suffit pas à cette opération.");
            }
            Operation operation = new Operation(
                    UUID.randomUUID().toString(),
                    request.clientId(),
                    request.type(),
                    OperationState.ENREGISTREE,
                    request.amount(),
                    request.currency(),
                    after,
                    clock.instant().truncatedTo(ChronoUnit.MICROS));
            if (write(operation, before)) {
                return operation;
            }
            pause.run();
        }
        throw new Refusal(503, "Trop d'opérations à la fois sur ce compte. Réessayez.");
    }

    /** Écrit l'opération et le solde, si celui-ci est encore ce qu'il était. */
    private boolean write(Operation operation, BigDecimal before) {
        try {
            dynamo.transactWriteItems(
                    write -> write.transactItems(clients.replaceBalance(operation, before), put(operation)));
            return true;
        } catch (TransactionCanceledException e) {
            if (e.cancellationReasons().stream().map(CancellationReason::code).allMatch(OVERTAKEN::contains)) {
                return false;
            }
            throw e;
        }
    }

    private TransactWriteItem put(Operation operation) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table).item(operation.toItem()))
                .build();
    }

    /**
     * Change l'état d'une opération, et rien d'autre.
     *
     * @throws Refusal 404 si ce client n'a pas cette opération
     */
    Operation changeState(String operationId, StateRequest request) {
        try {
            return Operation.ofItem(dynamo.updateItem(update -> update.tableName(table)
                            .key(Map.of(
                                    "client_id", AttributeValue.fromS(request.clientId()),
                                    "operation_id", AttributeValue.fromS(operationId)))
                            .updateExpression("SET etat = :etat")
                            .conditionExpression("attribute_exists(operation_id)")
                            .expressionAttributeValues(
                                    Map.of(":etat", AttributeValue.fromS(request.state().name())))
                            .returnValues(ReturnValue.ALL_NEW))
                    .attributes());
        } catch (ConditionalCheckFailedException e) {
            throw new Refusal(404, "Ce client n'a pas cette opération.");
        }
    }

    /**
     * Les opérations d'un client, la plus récente d'abord.
     *
     * @throws Refusal 404 si le client est inconnu
     */
    List<Operation> operations(String clientId) {
        return history(client(clientId).id());
    }

    /** Celles de ses opérations qui sont dans un intervalle, la plus récente d'abord. */
    List<Operation> operations(String clientId, Instant from, Instant until) {
        return history(clientId).stream()
                .filter(operation ->
                        !operation.date().isBefore(from) && operation.date().isBefore(until))
                .toList();
    }

    /** DynamoDB rend au plus 1 Mo à la fois : le paginateur demande toutes les pages. */
    private List<Operation> history(String clientId) {
        return dynamo
                .queryPaginator(query -> query.tableName(table)
                        .keyConditionExpression("client_id = :client")
                        .expressionAttributeValues(Map.of(":client", AttributeValue.fromS(clientId)))
                        .consistentRead(true))
                .items()
                .stream()
                .map(Operation::ofItem)
                .sorted(Comparator.comparing(Operation::date).reversed())
                .toList();
    }

    private Client client(String id) {
        return clients.find(id).orElseThrow(() -> new Refusal(404, "Ce client est inconnu."));
    }
}

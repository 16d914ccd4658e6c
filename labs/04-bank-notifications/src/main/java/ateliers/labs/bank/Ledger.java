package ateliers.labs.bank;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

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
     * @throws Refusal 404 si le client est inconnu, 409 si son solde ne suffit pas
     */
    Operation record(OperationRequest request) {
        // TODO (Tâche 1) : lis le client (client), calcule le solde d'après (request.type().apply), refuse s'il est négatif,
        // puis fais un Operation (l'identifiant par UUID.randomUUID(), l'instant par clock) et écris-le (write).
        // TODO (Tâche 6) : si write rend faux, une autre opération est passée entre la lecture et l'écriture : attends un
        // peu (pause.run()) et recommence, MOST_ATTEMPTS fois au plus, puis refuse (503).
        throw new Refusal(501, "La tâche 1 reste à faire : faire une opération.");
    }

    /** Écrit l'opération et le solde, si celui-ci est encore ce qu'il était. */
    private boolean write(Operation operation, BigDecimal before) {
        dynamo.transactWriteItems(
                write -> write.transactItems(clients.replaceBalance(operation, before), put(operation)));
        // TODO (Tâche 6) : rends faux si la transaction est annulée parce qu'une autre l'a gênée : toutes les raisons de
        // TransactionCanceledException (cancellationReasons) sont alors dans OVERTAKEN. Une autre panne, laisse-la sortir.
        return true;
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
        // TODO (Tâche 1) : mets à jour etat, et lui seul (updateItem), à condition que l'opération existe. returnValues(ALL_NEW)
        // rend l'opération entière ; ConditionalCheckFailedException dit qu'elle n'existe pas : 404.
        throw new Refusal(501, "La tâche 1 reste à faire : changer l'état d'une opération.");
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
        // TODO (Tâche 9) : ne garde de history(clientId) que ce qui est dans l'intervalle, from compris et until non.
        return List.of();
    }

    /** DynamoDB rend au plus 1 Mo à la fois : le paginateur demande toutes les pages. */
    private List<Operation> history(String clientId) {
        // TODO (Tâche 1) : demande toutes les opérations du client (queryPaginator, keyConditionExpression), lues par
        // Operation.ofItem et triées par date, la plus récente d'abord.
        return List.of();
    }

    private Client client(String id) {
        return clients.find(id).orElseThrow(() -> new Refusal(404, "Ce client est inconnu."));
    }
}

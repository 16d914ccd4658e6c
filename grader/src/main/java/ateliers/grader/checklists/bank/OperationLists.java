package ateliers.grader.checklists.bank;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklists.common.Json;
import ateliers.grader.targets.Web.Answer;
import ateliers.grader.variety.Variety;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a customer has done, as the API lists it. */
final class OperationLists {
    /** A page of DynamoDB's holds one megabyte. */
    private static final int LARGE = 300_000;

    private static final int LARGE_OPERATIONS = 4;

    /** Many in the same second: who dates them no more finely cannot have them in order by luck. */
    private static final int QUICK = 12;

    private final Bank bank;

    OperationLists(Bank bank) {
        this.bank = bank;
    }

    void check() {
        Customer customer = bank.open(Customer.with("100.00"));
        requireList(customer, List.of());
        List<Operation> oldestFirst = new ArrayList<>(written(customer));
        for (int i = 0; i < QUICK; i++) {
            oldestFirst.add(bank.make(customer, Kind.DEPOT, "1.25"));
        }
        bank.change(
                oldestFirst.get(1).id(), Bank.state(customer.id(), "TRAITEE").toString());
        oldestFirst.set(1, oldestFirst.get(1).in("TRAITEE"));
        Customer other = bank.open(Customer.with("100.00"));
        bank.make(other, Kind.DEPOT, "2.25");
        Collections.reverse(oldestFirst);
        requireList(customer, oldestFirst);
        Answer unknown = bank.list(Customer.with("1.00").id());
        Expectation.that("La liste d'un client inconnu est refusée.")
                .expected("404 et {\"message\": \"la raison\"}")
                .seen(unknown.said())
                .hint(
                        unknown.status() == 404
                                ? ApiRefusals.REASON
                                : "un client sans opération n'est pas un client inconnu : cherche-le dans la table des clients.")
                .alone()
                .holdsIf(unknown.status() == 404
                        && !Json.read(unknown.body()).path("message").asText().isBlank());
        OperationsApi.requireJson("GET /clients/{client_id}/operations d'un client inconnu", unknown);
    }

    /** Two lie in the same second, one written to the second and one more finely; some are large, and come on several pages. */
    private List<Operation> written(Customer customer) {
        Instant last =
                Instant.now().minus(Variety.between(2, 20), ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        List<Operation> written = new ArrayList<>();
        written.add(Operation.of(customer, Kind.DEPOT, last, "3.25"));
        written.add(Operation.of(customer, Kind.RETRAIT, last, "4.25")
                .dated(last.plusMillis(250).toString()));
        for (int i = 1; i <= LARGE_OPERATIONS; i++) {
            written.add(Operation.of(customer, Kind.VIREMENT, last.plus(i, ChronoUnit.HOURS), "5.25"));
        }
        AttributeValue note = AttributeValue.fromS(Variety.small(100).repeat(LARGE / 100));
        Variety.shuffled(written)
                .forEach(each -> bank.write(each, each.kind() == Kind.VIREMENT ? Map.of("note", note) : Map.of()));
        return written;
    }

    /** Dates may be the same where their order is not. */
    private static String dated(String date, String id) {
        return date + " (" + id + ")";
    }

    private void requireList(Customer customer, List<Operation> newestFirst) {
        Answer answer = bank.list(customer.id());
        JsonNode list = Json.read(answer.body()).path("operations");
        List<String> ids = StreamSupport.stream(list.spliterator(), false)
                .map(each -> each.path("operation_id").asText())
                .toList();
        List<String> wanted = newestFirst.stream().map(Operation::id).toList();
        Expectation.that("GET /clients/{client_id}/operations donne toutes les opérations du client, et elles seules.")
                .expected("200 et {\"operations\": […]}, %s".formatted(Bank.OPERATION.said(wanted.size())))
                .seen(
                        list.isArray()
                                ? "%d, %s".formatted(answer.status(), Bank.OPERATION.said(ids.size()))
                                : answer.said())
                .hint(
                        ids.size() < wanted.size()
                                ? "DynamoDB rend une page d'un mégaoctet : lis les suivantes (queryPaginator)."
                                : "lis la table par client_id (Query), en JSON sous operations.")
                .alone()
                .holdsIf(answer.status() == 200
                        && list.isArray()
                        && ids.stream()
                                .sorted()
                                .toList()
                                .equals(wanted.stream().sorted().toList()));
        Expectation.that("La liste va de la plus récente à la plus ancienne, aussi dans une même seconde.")
                .expected(newestFirst.stream()
                        .map(each -> dated(each.date(), each.id()))
                        .collect(Collectors.joining("\n")))
                .seen(StreamSupport.stream(list.spliterator(), false)
                        .map(each -> dated(
                                each.path("date").asText(),
                                each.path("operation_id").asText()))
                        .collect(Collectors.joining("\n")))
                .hint("compare des instants (Instant.parse), et note-les plus finement qu'à la seconde.")
                .alone()
                .holdsIf(ids.equals(wanted));
        for (int i = 0; i < wanted.size(); i++) {
            Expectation.that("Chaque opération de la liste est entière, dans son état actuel.")
                    .expected(newestFirst.get(i).detail().toString())
                    .seen(list.path(i).toString())
                    .hint("réponds ce que la table dit de l'opération maintenant.")
                    .alone()
                    .holdsIf(OperationsApi.isAs(newestFirst.get(i).detail(), list.path(i)));
        }
        OperationsApi.requireJson("GET /clients/{client_id}/operations", answer);
    }
}

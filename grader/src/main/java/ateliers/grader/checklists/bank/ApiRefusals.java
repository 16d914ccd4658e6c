package ateliers.grader.checklists.bank;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklists.common.Json;
import ateliers.grader.targets.Web.Answer;
import ateliers.grader.variety.Variety;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Requests that the API must refuse, each with its reason, and without anything coming of it. */
final class ApiRefusals {
    /** Said where the code is right and only the body is not. */
    static final String REASON = "le code est le bon : une erreur porte aussi sa raison dans message, en JSON.";

    private static final int MOST_CHARACTERS = 100;

    private final Bank bank;
    private final Customer customer;
    private final Operation known;

    ApiRefusals(Bank bank) {
        this.bank = bank;
        this.customer = bank.open(Customer.with("1000.00"));
        this.known = bank.write(Operation.of(customer, Kind.DEPOT, Instant.now(), "12.50"));
    }

    void check() {
        limits();
        BigDecimal balance = bank.balance(customer);
        int stored = bank.stored(customer.id()).size();
        wrongRequests()
                .forEach((what, body) -> requireRefused(
                        400,
                        "POST /operations avec " + what,
                        bank.post(body),
                        body,
                        "vérifie chaque champ du contrat."));
        unknown();
        overdrafts();
        Expectation.that("Une demande refusée n'enregistre et ne débite rien.")
                .expected("%s, solde %s".formatted(Bank.OPERATION.said(stored), balance))
                .seen("%s, solde %s"
                        .formatted(
                                Bank.OPERATION.said(bank.stored(customer.id()).size()), bank.balance(customer)))
                .hint("vérifie la demande entière avant d'écrire, et le solde en écrivant (ConditionExpression).")
                .alone()
                .holdsIf(bank.stored(customer.id()).size() == stored && bank.hasBalance(customer, balance));
        changes();
        unusual();
    }

    /** The smallest and the largest amount are amounts. */
    private void limits() {
        for (String amount : List.of("0.01", "1000000", "7.5")) {
            Answer answer = bank.post(Bank.request(customer, Kind.DEPOT, amount).toString());
            Expectation.that("Un montant de 0.01 à 1 000 000, à deux décimales au plus, est valable.")
                    .expected("201 à un DEPOT de " + amount)
                    .seen(answer.said())
                    .hint("compare des BigDecimal (compareTo) ; 7.5 a une décimale, et c'est permis.")
                    .alone()
                    .holdsIf(answer.status() == 201);
        }
    }

    private ObjectNode valid() {
        return Bank.request(customer, Kind.DEPOT, "10.00");
    }

    private Map<String, String> wrongRequests() {
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put("un corps vide", "");
        wrong.put("du JSON coupé", valid().toString().replaceFirst("}$", ""));
        wrong.put("un texte après le JSON", valid() + " " + Variety.word());
        wrong.put("une liste", "[" + valid() + "]");
        wrong.put("null", "null");
        for (String field : List.of("client_id", "type", "montant", "devise")) {
            wrong.put(field + " absent", valid().without(List.of(field)).toString());
            wrong.put(field + " null", valid().putNull(field).toString());
        }
        wrong.put("client_id vide", valid().put("client_id", "").toString());
        wrong.put("un nombre pour client_id", valid().put("client_id", 4821).toString());
        wrong.put(
                "client_id de 101 caractères",
                valid().put("client_id", Variety.small(MOST_CHARACTERS + 1)).toString());
        wrong.put("un autre type", valid().put("type", "PRET").toString());
        wrong.put("le type en minuscules", valid().put("type", "depot").toString());
        wrong.put("un montant entre guillemets", valid().put("montant", "10.00").toString());
        wrong.put("un montant de 0", valid().put("montant", 0).toString());
        wrong.put("un montant négatif", valid().put("montant", -5).toString());
        wrong.put(
                "trois décimales",
                valid().put("montant", new BigDecimal("10.005")).toString());
        wrong.put(
                "un montant de plus d'un million",
                valid().put("montant", new BigDecimal("1000000.01")).toString());
        wrong.put("true pour montant", valid().put("montant", true).toString());
        wrong.put("une autre devise", valid().put("devise", "USD").toString());
        wrong.put("la devise en minuscules", valid().put("devise", "eur").toString());
        return wrong;
    }

    private void unknown() {
        Customer nobody = Customer.with("50.00");
        String invalid = Bank.request(nobody, Kind.DEPOT, "-10.00").toString();
        requireRefused(
                400,
                "POST /operations avec un montant négatif, pour un client inconnu",
                bank.post(invalid),
                invalid,
                "vérifie la demande entière avant de chercher le client.");
        String body = Bank.request(nobody, Kind.DEPOT, "10.00").toString();
        requireRefused(
                404, "POST /operations pour un client inconnu", bank.post(body), body, "cherche le client d'abord.");
        Expectation.that("Une opération d'un client inconnu n'est pas enregistrée, et le client n'est pas créé.")
                .expected("aucune opération, pas de solde")
                .seen("%s, solde %s"
                        .formatted(Bank.OPERATION.said(bank.stored(nobody.id()).size()), bank.balance(nobody)))
                .hint("UpdateItem crée ce qui n'existe pas : demande attribute_exists(client_id).")
                .alone()
                .holdsIf(bank.stored(nobody.id()).isEmpty() && bank.balance(nobody) == null);
    }

    private void overdrafts() {
        Customer poor = bank.open(Customer.with("9.50"));
        for (Kind kind : List.of(Kind.RETRAIT, Kind.VIREMENT)) {
            for (String amount : List.of("9.75", "10.00")) {
                String body = Bank.request(poor, kind, amount).toString();
                requireRefused(
                        409,
                        "un %s de %s pour un solde de 9.50".formatted(kind, amount),
                        bank.post(body),
                        body,
                        "un débit de plus que le solde est refusé ; compare des nombres, jamais des textes.");
            }
        }
        Expectation.that("Un débit refusé ne change pas le solde.")
                .expected("solde 9.50, aucune opération")
                .seen("solde %s, %s"
                        .formatted(
                                bank.balance(poor),
                                Bank.OPERATION.said(bank.stored(poor.id()).size())))
                .hint("débite et range d'un seul geste (TransactWriteItems), à condition que le solde suffise.")
                .alone()
                .holdsIf(bank.hasBalance(poor, poor.balance())
                        && bank.stored(poor.id()).isEmpty());
    }

    private void changes() {
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put("un corps vide", "");
        wrong.put("du JSON coupé", "{\"client_id\": \"" + customer.id());
        wrong.put("une liste", "[]");
        wrong.put(
                "client_id absent",
                Json.MAPPER.createObjectNode().put("etat", "TRAITEE").toString());
        wrong.put(
                "etat absent",
                Json.MAPPER.createObjectNode().put("client_id", customer.id()).toString());
        wrong.put("un autre etat", Bank.state(customer.id(), "FAITE").toString());
        wrong.put("etat en minuscules", Bank.state(customer.id(), "traitee").toString());
        wrong.put(
                "un nombre pour etat",
                Bank.state(customer.id(), "").put("etat", 1).toString());
        wrong.forEach((what, body) -> requireRefused(
                400,
                "PUT /operations/{operation_id} avec " + what,
                bank.change(known.id(), body),
                body,
                "les états sont ENREGISTREE, TRAITEE et ANNULEE."));
        Customer other = bank.open(Customer.with("20.00"));
        String others = Bank.state(other.id(), "TRAITEE").toString();
        requireRefused(
                404,
                "PUT pour l'opération d'un autre client",
                bank.change(known.id(), others),
                others,
                "la clé d'une opération est client_id et operation_id.");
        String id = Variety.id();
        String own = Bank.state(customer.id(), "TRAITEE").toString();
        requireRefused(
                404,
                "PUT pour une opération inconnue",
                bank.change(id, own),
                own,
                "UpdateItem crée ce qui n'existe pas : demande attribute_exists(operation_id).");
        boolean created = !bank.stored(other.id()).isEmpty()
                || bank.stored(customer.id()).stream()
                        .anyMatch(item -> id.equals(item.get("operation_id").s()));
        Expectation.that("Changer l'état d'une opération inconnue ne la crée pas.")
                .expected("aucune opération nouvelle dans la table")
                .seen(created ? "une opération de plus, sans montant" : "rien de plus")
                .hint("UpdateItem crée ce qui n'existe pas : demande attribute_exists(operation_id).")
                .alone()
                .holdsIf(!created);
    }

    /** Nobody asks so, and yet no server may stumble over it. */
    private void unusual() {
        Map<String, Answer> answers = new LinkedHashMap<>();
        answers.put("GET d'un client au nom très long", bank.list(Variety.small(2_100)));
        answers.put("GET d'un client au nom accentué", bank.list("%C3%A9t%C3%A9"));
        answers.put("POST avec un montant énorme", bank.post(valid().toString().replace("10.00", "1e400")));
        answers.put(
                "POST avec un montant minuscule", bank.post(valid().toString().replace("10.00", "1e-400")));
        answers.put(
                "PUT d'un numéro très long",
                bank.change(
                        Variety.small(1_100),
                        Bank.state(customer.id(), "TRAITEE").toString()));
        answers.forEach((what, answer) -> Expectation.that("Aucune demande ne reçoit de code 5xx : %s.".formatted(what))
                .expected("400 ou 404, avec sa raison en JSON")
                .seen(answer.said())
                .hint("vérifie ce qui vient de dehors avant de le donner à DynamoDB.")
                .alone()
                .holdsIf(answer.status() / 100 == 4));
    }

    private static void requireRefused(int status, String what, Answer answer, String body, String hint) {
        var message = Json.read(answer.body()).path("message");
        Expectation.that("Refus attendu : %s.".formatted(what))
                .expected("%d et {\"message\": \"la raison\"}".formatted(status))
                .seen("%s\nà la demande %s".formatted(answer.said(), body.isEmpty() ? "(vide)" : cut(body)))
                .hint(answer.status() == status ? REASON : hint)
                .alone()
                .holdsIf(answer.status() == status
                        && message.isTextual()
                        && !message.textValue().isBlank());
        OperationsApi.requireJson(what, answer);
    }

    private static String cut(String body) {
        return body.length() > 200 ? body.substring(0, 200) + "…" : body;
    }
}

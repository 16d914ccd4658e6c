package ateliers.grader.checklists.bank;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.targets.RequestSigner;
import ateliers.grader.targets.Web.Answer;
import ateliers.grader.variety.Variety;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Who signs a request, and who is heard. They ask in no order, and as often as it comes: who only counts requests cannot tell those that
 * have to be refused.
 */
final class WhoMayCall {
    private static final int FORBIDDEN = 403;
    private static final int CREATED = 201;
    private static final int LEAST = 2;
    private static final int MOST = 4;
    private static final String DEPOSIT = "5.00";

    private final Stack stack;
    private final Bank bank;

    /** A request of the bank's API. */
    private record Route(String method, String path, String body, int answer) {
        String name() {
            return method + " " + path.replaceFirst("/(clients|operations)/[^/]+", "/$1/…");
        }
    }

    /** Somebody who asks something. */
    private record Ask(Function<Route, Answer> sent, Route route) {
        Answer answer() {
            return sent.apply(route);
        }
    }

    WhoMayCall(Stack stack) {
        this.stack = stack;
        this.bank = new Bank(stack);
    }

    void check() {
        Customer customer = bank.open(Customer.with("80.00"));
        Operation known = bank.make(customer, Kind.DEPOT, "20.00");
        List<Route> routes = List.of(
                new Route(
                        "POST",
                        "/operations",
                        Bank.request(customer, Kind.DEPOT, DEPOSIT).toString(),
                        CREATED),
                new Route(
                        "PUT",
                        "/operations/" + known.id(),
                        Bank.state(customer.id(), "TRAITEE").toString(),
                        200),
                new Route("GET", "/clients/" + customer.id() + "/operations", "", 200));
        Map<String, Function<Route, Answer>> strangers = new LinkedHashMap<>();
        strangers.put("sans signature", each -> bank.unsigned(each.method(), each.path(), Map.of(), each.body()));
        strangers.put("signée avec un mauvais secret", signed(bank.program().mistaken()));
        strangers.put("signée par un utilisateur sans execute-api:Invoke", signed(Program.stranger(stack)));
        Function<Route, Answer> heard = signed(bank.program());
        Map<Ask, List<Answer>> answers = answers(
                routes,
                Stream.concat(strangers.values().stream(), Stream.of(heard)).toList());
        strangers.forEach((how, sent) -> routes.forEach(
                route -> answers.get(new Ask(sent, route)).forEach(answer -> requireRefused(how, route, answer))));
        int deposits = answers.get(new Ask(heard, routes.get(0))).size();
        BigDecimal balance =
                customer.balance().add(known.amount()).add(new BigDecimal(DEPOSIT).multiply(new BigDecimal(deposits)));
        for (Route route : routes) {
            answers.get(new Ask(heard, route))
                    .forEach(answer -> Expectation.that(
                                    "Une demande signée par un utilisateur qui a execute-api:Invoke reçoit sa réponse.")
                            .expected("%d à %s".formatted(route.answer(), route.name()))
                            .seen(answer.said())
                            .hint(Bank.advice(answer.status()))
                            .holdsIf(answer.status() == route.answer()));
        }
        int stored = bank.stored(customer.id()).size();
        Expectation.that("Une demande refusée ne fait rien.")
                .expected("solde %s, %d opérations".formatted(balance, deposits + 1))
                .seen("solde %s, %s".formatted(bank.balance(customer), Bank.OPERATION.said(stored)))
                .hint("API Gateway doit refuser avant d'appeler la fonction.")
                .holdsIf(bank.hasBalance(customer, balance) && stored == deposits + 1);
    }

    private static Map<Ask, List<Answer>> answers(List<Route> routes, List<Function<Route, Answer>> senders) {
        List<Ask> asks = senders.stream()
                .flatMap(sent -> routes.stream().map(route -> new Ask(sent, route)))
                .toList();
        Map<Ask, List<Answer>> answers = new HashMap<>();
        for (Ask ask : Variety.mixed(asks, LEAST, MOST)) {
            answers.computeIfAbsent(ask, each -> new ArrayList<>()).add(ask.answer());
        }
        return answers;
    }

    private Function<Route, Answer> signed(Program program) {
        RequestSigner signer = program.signer(stack);
        return route -> bank.signed(signer, route.method(), route.path(), route.body());
    }

    private static void requireRefused(String how, Route route, Answer answer) {
        Expectation.that("Une demande %s est refusée.".formatted(how))
                .expected("403 à " + route.name())
                .seen(answer.said())
                .hint(
                        "donne à la route l'autorisation AWS_IAM (Auth de l'API ou de l'événement de la fonction) : API Gateway vérifie"
                                + " alors signature et droits.")
                .holdsIf(answer.status() == FORBIDDEN);
    }
}

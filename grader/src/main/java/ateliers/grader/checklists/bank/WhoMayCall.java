package ateliers.grader.checklists.bank;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.targets.RequestSigner;
import ateliers.grader.targets.Web.Answer;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Who signs a request, and who is heard. */
final class WhoMayCall {
    private static final int FORBIDDEN = 403;

    private final Stack stack;
    private final Bank bank;

    /** A request of the bank's API. */
    private record Route(String method, String path, String body, int answer) {
        String name() {
            return method + " " + path.replaceFirst("/(clients|operations)/[^/]+", "/$1/…");
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
                        Bank.request(customer, Kind.DEPOT, "5.00").toString(),
                        201),
                new Route(
                        "PUT",
                        "/operations/" + known.id(),
                        Bank.state(customer.id(), "TRAITEE").toString(),
                        200),
                new Route("GET", "/clients/" + customer.id() + "/operations", "", 200));
        Program stranger = Program.stranger(stack);
        for (Route route : routes) {
            requireRefused(
                    "sans signature", route, each -> bank.unsigned(each.method(), each.path(), Map.of(), each.body()));
            requireRefused(
                    "signée avec un mauvais secret",
                    route,
                    signed(bank.program().mistaken()));
            requireRefused("signée par un utilisateur sans execute-api:Invoke", route, signed(stranger));
        }
        Expectation.that("Une demande refusée ne fait rien.")
                .expected("solde 100.00, une opération")
                .seen("solde %s, %d opération(s)"
                        .formatted(
                                bank.balance(customer),
                                bank.stored(customer.id()).size()))
                .hint("API Gateway doit refuser avant d'appeler la fonction.")
                .holdsIf(bank.hasBalance(customer, customer.balance().add(known.amount()))
                        && bank.stored(customer.id()).size() == 1);
        for (Route route : routes) {
            Answer answer = signed(bank.program()).apply(route);
            Expectation.that("Une demande signée par un utilisateur qui a execute-api:Invoke reçoit sa réponse.")
                    .expected("%d à %s".formatted(route.answer(), route.name()))
                    .seen(answer.said())
                    .hint(Bank.advice(answer.status()))
                    .holdsIf(answer.status() == route.answer());
        }
    }

    private Function<Route, Answer> signed(Program program) {
        RequestSigner signer = program.signer(stack);
        return route -> bank.signed(signer, route.method(), route.path(), route.body());
    }

    private static void requireRefused(String how, Route route, Function<Route, Answer> sent) {
        Answer answer = sent.apply(route);
        Expectation.that("Une demande %s est refusée.".formatted(how))
                .expected("403 à " + route.name())
                .seen(answer.said())
                .hint(
                        "donne à la route l'autorisation AWS_IAM (Auth de l'API ou de l'événement de la fonction) : API Gateway vérifie"
                                + " alors signature et droits.")
                .holdsIf(answer.status() == FORBIDDEN);
    }
}

package ateliers.grader.checklists.orders;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklists.common.Json;
import ateliers.grader.targets.Target.Injected;
import ateliers.grader.targets.Target.InjectsFaults;
import ateliers.grader.targets.Web.Answer;
import ateliers.grader.variety.Variety;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The API answers, whether or not the rest of the lab is there, and a browser lets the pages of others read what it answers. */
final class BrowserAnswers {
    private static final Set<Integer> ANSWERS = Set.of(201, 400, 500, 501, 503);

    private static final int FOUND = 200;
    private static final int REFUSED = 400;
    private static final int CONFLICT = 409;

    /** An exception came out of the function: the row about refusals says so. */
    private static final int BROKEN = 502;

    private static final int UNAVAILABLE = 503;

    private final Stack stack;
    private final Shop shop;
    private final CrossOrigin cors;

    BrowserAnswers(Stack stack) {
        this.stack = stack;
        this.shop = new Shop(stack);
        this.cors = new CrossOrigin(shop.origin);
    }

    void check() {
        PlacedOrder order = PlacedOrder.random();
        Answer placed = shop.post(order.json());
        Expectation.that("POST /orders répond par du JSON.")
                .expected(
                        "201 et un objet JSON, ou une erreur (400, 500, 501, 503) et sa raison en JSON tant que le traitement n'est pas"
                                + " fini")
                .seen(placed.said())
                .hint(placed.status() == 201 ? "donne à la réponse un corps JSON." : Shop.advice(placed))
                .holdsIf(isAnswer(placed));
        cors.require("la réponse à POST /orders", placed);
        Map<Question, Answer> answers = asked(order);
        Answer unknown = answers.get(Question.UNKNOWN);
        if (unknown.status() != BROKEN) {
            cors.require("l'erreur de GET /orders/{order_id} pour une commande inconnue", unknown);
        }
        cors.require(
                "l'erreur de POST /orders pour un corps qui n'est pas du JSON", answers.get(Question.BROKEN), REFUSED);
        cors.require("la réponse à GET /orders/{order_id}", answers.get(Question.KNOWN), FOUND);
        cors.require("l'erreur de POST /orders pour un numéro déjà pris", answers.get(Question.TAKEN), CONFLICT);
        Shop elsewhere = new Shop(stack);
        new CrossOrigin(elsewhere.origin)
                .require(
                        "la réponse que demande ensuite une page d'une autre origine",
                        elsewhere.get(order.id()),
                        FOUND);
        stack.offers(InjectsFaults.class)
                .ifPresent(faults -> cors.require(
                        "l'erreur de POST /orders pour une commande que SNS refuse d'annoncer",
                        unannounced(faults),
                        UNAVAILABLE));
        checkPreflight(answers.get(Question.PREFLIGHT));
    }

    private Answer unannounced(InjectsFaults faults) {
        PlacedOrder order = PlacedOrder.random();
        try (Injected refusal = faults.refuse("sns", "Publish", "AuthorizationError", List.of(order.id()))
                .times(1)) {
            return shop.post(order.json());
        }
    }

    private enum Question {
        UNKNOWN,
        BROKEN,
        KNOWN,
        TAKEN,
        PREFLIGHT
    }

    /** Asks in an order that nobody knows beforehand; what is said of the answers does not depend on it. */
    private Map<Question, Answer> asked(PlacedOrder order) {
        Map<Question, Supplier<Answer>> questions = Map.of(
                Question.UNKNOWN, () -> shop.get(Variety.id()),
                Question.BROKEN, () -> shop.post("{"),
                Question.KNOWN, () -> shop.get(order.id()),
                Question.TAKEN, () -> shop.post(order.withOneMore().json()),
                Question.PREFLIGHT, shop::preflight);
        Map<Question, Answer> answers = new HashMap<>();
        Variety.shuffled(List.of(Question.values()))
                .forEach(question ->
                        answers.put(question, questions.get(question).get()));
        return answers;
    }

    private void checkPreflight(Answer preflight) {
        Expectation.that("La requête préalable d'un navigateur (OPTIONS /orders) doit être acceptée.")
                .expected("un code 2xx")
                .seen(preflight.said())
                .hint("ajoute Cors à l'API, ou traite OPTIONS dans la fonction.")
                .alone()
                .holdsIf(preflight.status() / 100 == 2);
        cors.require("la réponse à OPTIONS /orders", preflight);
        String headers = preflight.header("access-control-allow-headers").orElse("");
        Expectation.that(
                        "Un navigateur doit pouvoir envoyer du JSON : la requête préalable permet l'en-tête Content-Type.")
                .expected("Access-Control-Allow-Headers: Content-Type (ou *)")
                .seen(headers.isEmpty() ? "pas d'en-tête Access-Control-Allow-Headers" : headers)
                .hint(
                        "ajoute AllowHeaders à Cors, avec Content-Type : sans lui, le navigateur n'envoie pas la commande.")
                .alone()
                .holdsIf(Stream.of(headers.split("[ ,]+"))
                        .anyMatch(header -> header.equals("*") || header.equalsIgnoreCase("content-type")));
    }

    /** An order that is taken, or the function's own word that it is not: not API Gateway's, which has nobody to ask. */
    static boolean isAnswer(Answer placed) {
        JsonNode body = Json.read(placed.body());
        return ANSWERS.contains(placed.status()) && body.isObject() && !body.isEmpty() && !Shop.isOfApiGateway(placed);
    }
}

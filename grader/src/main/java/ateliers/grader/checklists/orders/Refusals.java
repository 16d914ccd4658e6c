package ateliers.grader.checklists.orders;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Noun;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklist.TopicProbe;
import ateliers.grader.checklists.common.Json;
import ateliers.grader.checklists.common.UndoneTask;
import ateliers.grader.targets.Target.Injected;
import ateliers.grader.targets.Target.InjectsFaults;
import ateliers.grader.targets.Web.Answer;
import ateliers.grader.variety.Variety;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Requests that are no valid orders, each wrong in one thing only, and one for an order that nobody placed. */
final class Refusals {
    private static final int MOST_ITEMS = 500;
    private static final int REFUSED = 400;
    private static final Pattern JSON = Pattern.compile("(?i)application/([\\w.-]+\\+)?json");

    private final Stack stack;
    private final Shop shop;
    private final TopicProbe probe;
    private final PlacedOrder order = PlacedOrder.random();
    private final Map<String, String> wrong = new LinkedHashMap<>();

    Refusals(Stack stack) {
        this.stack = stack;
        this.shop = new Shop(stack);
        this.probe = TopicProbe.on(stack, shop.topic);
    }

    void check() {
        wrong.put("un corps vide", "");
        wrong.put("un corps qui n'est pas du JSON", "{\"order_id\": \"" + order.id() + "\", ");
        wrong.put("du texte après le JSON", order.json() + " " + Variety.word());
        wrong.put(
                "un corps dont une virgule précède l'accolade finale",
                order.json().replaceFirst("}$", ",}"));
        wrong.put("un corps qui est une liste JSON", "[" + order.json() + "]");
        body("une commande sans customer_email", body -> body.remove("customer_email"));
        body("un customer_email qui n'est pas une adresse", body -> body.put("customer_email", Variety.word()));
        body("un customer_email qui n'a qu'un espace de chaque côté de l'@", body -> body.put("customer_email", " @ "));
        body("un customer_email entouré d'espaces", body -> body.put("customer_email", " " + order.email() + " "));
        ids();
        body("une commande sans items", body -> body.remove("items"));
        body("une commande dont items est vide", body -> body.putArray("items"));
        body("une commande de 501 articles", Refusals::fill);
        body(
                "une commande dont items est un objet",
                body -> body.putObject("items")
                        .set(Variety.word(), order.body().path("items").path(0)));
        body("un article nul", body -> body.withArray("items").addNull());
        skus();
        quantities();
        prices();
        Variety.shuffled(wrong.entrySet())
                .forEach(each -> requireRefusal(each.getKey(), 400, 2, shop.post(each.getValue())));
        PlacedOrder taken = PlacedOrder.random();
        requireJson("POST d'une commande nouvelle", shop.place(taken));
        requireJson("GET d'une commande", shop.get(taken.id()));
        ObjectNode other = taken.body();
        other.remove("items");
        requireRefusal("une commande sans items, sous un numéro déjà pris", 400, 2, shop.post(other.toString()));
        requireUnknown(taken);
        requireReason(
                "une autre commande sous un numéro déjà pris",
                shop.post(taken.withOneMore().json()));
        stack.offers(InjectsFaults.class)
                .ifPresent(faults -> requireReason("une commande que SNS refuse d'annoncer", unannounced(faults)));
        requireNothingLeft();
    }

    /** For an order that nobody placed there is nothing to give, and least of all somebody else's. */
    private void requireUnknown(PlacedOrder other) {
        Answer answer = shop.get(order.id());
        if (answer.status() / 100 == 2) {
            JsonNode given = Json.read(answer.body());
            throw Expectation.that("Cas refusé : GET d'une commande inconnue.")
                    .expected("404 et la raison en JSON : personne n'a passé de commande " + order.id())
                    .seen(answer.said())
                    .task(1)
                    .hint(adviceOnUnknown(given, other))
                    .failure();
        }
        requireRefusal("GET d'une commande inconnue", 404, 1, answer);
    }

    private String adviceOnUnknown(JsonNode given, PlacedOrder other) {
        String id = given.path("order_id").asText();
        if (id.equals(order.id())) {
            return "ta fonction compose une commande qui n'est pas dans la table, ou en a gardé une qu'elle a refusée : lis la table,"
                    + " et réponds 404 si GetItem ne rend aucun élément (hasItem).";
        }
        if (id.isEmpty() && tellsReason(given) && !given.has("items")) {
            return "la raison y est, mais sous un code qui dit que tout va bien : réponds 404 (withStatusCode).";
        }
        return id.isEmpty()
                ? "quand GetItem ne trouve rien, sa réponse n'a pas d'élément : regarde hasItem avant de composer la tienne, et"
                        + " réponds 404."
                : "c'est la commande d'un autre, %s%s : cherche par la clé order_id que porte le chemin (pathParameters), et réponds 404 si elle n'y est pas."
                        .formatted(id, id.equals(other.id()) ? ", la dernière passée" : "");
    }

    private void ids() {
        body("un order_id de 101 caractères", body -> body.put("order_id", Variety.small(101)));
        body("un order_id vide, \"\"", body -> body.put("order_id", ""));
        body("un order_id suivi d'une fin de ligne", body -> body.put("order_id", order.id() + "\n"));
        body("un order_id qui commence par un tiret", body -> body.put("order_id", "-" + order.id()));
        int number = Variety.between(1_000, 999_999);
        body("un order_id qui est un nombre, %d".formatted(number), body -> body.put("order_id", number));
    }

    private void skus() {
        item("un article sans sku", 1, item -> item.remove("sku"));
        int number = Variety.between(1, 999);
        item("un sku qui est un nombre, %d".formatted(number), 1, item -> item.put("sku", number));
        item("un sku de 101 caractères", 1, item -> item.put("sku", Variety.small(101)));
    }

    /** One article more than there may be. */
    private static void fill(ObjectNode body) {
        JsonNode first = body.path("items").path(0);
        while (body.path("items").size() <= MOST_ITEMS) {
            body.withArray("items").add(first.deepCopy());
        }
    }

    /** What the API answers when the topic refuses its announcement. */
    private Answer unannounced(InjectsFaults faults) {
        try (Injected refusal =
                faults.refuse("sns", "Publish", "AuthorizationError").times(1)) {
            return shop.post(PlacedOrder.random().json());
        }
    }

    private void quantities() {
        int negative = -Variety.between(1, 9);
        item("une quantité négative au premier article", 0, item -> item.put("quantity", negative));
        item(
                "une quantité négative au dernier article",
                order.lines().size() - 1,
                item -> item.put("quantity", negative));
        item("une quantité nulle", 1, item -> item.put("quantity", 0));
        item("une quantité de 1.5", 1, item -> item.put("quantity", new BigDecimal("1.5")));
        item("une quantité de 1000001", 1, item -> item.put("quantity", 1_000_001));
        item("une quantité de 4294967297", 1, item -> item.put("quantity", 4_294_967_297L));
        item("une quantité en texte, « 3 »", 1, item -> item.put("quantity", "3"));
        String word = Variety.word();
        item("une quantité en texte, « %s »".formatted(word), 1, item -> item.put("quantity", word));
    }

    private void prices() {
        item("un article sans unit_price", 1, item -> item.remove("unit_price"));
        item("un prix négatif", 1, item -> item.put("unit_price", new BigDecimal("-0.25")));
        item("un prix de 1000000.01", 1, item -> item.put("unit_price", new BigDecimal("1000000.01")));
        item("un prix à trois décimales", 1, item -> item.put("unit_price", new BigDecimal("1.005")));
        item("un prix en texte, « 10.50 »", 1, item -> item.put("unit_price", "10.50"));
    }

    private void body(String what, Consumer<ObjectNode> change) {
        ObjectNode body = order.body();
        change.accept(body);
        wrong.put(what, body.toString());
    }

    /** The total stays positive: who checks only that lets it pass. */
    private void item(String what, int index, Consumer<ObjectNode> change) {
        body(what, body -> {
            change.accept((ObjectNode) body.path("items").path(index));
            ((ObjectNode) body.path("items").path(1 - Math.min(1, index)))
                    .put("quantity", 10_000 + Variety.between(1, 999));
        });
    }

    private static void requireRefusal(String what, int status, int task, Answer answer) {
        Expectation.that("Cas refusé : " + what + ".")
                .expected(status + " et la raison en JSON")
                .seen(answer.said())
                .task(Shop.waiting(answer).orElse(task))
                .hint(Shop.waiting(answer).map(undone -> UndoneTask.SAID).orElse(advice(status, answer.status())))
                .holdsIf(answer.status() == status && tellsReason(answer));
        requireJson(what, answer);
    }

    /** Whether an answer that is an error tells why; which one it is, and when, is the matter of another row. */
    private static void requireReason(String what, Answer answer) {
        if (answer.status() >= REFUSED) {
            Expectation.that("Une erreur porte sa raison : " + what + ".")
                    .expected(answer.status() + " et la raison en JSON")
                    .seen(answer.said())
                    .hint(advice(answer.status(), answer.status()))
                    .holdsIf(tellsReason(answer));
            requireJson(what, answer);
        }
    }

    private static boolean tellsReason(Answer answer) {
        return tellsReason(Json.read(answer.body()));
    }

    private static boolean tellsReason(JsonNode reason) {
        return reason.isObject() && !reason.isEmpty();
    }

    private static void requireJson(String what, Answer answer) {
        String type = answer.header("content-type").orElse("");
        Expectation.that("Toutes les réponses sont en JSON, et le disent : %s.".formatted(what))
                .expected("Content-Type: application/json")
                .seen("%d, %s"
                        .formatted(answer.status(), type.isEmpty() ? "sans Content-Type" : "Content-Type: " + type))
                .task(1)
                .hint("mets Content-Type: application/json sur toutes les réponses de la fonction, erreurs comprises.")
                .holdsIf(JSON.matcher(type).lookingAt());
    }

    private static String advice(int wanted, int status) {
        if (status == wanted) {
            return "dis la raison du refus en JSON, par exemple {\"message\": \"…\"}.";
        }
        if (status / 100 == 2) {
            return "vérifie la demande entière, chaque article compris, et refuse-la.";
        }
        return status / 100 == 5
                ? "une exception arrive jusqu'à la réponse : vérifie la forme de ce que tu lis avant de t'en servir, et"
                        + " réponds %d.".formatted(wanted)
                : "réponds %d à cette demande.".formatted(wanted);
    }

    private void requireNothingLeft() {
        boolean silent = stack.never(() -> !probe.naming(order.id()).isEmpty(), OrdersSqsChecklist.QUIET);
        int stored = shop.ordersOf(order.email());
        Expectation.that("Une demande refusée ne laisse rien derrière elle.")
                .expected("aucun élément dans la table, aucune notification")
                .seen("%s, %s"
                        .formatted(
                                stored > 0 ? Noun.of("élément").said(stored) : "aucun élément",
                                TopicProbe.said(probe.naming(order.id()).size())))
                .hint("vérifie toute la demande avant d'enregistrer et d'annoncer.")
                .holdsIf(silent && stored == 0 && shop.item(order.id()).isEmpty());
    }
}

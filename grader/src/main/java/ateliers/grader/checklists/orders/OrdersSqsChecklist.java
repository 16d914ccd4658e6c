package ateliers.grader.checklists.orders;

import ateliers.grader.checklist.Checklist;
import ateliers.grader.checklist.Criterion;
import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklist.TopicProbe;
import ateliers.grader.checklist.TopicProbe.Notification;
import ateliers.grader.checklists.common.LeastPrivilege;
import ateliers.grader.checklists.common.SecondStack;
import ateliers.grader.targets.Web.Answer;
import ateliers.grader.variety.Variety;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Lab 05: orders come in by an API, are announced by a topic and processed from a queue. */
@Checklist(
        lab = "05-orders-sqs",
        title = "Les commandes d'Any Company Online (API Gateway, Lambda, DynamoDB, SNS, SQS, S3)",
        outputs = {
            OrdersSqsChecklist.API,
            OrdersSqsChecklist.TABLE,
            OrdersSqsChecklist.TOPIC,
            OrdersSqsChecklist.QUEUE,
            OrdersSqsChecklist.DEAD_LETTERS,
            OrdersSqsChecklist.RECEIPTS
        })
public final class OrdersSqsChecklist {
    static final String API = "ApiUrl";
    static final String TABLE = "OrdersTableName";
    static final String TOPIC = "OrdersTopicArn";
    static final String QUEUE = "OrdersQueueUrl";
    static final String DEAD_LETTERS = "DeadLetterQueueUrl";
    static final String RECEIPTS = "ReceiptsBucketName";
    static final String DAILY_SALES = "DailySalesTableName";

    /** Cloud time: a cold start, with every core busy. */
    static final Duration SOON = Duration.ofSeconds(60);

    static final Duration QUIET = Duration.ofSeconds(10);

    /** The API answers, whether or not the rest of the lab is there. */
    private static final Set<Integer> ANSWERS = Set.of(201, 400, 501);

    @Criterion(
            id = "api",
            order = 1,
            points = 2,
            task = 1,
            proves = {"C1", "C2", "C3", "C4", "C5", "C6", "C17", "C18"},
            title = "API Gateway fonctionne")
    void answersBrowsers(Stack stack) {
        Shop shop = new Shop(stack);
        Answer placed = shop.post(PlacedOrder.random().json());
        JsonNode body = Shop.read(placed.body());
        Expectation.that("POST /orders répond par du JSON.")
                .expected(
                        "201 et un objet JSON, ou 400 ou 501 et la raison en JSON tant que le traitement n'est pas écrit")
                .seen(Shop.said(placed))
                .hint(
                        placed.status() == 201
                                ? "Tâche 1 : donne à la réponse un corps JSON."
                                : Shop.advice(placed.status()))
                .holdsIf(ANSWERS.contains(placed.status()) && body.isObject() && !body.isEmpty());
        requireCors(shop, "la réponse à POST /orders", placed);
        Answer unknown = shop.get(Variety.id());
        requireCors(shop, "l'erreur de GET /orders/{order_id} pour une commande inconnue", unknown);
        Answer preflight = shop.preflight();
        Expectation.that("La requête préalable d'un navigateur (OPTIONS /orders) doit être acceptée.")
                .expected("un code 2xx")
                .seen(Shop.said(preflight))
                .hint("Tâche 1 : ajoute Cors à l'API, ou traite OPTIONS dans la fonction.")
                .alone()
                .holdsIf(preflight.status() / 100 == 2);
        requireCors(shop, "la réponse à OPTIONS /orders", preflight);
    }

    private static void requireCors(Shop shop, String what, Answer answer) {
        String allowed = answer.header("access-control-allow-origin").orElse("");
        Expectation.that("Un navigateur doit pouvoir lire " + what + ".")
                .expected("Access-Control-Allow-Origin: * (ou " + shop.origin + ")")
                .seen(
                        allowed.isEmpty()
                                ? "pas d'en-tête Access-Control-Allow-Origin, code " + answer.status()
                                : allowed)
                .hint("Tâche 1 : mets les en-têtes CORS sur toutes les réponses de la fonction, erreurs comprises.")
                .alone()
                .holdsIf(allowed.equals("*") || allowed.equals(shop.origin));
    }

    @Criterion(
            id = "lambda",
            order = 2,
            points = 2,
            task = 2,
            proves = {"C8", "C9", "C23", "C24"},
            title = "Lambda exécute bien le traitement",
            dependsOn = "api")
    void computesIdsAndTotals(Stack stack) {
        Shop shop = new Shop(stack);
        PlacedOrder order = PlacedOrder.random().withId(null);
        JsonNode first = Shop.read(shop.place(order).body());
        new GivenIds(stack, shop).check(first);
        requireTotal(order, first);
        for (PlacedOrder exact : List.of(PlacedOrder.exact(), PlacedOrder.large())) {
            requireTotal(
                    exact, Shop.read(shop.place(exact.claiming(BigDecimal.ONE)).body()));
        }
        Expectation.that("Une commande nouvelle est reçue.")
                .expected("\"status\": \"RECUE\"")
                .seen("\"status\": " + first.path("status"))
                .hint("Tâche 2 : le statut d'une commande nouvelle est RECUE.")
                .holdsIf(first.path("status").asText().equals(Shop.RECEIVED));
    }

    private static void requireTotal(PlacedOrder order, JsonNode answer) {
        Expectation.that("Le total est calculé par le serveur, au centime près.")
                .expected("\"total\": %s pour %s".formatted(order.total().toPlainString(), order.sum()))
                .seen("\"total\": " + answer.path("total"))
                .hint(
                        PlacedOrder.equal(answer.path("total"), BigDecimal.ONE)
                                ? "Tâche 2 : ce total est celui que le client annonce ; calcule-le des articles."
                                : "Tâche 2 : calcule avec BigDecimal, jamais avec double, et écris un nombre JSON.")
                .holdsIf(PlacedOrder.equal(answer.path("total"), order.total()));
    }

    @Criterion(
            id = "dynamodb",
            order = 3,
            points = 2,
            task = 3,
            proves = {"C13", "C19"},
            title = "DynamoDB stocke les commandes",
            dependsOn = "api")
    void storesEveryField(Stack stack) {
        Shop shop = new Shop(stack);
        PlacedOrder order = PlacedOrder.random();
        shop.place(order);
        Map<String, AttributeValue> item = shop.item(order.id()).orElse(Map.of());
        Map<String, Boolean> fields = new LinkedHashMap<>();
        fields.put("customer_email (S)", order.email().equals(text(item.get("customer_email"))));
        fields.put("status (S)", List.of(Shop.RECEIVED, Shop.PROCESSED).contains(text(item.get("status"))));
        fields.put("total (N)", PlacedOrder.equal(item.get("total"), order.total()));
        fields.put("items (L de M : sku S, quantity N, unit_price N)", order.hasStoredLines(item.get("items")));
        List<String> wrong = fields.entrySet().stream()
                .filter(field -> !field.getValue())
                .map(Map.Entry::getKey)
                .toList();
        Expectation.that("La commande est dans la table, avec tous ses champs.")
                .expected("order_id, customer_email, status (S), total (N), items (L de M)")
                .seen(
                        item.isEmpty()
                                ? "aucun élément de clé " + order.id()
                                : "absents ou faux : " + wrong + "\n" + item)
                .hint("Tâche 3 : écris tous les champs, les nombres en N, les articles en liste de maps.")
                .holdsIf(wrong.isEmpty());
        Answer read = shop.get(order.id());
        JsonNode json = Shop.read(read.body());
        Expectation.that("GET /orders/{order_id} rend la commande entière, sous les mêmes noms.")
                .expected("200 et order_id, customer_email, status, total, items")
                .seen(Shop.said(read))
                .hint("Tâche 3 : relis l'élément de la table et rends tous ses champs.")
                .holdsIf(read.status() == 200
                        && json.path("order_id").asText().equals(order.id())
                        && json.path("customer_email").asText().equals(order.email())
                        && json.path("status").isTextual()
                        && PlacedOrder.equal(json.path("total"), order.total())
                        && order.hasLines(json.path("items")));
    }

    private static String text(AttributeValue value) {
        return value == null || value.s() == null ? "" : value.s();
    }

    @Criterion(
            id = "sns",
            order = 4,
            points = 2,
            task = 4,
            proves = {"C20", "C25"},
            title = "SNS envoie les notifications",
            dependsOn = "api")
    void announcesEachOrderOnce(Stack stack) {
        Shop shop = new Shop(stack);
        TopicProbe probe = TopicProbe.on(stack, shop.topic);
        PlacedOrder order = PlacedOrder.random();
        shop.place(order);
        stack.await(() -> !probe.naming(order.id()).isEmpty(), SOON);
        boolean quiet = stack.never(() -> probe.naming(order.id()).size() > 1, QUIET);
        List<Notification> seen = probe.naming(order.id());
        Expectation.that("Une commande donne exactement une notification, qui la nomme.")
                .expected("1 notification de la commande " + order.id())
                .seen(announced(seen.size(), probe.received()))
                .hint(
                        "Tâche 4 : publie une fois sur le sujet, avec order_id, et donne à la fonction sns:Publish sur lui.")
                .holdsIf(quiet && seen.size() == 1);
        JsonNode message = Shop.read(seen.get(0).text());
        Expectation.that("La notification nomme la commande.")
                .expected("{\"order_id\": \"%s\", \"total\": %s, …}".formatted(order.id(), order.total()))
                .seen(seen.get(0).text())
                .hint("Tâche 4 : publie du JSON avec au moins order_id et total.")
                .holdsIf(message.path("order_id").asText().equals(order.id()));
        Expectation.that("La notification donne le total de la commande.")
                .expected("\"total\": " + order.total())
                .seen(seen.get(0).text())
                .hint("Tâche 4 : publie du JSON avec au moins order_id et total.")
                .alone()
                .holdsIf(PlacedOrder.equal(message.path("total"), order.total()));
    }

    private static String announced(int ofThis, List<Notification> all) {
        int others = all.size() - ofThis;
        return TopicProbe.said(ofThis)
                + (ofThis > 0 || others == 0
                        ? ""
                        : " de cette commande, %d autre(s), dont : %s"
                                .formatted(others, all.get(0).text()));
    }

    @Criterion(
            id = "sqs",
            order = 5,
            points = 2,
            task = 5,
            proves = {"C21", "C27", "C28", "C29"},
            title = "SQS reçoit les messages",
            dependsOn = "api")
    void processesFromTheQueue(Stack stack) {
        new Processing(stack).check();
    }

    @Criterion(
            id = "invalid",
            order = 6,
            points = 2,
            task = 2,
            proves = {"C12", "C14", "C15", "C16", "C22"},
            title = "Une demande fausse est refusée, sans rien stocker ni envoyer",
            dependsOn = "api")
    void refusesWhatIsWrong(Stack stack) {
        Shop shop = new Shop(stack);
        TopicProbe probe = TopicProbe.on(stack, shop.topic);
        PlacedOrder order = PlacedOrder.random();
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put("un corps qui n'est pas du JSON", "{\"order_id\": \"" + order.id() + "\", ");
        var none = order.body();
        none.remove("items");
        wrong.put("une commande sans items", none.toString());
        var empty = order.body();
        empty.putArray("items");
        wrong.put("une commande dont items est vide", empty.toString());
        var negative = new ArrayList<>(order.lines());
        negative.set(0, order.lines().get(0).times(-Variety.between(1, 9)));
        wrong.put("une quantité négative", new PlacedOrder(order.id(), order.email(), negative).json());
        Variety.shuffled(wrong.entrySet())
                .forEach(each -> requireRefusal(each.getKey(), 400, shop.post(each.getValue())));
        requireRefusal("GET d'une commande inconnue", 404, shop.get(order.id()));
        boolean silent = stack.never(() -> !probe.naming(order.id()).isEmpty(), QUIET);
        Expectation.that("Une demande refusée ne laisse rien derrière elle.")
                .expected("aucun élément dans la table, aucune notification")
                .seen("%s, %s"
                        .formatted(
                                shop.item(order.id()).isPresent() ? "un élément" : "aucun élément",
                                TopicProbe.said(probe.naming(order.id()).size())))
                .hint("Tâche 2 : vérifie toute la demande avant d'enregistrer et d'annoncer.")
                .holdsIf(silent && shop.item(order.id()).isEmpty());
    }

    private static void requireRefusal(String what, int status, Answer answer) {
        JsonNode reason = Shop.read(answer.body());
        Expectation.that("Cas refusé : " + what + ".")
                .expected(status + " et la raison en JSON")
                .seen(Shop.said(answer))
                .hint("Tâche 2 : vérifie la demande, et réponds par exemple {\"message\": \"…\"}.")
                .holdsIf(answer.status() == status && reason.isObject() && !reason.isEmpty());
    }

    @Criterion(
            id = "idempotent",
            order = 7,
            points = 2,
            task = 6,
            proves = {"C10", "C11", "C26", "C30", "C31"},
            title = "Répéter ne double rien",
            dependsOn = {"sns", "sqs"})
    void repeatsWithoutDoubling(Stack stack) {
        new Repetition(stack).check();
    }

    @Criterion(
            id = "poison",
            order = 8,
            points = 2,
            task = 5,
            proves = "C32",
            title = "Un message illisible finit seul dans la file des rebuts",
            dependsOn = "sqs",
            fresh = true)
    void setsPoisonAside(Stack stack) {
        new Poison(stack).check();
    }

    @Criterion(
            id = "visibility",
            order = 9,
            points = 1,
            task = 5,
            proves = {"C34", "C35", "C36", "C37"},
            title = "La visibilité laisse le temps de traiter, et chaque message échoue seul",
            dependsOn = "api")
    void leavesTimeToProcess(Stack stack) {
        new QueueReview(stack).check();
    }

    @Criterion(
            id = "burst",
            order = 10,
            points = 1,
            task = 6,
            proves = "C33",
            title = BurstOfOrders.TITLE,
            dependsOn = {"sns", "sqs"})
    void bearsARush(Stack stack) {
        new BurstOfOrders(stack).check();
    }

    @Criterion(
            id = "iam",
            order = 11,
            points = 1,
            task = 7,
            proves = "C41",
            title = "Les droits sont réduits au nécessaire",
            dependsOn = "api")
    void grantsNoMoreThanNeeded(Stack stack) {
        LeastPrivilege.check(stack, "Tâche 7 : nomme chaque action et chaque ressource, fonction par fonction.");
    }

    @Criterion(
            id = "config",
            order = 12,
            points = 1,
            task = 7,
            proves = {"C39", "C40"},
            title = "Deux piles du même modèle s'ignorent",
            dependsOn = "api",
            pair = true)
    void livesBesideAnother(Stack stack) {
        Shop first = new Shop(stack);
        TopicProbe probe = TopicProbe.on(stack, first.topic);
        Shop second = new Shop(SecondStack.beside(stack, 7));
        PlacedOrder order = PlacedOrder.random();
        second.place(order);
        boolean silent = stack.never(() -> !probe.naming(order.id()).isEmpty(), QUIET);
        Expectation.that("Une commande passée dans une pile ne se voit pas dans l'autre.")
                .expected("la commande dans la table de la seconde pile seulement, 0 notification dans la première")
                .seen("%s, %s dans la première pile"
                        .formatted(
                                first.item(order.id()).isPresent() ? "la commande" : "pas de commande",
                                TopicProbe.said(probe.naming(order.id()).size())))
                .hint("Tâche 7 : ne nomme aucune ressource en dur ; passe noms et ARN par !Ref et !GetAtt.")
                .holdsIf(silent
                        && first.item(order.id()).isEmpty()
                        && second.item(order.id()).isPresent());
    }

    @Criterion(
            id = "stream",
            order = 13,
            points = 1,
            bonus = true,
            task = 8,
            proves = {"C7", "C38"},
            title = "Un flux DynamoDB tient le total du jour exact",
            dependsOn = "api")
    void keepsTheDaysTotal(Stack stack) {
        new DailySales(stack).check();
    }
}

package ateliers.grader.checklists.orders;

import ateliers.grader.checklist.Checklist;
import ateliers.grader.checklist.Criterion;
import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Noun;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklist.TopicProbe;
import ateliers.grader.checklist.TopicProbe.Notification;
import ateliers.grader.checklists.common.Json;
import ateliers.grader.checklists.common.LeastPrivilege;
import ateliers.grader.checklists.common.SecondStack;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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
        },
        parameters = OrdersParameters.class)
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

    @Criterion(
            id = "api",
            order = 1,
            points = 2,
            task = 1,
            proves = {"C1", "C2", "C3", "C4", "C6", "C17", "C18"},
            title = "API Gateway fonctionne")
    void answersBrowsers(Stack stack) {
        new BrowserAnswers(stack).check();
    }

    @Criterion(
            id = "lambda",
            order = 2,
            points = 2,
            task = 2,
            proves = {"C8", "C9", "C22", "C23", "C24", "C27", "C29", "C30"},
            title = "Lambda exécute bien le traitement",
            dependsOn = "api")
    void computesIdsAndTotals(Stack stack) {
        Shop shop = new Shop(stack);
        PlacedOrder order = PlacedOrder.random().withId(null);
        JsonNode first = Json.read(shop.place(order).body());
        requireReceived(first, "le statut d'une commande nouvelle est RECUE.");
        new GivenIds(stack, shop).check(first);
        requireTotal(order, first);
        for (PlacedOrder exact : List.of(
                PlacedOrder.exact(),
                PlacedOrder.inCentsThatAreCut(),
                PlacedOrder.atTheLimits(),
                PlacedOrder.onSeveralLines())) {
            JsonNode answer =
                    Json.read(shop.place(exact.claiming(BigDecimal.ONE)).body());
            requireTotal(exact, answer);
            requireReceived(
                    answer,
                    "ce statut est celui que le client a mis dans sa demande : ignore ce champ, RECUE est le tien.");
        }
    }

    private static void requireReceived(JsonNode answer, String hint) {
        Expectation.that("Une commande nouvelle est reçue.")
                .expected("\"status\": \"RECUE\"")
                .seen("\"status\": " + answer.path("status"))
                .hint(hint)
                .holdsIf(answer.path("status").asText().equals(Shop.RECEIVED));
    }

    private static void requireTotal(PlacedOrder order, JsonNode answer) {
        Expectation.that("Le total est calculé par le serveur, au centime près.")
                .expected("\"total\": %s pour %s".formatted(order.total().toPlainString(), order.sum()))
                .seen("\"total\": " + answer.path("total"))
                .hint(order.adviceOnTotal(answer.path("total")))
                .holdsIf(Json.equal(answer.path("total"), order.total()));
    }

    @Criterion(
            id = "dynamodb",
            order = 3,
            points = 2,
            task = 3,
            proves = {"C13", "C19", "C30"},
            title = "DynamoDB stocke les commandes",
            dependsOn = "api")
    void storesEveryField(Stack stack) {
        new Storage(stack).check();
    }

    @Criterion(
            id = "sns",
            order = 4,
            points = 2,
            task = 4,
            proves = {"C20", "C30", "C31"},
            title = "SNS envoie les notifications",
            dependsOn = "api")
    void announcesEachOrderOnce(Stack stack) {
        Shop shop = new Shop(stack);
        TopicProbe probe = TopicProbe.on(stack, shop.topic);
        PlacedOrder unwritten = RefusedWrite.provoke(stack, shop);
        Duration soon = shop.soon();
        // One after the other: who waits until he has two to tell leaves one of them behind.
        List<PlacedOrder> orders = new ArrayList<>();
        for (PlacedOrder wanted : List.of(PlacedOrder.random(), PlacedOrder.large())) {
            PlacedOrder order = shop.placeEither(wanted, PlacedOrder.random());
            orders.add(order);
            stack.await(() -> !probe.naming(order.id()).isEmpty(), soon);
            requireOne(order, probe);
        }
        stack.never(
                () -> orders.stream().anyMatch(order -> probe.naming(order.id()).size() > 1), QUIET);
        Expectation.that("Une commande que DynamoDB a refusé d'enregistrer n'est pas annoncée.")
                .expected("0 notification de la commande " + unwritten.id())
                .seen(TopicProbe.said(probe.naming(unwritten.id()).size()))
                .hint("enregistre d'abord, annonce ensuite : une exception de DynamoDB doit arrêter la demande avant la"
                        + " publication.")
                .holdsIf(probe.naming(unwritten.id()).isEmpty()
                        || shop.item(unwritten.id()).isPresent());
        for (PlacedOrder order : orders) {
            requireOne(order, probe);
            String text = probe.naming(order.id()).get(0).text();
            JsonNode message = Json.read(text);
            Expectation.that("La notification nomme la commande.")
                    .expected("{\"order_id\": \"%s\", \"total\": %s, …}".formatted(order.id(), order.total()))
                    .seen(text)
                    .hint("publie du JSON avec au moins order_id et total.")
                    .holdsIf(message.path("order_id").asText().equals(order.id()));
            Expectation.that("La notification donne le total de la commande.")
                    .expected("\"total\": " + order.total())
                    .seen(text)
                    .hint(
                            message.has("total")
                                    ? order.adviceOnTotal(message.path("total"))
                                    : "publie du JSON avec au moins order_id et total.")
                    .alone()
                    .holdsIf(shop.isTotal(order, message.path("total")));
        }
    }

    private static void requireOne(PlacedOrder order, TopicProbe probe) {
        List<Notification> seen = probe.naming(order.id());
        Expectation.that("Une commande donne exactement une notification, qui la nomme.")
                .expected("1 notification de la commande " + order.id())
                .seen(announced(seen.size(), probe.received()))
                .hint(
                        seen.size() > 1
                                ? "publie une seule fois pour chaque commande, quand elle est créée."
                                : "publie sur le sujet avant de répondre, avec order_id, et donne à la fonction"
                                        + " sns:Publish sur lui.")
                .holdsIf(seen.size() == 1);
    }

    private static String announced(int ofThis, List<Notification> all) {
        int others = all.size() - ofThis;
        return TopicProbe.said(ofThis)
                + (ofThis > 0 || others == 0
                        ? ""
                        : " de cette commande, %s, dont : %s"
                                .formatted(
                                        Noun.of("autre").said(others),
                                        all.get(0).text()));
    }

    @Criterion(
            id = "sqs",
            order = 5,
            points = 2,
            task = 5,
            proves = {"C21", "C30", "C33", "C34", "C35"},
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
            proves = {"C12", "C14", "C15", "C16", "C22", "C23", "C24", "C25", "C26", "C27", "C28"},
            title = "Une demande fausse est refusée, sans rien stocker ni envoyer",
            dependsOn = "api")
    void refusesWhatIsWrong(Stack stack) {
        new Refusals(stack).check();
    }

    @Criterion(
            id = "idempotent",
            order = 7,
            points = 2,
            task = 6,
            proves = {"C10", "C11", "C32", "C36", "C37"},
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
            proves = {"C5", "C38", "C39", "C44"},
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
            proves = {"C41", "C42", "C43"},
            title = "La visibilité laisse le temps de traiter et de réessayer",
            dependsOn = "api")
    void leavesTimeToProcess(Stack stack) {
        new QueueReview(stack).check();
    }

    @Criterion(
            id = "burst",
            order = 10,
            points = 1,
            task = 6,
            proves = "C40",
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
            proves = "C48",
            title = "Les droits sont réduits au nécessaire",
            dependsOn = "api")
    void grantsNoMoreThanNeeded(Stack stack) {
        LeastPrivilege.check(stack, "nomme chaque action et chaque ressource, fonction par fonction.");
    }

    @Criterion(
            id = "config",
            order = 12,
            points = 1,
            task = 7,
            proves = {"C46", "C47"},
            title = "Deux piles du même template s'ignorent",
            dependsOn = "api",
            pair = true)
    void livesBesideAnother(Stack stack) {
        Shop first = new Shop(stack);
        TopicProbe probe = TopicProbe.on(stack, first.topic);
        Shop second = new Shop(SecondStack.beside(stack));
        PlacedOrder order = PlacedOrder.random();
        second.place(order);
        boolean silent = stack.never(() -> !probe.naming(order.id()).isEmpty(), QUIET);
        Expectation.that("Une commande passée dans une pile ne se voit pas dans l'autre.")
                .expected("la commande dans la table de la seconde pile seulement, 0 notification dans la première")
                .seen("%s, %s dans la première pile"
                        .formatted(
                                first.item(order.id()).isPresent() ? "la commande" : "pas de commande",
                                TopicProbe.said(probe.naming(order.id()).size())))
                .hint("ne nomme aucune ressource en dur ; passe noms et ARN par !Ref et !GetAtt.")
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
            proves = {"C7", "C45"},
            title = "Un flux DynamoDB tient le total du jour exact",
            dependsOn = "api")
    void keepsTheDaysTotal(Stack stack) {
        new DailySales(stack).check();
    }

    @Criterion(
            id = "mail",
            order = 14,
            points = 1,
            bonus = true,
            task = 9,
            proves = {"C49", "C50", "C51", "C52", "C53", "C54", "C55", "C56"},
            title = "Chaque commande est confirmée par un courriel",
            dependsOn = "api")
    void confirmsByMail(Stack stack) {
        new Confirmations(stack).check();
    }
}

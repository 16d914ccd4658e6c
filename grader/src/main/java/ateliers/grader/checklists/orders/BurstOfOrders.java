package ateliers.grader.checklists.orders;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Noun;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklist.TopicProbe;
import ateliers.grader.checklists.common.ParallelClients;
import ateliers.grader.targets.Web.Answer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Many orders from several clients at once. Reading the queue is off meanwhile, so that they wait there together, as many as a
 * batch may hold: on a slow machine they would be read one by one, and nothing would be many.
 */
final class BurstOfOrders {
    private static final int CLIENTS = 8;

    /** A batch of more than ten is filled, and a function that serves one at a time refuses some, each time. */
    private static final int ORDERS = 3 * CLIENTS;

    static final String TITLE = ORDERS + " commandes en rafale : aucune perdue, aucune en double";

    private final Stack stack;
    private final Shop shop;
    private final TopicProbe probe;
    private final SourceMappings mappings;

    BurstOfOrders(Stack stack) {
        this.stack = stack;
        this.shop = new Shop(stack);
        this.probe = TopicProbe.on(stack, shop.topic);
        this.mappings = new SourceMappings(stack, shop.queueArn());
    }

    void check() {
        stack.requiresBursts();
        List<PlacedOrder> orders =
                Stream.generate(PlacedOrder::random).limit(ORDERS).toList();
        Map<String, String> refused = mappings.without(() -> post(orders));
        Expectation.that("Chaque commande doit être acceptée, même quand beaucoup arrivent ensemble.")
                .expected(ORDERS + " réponses 201")
                .seen("%d réponses 201 ; les autres : %s"
                        .formatted(
                                ORDERS - refused.size(),
                                refused.values().stream().limit(3).toList()))
                .hint(
                        refused.values().stream().anyMatch(said -> said.startsWith(String.valueOf(Shop.TOO_MANY)))
                                ? Shop.advice(Shop.TOO_MANY)
                                : "ne limite pas la fonction de l'API (ReservedConcurrentExecutions), et ne garde rien d'une invocation à l'autre.")
                .holdsIf(refused.isEmpty());
        Set<String> ids = orders.stream().map(PlacedOrder::id).collect(Collectors.toSet());
        Set<String> waiting = new HashSet<>(ids);
        stack.awaitAll(() -> shop.left(waiting), OrdersSqsChecklist.SOON.plus(mappings.window()));
        Expectation.that("Chaque commande doit être traitée.")
                .expected(ORDERS + " commandes TRAITEE, avec leur reçu")
                .seen("%d commandes TRAITEE".formatted(ORDERS - waiting.size()))
                .hint(adviceOn(waiting))
                .holdsIf(waiting.isEmpty());
        checkAnnounced(ids);
    }

    private Map<String, String> post(List<PlacedOrder> orders) {
        Map<String, String> refused = new ConcurrentHashMap<>();
        int clients = stack.together(CLIENTS);
        try (ParallelClients crowd = new ParallelClients(clients)) {
            crowd.together(client -> {
                for (int i = client; i < orders.size(); i += clients) {
                    Answer answer = shop.post(orders.get(i).json());
                    if (answer.status() != 201) {
                        refused.put(orders.get(i).id(), answer.said());
                    }
                }
                return client;
            });
        }
        return refused;
    }

    private String adviceOn(Set<String> unprocessed) {
        long unstored =
                unprocessed.stream().filter(id -> shop.item(id).isEmpty()).count();
        if (unstored > 0) {
            return new Noun("commande acceptée (201) n'est pas", "commandes acceptées (201) ne sont pas").said(unstored)
                    + " dans la table. Enregistre chaque commande avant de répondre.";
        }
        int queued = shop.queued(shop.queueUrl);
        return queued > 0
                ? new Noun("message attend", "messages attendent").said(queued)
                        + " encore dans la file : le traitement échoue, la raison est ci-dessus."
                : "la file a effacé ces messages comme traités. Traite chaque message du lot, et rends parmi les échecs ceux"
                        + " que tu ne traites pas.";
    }

    private void checkAnnounced(Set<String> ids) {
        Announcements announced = new Announcements(stack, probe, ids);
        announced.settle(shop.soon());
        Expectation.that("Chaque commande est annoncée une fois.")
                .expected(announced.wanted())
                .seen(announced.seen())
                .hint("annonce chaque commande une seule fois, au moment où elle est créée.")
                .holdsIf(announced.eachOnce());
    }
}

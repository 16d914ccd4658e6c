package ateliers.grader.checklists;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklist.TopicProbe;
import ateliers.grader.targets.GraderException;
import ateliers.grader.targets.Web.Answer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Many orders from several clients at once. */
final class Rush {
    private static final int ORDERS = 200;
    private static final int CLIENTS = 8;

    private final Stack stack;
    private final Shop shop;
    private final TopicProbe probe;

    Rush(Stack stack) {
        this.stack = stack;
        this.shop = new Shop(stack);
        this.probe = TopicProbe.on(stack, shop.topic);
    }

    void check() {
        List<PlacedOrder> orders =
                Stream.generate(PlacedOrder::random).limit(ORDERS).toList();
        Map<String, String> refused = post(orders);
        Expectation.that("Chaque commande doit être acceptée, même quand beaucoup arrivent ensemble.")
                .expected("200 réponses 201")
                .seen("%d réponses 201 ; les autres : %s"
                        .formatted(
                                ORDERS - refused.size(),
                                refused.values().stream().limit(3).toList()))
                .hint("Tâche 6 : ne limite pas la fonction de l'API, et ne garde rien d'une invocation à l'autre.")
                .holdsIf(refused.isEmpty());
        Set<String> waiting = new HashSet<>();
        orders.forEach(order -> waiting.add(order.id()));
        stack.await(() -> noneWaits(waiting), OrdersSqsChecklist.SOON);
        Expectation.that("Chaque commande doit être traitée.")
                .expected("200 commandes TRAITEE, avec leur reçu")
                .seen("%d commandes TRAITEE".formatted(ORDERS - waiting.size()))
                .hint("Tâche 6 : la visibilité et les échecs partiels sont-ils réglés ? Regarde les journaux.")
                .holdsIf(waiting.isEmpty());
        checkAnnounced(orders);
    }

    /** Takes the processed ones away: a look costs some calls, not two for each order. */
    private boolean noneWaits(Set<String> waiting) {
        waiting.removeAll(shop.processed(waiting));
        return waiting.isEmpty();
    }

    private Map<String, String> post(List<PlacedOrder> orders) {
        Map<String, String> refused = new ConcurrentHashMap<>();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> done = IntStream.range(0, CLIENTS)
                    .<Future<?>>mapToObj(client -> clients.submit(() -> {
                        for (int i = client; i < orders.size(); i += CLIENTS) {
                            Answer answer = shop.post(orders.get(i).json());
                            if (answer.status() != 201) {
                                refused.put(orders.get(i).id(), Shop.said(answer));
                            }
                        }
                    }))
                    .toList();
            for (Future<?> each : done) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new GraderException("Un client de la rafale a échoué.", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GraderException("La rafale a été interrompue.", e);
        } finally {
            clients.shutdownNow();
        }
        return refused;
    }

    private void checkAnnounced(List<PlacedOrder> orders) {
        Set<String> ids = orders.stream().map(PlacedOrder::id).collect(Collectors.toSet());
        stack.await(() -> announced(ids).size() >= ORDERS, OrdersSqsChecklist.SOON);
        boolean quiet = stack.never(() -> announced(ids).size() > ORDERS, OrdersSqsChecklist.QUIET);
        List<String> announced = announced(ids);
        int different = Set.copyOf(announced).size();
        Expectation.that("Chaque commande est annoncée une fois.")
                .expected("200 notifications de 200 commandes")
                .seen("%s de %d commandes".formatted(Drop.said(announced.size()), different))
                .hint("Tâche 6 : annonce chaque commande une seule fois, au moment où elle est créée.")
                .holdsIf(quiet && announced.size() == ORDERS && different == ORDERS);
    }

    /** The orders that notifications told of, as often as they did; other orders may still be on their way. */
    private List<String> announced(Set<String> ids) {
        return probe.received().stream()
                .map(notification ->
                        Shop.read(notification.text()).path("order_id").asText())
                .filter(ids::contains)
                .toList();
    }
}
